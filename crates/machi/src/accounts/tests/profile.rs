//! Profiles, names elsewhere, and the invitations that confirm them.

use axum::http::StatusCode;
use store::{Tx, args};

use crate::accounts::Role;
use crate::cities::{Cities, CityState, state};
use crate::ids::CityId;
use crate::town::{Answer, Town, Visitor};

fn tokyo(town: &Town) -> CityId {
    town.app
        .view::<Cities>()
        .unwrap()
        .by_slug("tokyo")
        .unwrap()
        .id
}

#[tokio::test]
async fn a_profile_shows_what_its_owner_says() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let form = "display_name=%E7%BE%8E%E9%A6%99&bio=Riverside+walks.%0D%0ALate+noodles.&languages=ja\
                &other_languages=fr&home_city=tokyo&links=https%3A%2F%2Fmika.example%2F\
                &instagram=https%3A%2F%2Finstagram.com%2FMika.Walks&xiaohongshu=%E7%B1%B3%E5%8D%A1";
    let saved = mika.post("/settings/profile", form).await;
    assert_eq!(saved.location(), "/people/mika", "{}", saved.text());
    let state = async || {
        let read = async |tx: &mut Tx| {
            let sql = "select changed_at_ms from account where handle = 'mika'";
            Ok(tx.one::<(i64,)>(sql, args![]).await?.0)
        };
        (town.app.read(read).await.unwrap(), town.changes().await)
    };
    let before = state().await;
    town.clock.advance(1_000);
    mika.post("/settings/profile", form).await;
    assert_eq!(state().await, before, "the same again changes nothing");
    let page = town.get("/people/MIKA").await;
    for text in [
        "<h1>美香</h1>",
        "Riverside walks.<br>Late noodles.",
        "<a href=\"/cities/tokyo\">Tokyo</a>",
        "日本語",
        "rel=\"me nofollow noopener\">https://mika.example/</a>",
        "https://www.instagram.com/Mika.Walks/",
        "keyword=%E7%B1%B3%E5%8D%A1",
    ] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    assert!(
        !page.has("/settings/profile\""),
        "a stranger may not edit it"
    );
    assert_eq!(
        town.get("/people/nobody").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_home_city_stays_when_it_is_archived_and_nobody_chooses_it_any_more() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let joon = town.sign_up("joon").await;
    let form = "display_name=Mika&home_city=tokyo";
    mika.post("/settings/profile", form).await;
    let archive = async |tx: &mut Tx| state::set(tx, tokyo(&town), CityState::Archived).await;
    town.app.write(archive).await.unwrap();
    town.settle().await;
    let settings = mika.get("/settings/profile").await;
    let chosen = "<option value=\"tokyo\" selected>";
    assert!(settings.has(chosen), "{}", settings.text());
    let saved = mika
        .post("/settings/profile", &format!("{form}&bio=Hi"))
        .await;
    assert_eq!(saved.location(), "/people/mika", "{}", saved.text());
    assert!(town.get("/people/mika").await.has("href=\"/cities/tokyo\""));
    assert!(!joon.get("/settings/profile").await.has("value=\"tokyo\""));
    let sign_up = "handle=lin&password=lanterns+on+the+river&home_city=tokyo";
    for (path, form) in [("/settings/profile", form), ("/sign-up", sign_up)] {
        let refused = joon.post(path, form).await;
        assert!(
            refused.has("There is no such city here."),
            "{}",
            refused.text()
        );
    }
    mika.post("/settings/profile", "display_name=Mika").await;
    let settings = mika.get("/settings/profile").await;
    assert!(
        !settings.has("value=\"tokyo\""),
        "once given up, it is gone"
    );
}

#[tokio::test]
async fn a_display_name_can_be_seen_and_stands_as_it_reads() {
    let town = Town::new().await;
    let mika = town.sign_up("mika").await;
    for (name, problem) in [
        ("%E2%80%8B%EF%B8%8F", "nothing in it that people can see"),
        ("%E3%85%A4", "nothing in it that people can see"),
        ("mi%E2%80%AEakim", "change the direction of writing"),
        ("mi%07ka", "A name fits on one line."),
    ] {
        let profile = format!("display_name={name}");
        let newcomer = format!("handle=lin&password=lanterns+on+the+river&{profile}");
        let saved = mika.post("/settings/profile", &profile).await;
        let signed_up = town.visitor().post("/sign-up", &newcomer).await;
        for page in [saved, signed_up] {
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(page.has(problem), "{problem}: {}", page.text());
        }
    }
    for (name, shown) in [("%D7%A9%D7%9C%D7%95%D7%9D", "שלום"), ("+", "mika")] {
        mika.post("/settings/profile", &format!("display_name={name}"))
            .await;
        let page = town.get("/people/mika").await;
        assert!(page.has(&format!("<h1>{shown}</h1>")), "{}", page.text());
    }
}

#[tokio::test]
async fn a_profile_holds_no_script_and_no_strange_address() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    for (form, problem) in [
        (
            "links=javascript%3Aalert(1)",
            "A link must be a whole address",
        ),
        (
            "instagram=not+a+name",
            "This is not a name of that network.",
        ),
        ("home_city=atlantis", "There is no such city here."),
    ] {
        let page = mika.post("/settings/profile", form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has(problem), "{problem}: {}", page.text());
    }
    mika.post(
        "/settings/profile",
        "bio=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    )
    .await;
    assert!(!town.get("/people/mika").await.has("<script>alert"));
}

/// The path of the link that the desk shows once.
fn link(page: &Answer) -> String {
    let text = page.text();
    let at = text.find("https://town.example/invitations/").unwrap();
    let link = text[at..].split('<').next().unwrap();
    link.trim_start_matches("https://town.example").to_owned()
}

async fn invited(operator: &Visitor<'_>, name: &str) -> String {
    let form = format!("network=instagram&name={name}");
    let page = operator.post("/desk/tokyo/invitations", &form).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    link(&page)
}

#[tokio::test]
async fn an_invitation_s_link_claims_the_name() {
    let town = Town::with_cities().await;
    let operator = town.sign_up("desk").await;
    town.give_role("desk", Role::Operator, Some(tokyo(&town)))
        .await;
    let pretender = town.sign_up("lin").await;
    pretender
        .post("/settings/profile", "instagram=mika.walks")
        .await;
    let path = invited(&operator, "%40Mika.Walks").await;

    let stranger = town.get(&path).await;
    assert!(
        stranger.has("You are invited to Tokyo"),
        "{}",
        stranger.text()
    );
    assert!(stranger.has(&format!("/sign-up?next={path}")));
    let mika = town.sign_up("mika").await;
    assert!(mika.get(&path).await.has("Claim it as @mika"));
    assert_eq!(mika.post(&path, "").await.location(), "/people/mika");
    let page = town.get("/people/mika").await;
    assert!(page.has("Mika.Walks") && page.has("aria-label=\"confirmed\""));
    assert!(!town.get("/people/lin").await.has("mika.walks"));

    let again = mika.post(&path, "").await;
    assert_eq!(again.location(), "/people/mika", "again changes nothing");
    let late = pretender.post(&path, "").await;
    assert!(late.has("no longer open"), "{}", late.text());
    let taken = pretender
        .post("/settings/profile", "instagram=mika.walks")
        .await;
    assert!(taken.has("was confirmed for another account"));
    let list = operator.get("/desk/tokyo/invitations").await;
    assert!(list.has("/people/mika\">@mika</a>") && !list.has(&path));
}

#[tokio::test]
async fn an_invitation_ends_when_it_is_taken_back_or_too_old() {
    const MONTH_MS: i64 = 30 * 24 * 60 * 60 * 1_000;
    let town = Town::with_cities().await;
    let operator = town.sign_up("desk").await;
    town.give_role("desk", Role::Operator, Some(tokyo(&town)))
        .await;
    let revoked = invited(&operator, "mika").await;
    let list = operator.get("/desk/tokyo/invitations").await.text();
    let at = list.find("/desk/tokyo/invitations/").unwrap();
    let revoke = list[at..].split('"').next().unwrap();
    operator.post(revoke, "").await;
    let old = invited(&operator, "mika").await;
    town.clock.advance(MONTH_MS);
    let mika = town.sign_up("mika").await;
    for path in [revoked, old] {
        assert!(mika.get(&path).await.has("no longer open"));
        assert_eq!(
            mika.post(&path, "").await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
    assert_eq!(
        mika.get("/invitations/nothing").await.status,
        StatusCode::NOT_FOUND
    );
}
