//! Walks every list as somebody across a block: nothing of the other stands on any of them.

use axum::http::StatusCode;
use store::{Tx, args};

use super::strangers::routes;
use crate::accounts::Member;
use crate::cities::Cities;
use crate::collections::{self, Named};
use crate::ids::{NoteId, PlaceId};
use crate::notes::{Written, comment, post};
use crate::photos::{Chosen, sample};
use crate::pictured;
use crate::social::{block, follow};
use crate::town::{Town, Visitor};

/// What nobody across the block may read: the person's handle, their name, and their words.
const SIGNS: [&str; 3] = ["shadow_1", "Shadow One", "umbra"];
/// The same for everybody, whoever asks.
const PUBLIC_FEEDS: [&str; 2] = [".atom", ".rss"];

#[tokio::test]
async fn what_a_block_hides_is_on_no_list() {
    let town = Town::with_cities().await;
    let (reader, as_reader) = person(&town, "reader_1").await;
    let (_, as_third) = person(&town, "third_1").await;
    let (_, as_shadow) = person(&town, "shadow_1").await;
    let places = live(&town, &as_reader, &as_third, &as_shadow).await;
    town.read_log().await;
    town.settle().await;
    let before = walk(&town, &reader, &places).await;
    assert!(
        before.len() > 15,
        "they stand on many lists at first: {before:?}"
    );
    let write = town
        .app
        .write(async |tx: &mut Tx| block::block(tx, &as_shadow, as_reader.id).await);
    write.await.unwrap();
    town.settle().await;
    let after = walk(&town, &reader, &places).await;
    assert!(
        after.is_empty(),
        "still there, for the blocked:\n{}",
        after.join("\n")
    );

    let write = town.app.write(async |tx: &mut Tx| {
        block::unblock(tx, &as_shadow, as_reader.id).await?;
        block::block(tx, &as_reader, as_shadow.id).await
    });
    write.await.unwrap();
    town.settle().await;
    // Whoever blocks must find the person again to take it back.
    let own = [
        "/settings/people",
        "/api/v1/me/blocks",
        "/people/shadow_1",
        "/api/v1/people/shadow_1",
        "/people/shadow_1/block",
    ];
    let mut after = walk(&town, &reader, &places).await;
    after.retain(|path| !own.contains(&path.as_str()));
    after.retain(|path| !path.starts_with("/people/shadow_1/"));
    assert!(
        after.is_empty(),
        "still there, for who blocks:\n{}",
        after.join("\n")
    );
}

async fn person<'t>(town: &'t Town, handle: &str) -> (Visitor<'t>, Member) {
    let visitor = town.sign_up(handle).await;
    let account = town.account(handle).await;
    if handle == "shadow_1" {
        let write = town.app.write(async |tx: &mut Tx| {
            // No new account: what they say of photos counts.
            let sql = "update account set display_name = 'Shadow One', created_at_ms = 0
                       where id = $1";
            Ok(tx.execute(sql, args![account]).await?)
        });
        write.await.unwrap();
    }
    (visitor, Member::assumed(account, handle))
}

/// What stands in place of the parameters of an address, by their names.
struct Places(Vec<(&'static str, Vec<String>)>);

impl Places {
    /// The addresses that a route stands for.
    fn of(&self, route: &str) -> Vec<String> {
        let mut paths = vec![route.to_owned()];
        for (name, values) in &self.0 {
            let with = |path: &String| match path.contains(name) {
                true => values
                    .iter()
                    .map(|value| path.replace(name, value))
                    .collect(),
                false => vec![path.clone()],
            };
            paths = paths.iter().flat_map(with).collect();
        }
        paths.retain(|path| !path.contains('{'));
        paths
    }
}

/// The person across posts, comments, follows, saves and names others, and a third one answers.
async fn live(town: &Town, reader: &Member, third: &Member, shadow: &Member) -> Places {
    let city = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    let place = town.app.read(async |tx: &mut Tx| {
        let sql = "select min(id) from place where city_id = $1";
        Ok(tx.one::<(PlaceId,)>(sql, args![city.id]).await?.0)
    });
    let place = place.await.unwrap();
    let community = city.communities[0].clone();
    let note = |text: &str| Written {
        body: text.to_owned(),
        place: Some(place),
        communities: vec![community.id],
        ..Written::default()
    };
    let own = note("umbra #umbra with @reader_1");
    let theirs = Written {
        photos: vec![photo(town, third).await],
        ..note("an open note")
    };
    let named = Named {
        name: "To go".into(),
        is_public: true,
    };
    let written = town.app.write(async |tx: &mut Tx| {
        let hidden: NoteId = post::post(tx, shadow, &city, &own).await?;
        let open = post::post(tx, third, &city, &theirs).await?;
        let said = comment::comment(tx, shadow, open, None, "umbra, @reader_1").await?;
        comment::comment(tx, third, open, Some(said), "an answer").await?;
        follow::follow(tx, shadow, third.id).await?;
        follow::follow(tx, third, shadow.id).await?;
        follow::follow(tx, reader, shadow.id).await?;
        let of_third = collections::create(tx, third, &named).await?;
        let of_shadow = collections::create(tx, shadow, &named).await?;
        for collection in [of_third, of_shadow] {
            let by = if collection == of_third {
                third
            } else {
                shadow
            };
            collections::save(tx, by, hidden, Some(collection)).await?;
            collections::save(tx, by, open, Some(collection)).await?;
        }
        Ok((hidden, open, said, of_third, of_shadow))
    });
    let (hidden, open, said, of_third, of_shadow) = written.await.unwrap();
    doubt(town, shadow, open).await;
    Places(vec![
        ("{city}", vec!["tokyo".into()]),
        ("{note}", vec![hidden.to_string(), open.to_string()]),
        ("{comment}", vec![said.to_string()]),
        ("{handle}", vec!["third_1".into(), "shadow_1".into()]),
        (
            "{collection}",
            vec![of_third.to_string(), of_shadow.to_string()],
        ),
        ("{place}", vec![place.to_string()]),
        ("{community}", vec![community.slug.clone()]),
    ])
}

async fn photo(town: &Town, of: &Member) -> Chosen {
    Chosen {
        photo: sample::stored(town, of.id, (800, 600)).await,
        alt: String::new(),
    }
}

/// The person across was there too, and holds a photo against the note.
async fn doubt(town: &Town, shadow: &Member, note: NoteId) {
    let said = pictured::Answer {
        as_pictured: false,
        photo: Some(photo(town, shadow).await),
        network: String::new(),
    };
    let write = town
        .app
        .write(async |tx: &mut Tx| pictured::answer(tx, shadow, note, &said).await);
    write.await.unwrap();
}

/// The addresses at which the reader finds a sign of the person.
async fn walk(town: &Town, reader: &Visitor<'_>, places: &Places) -> Vec<String> {
    let mut paths: Vec<String> = routes()
        .iter()
        .filter_map(|route| route.strip_prefix("GET "))
        .flat_map(|route| places.of(route))
        .collect();
    for list in ["/cities/tokyo/feed", "/api/v1/cities/tokyo/feed"] {
        for asked in ["tab=latest", "tab=following", "tab=latest&tag=umbra"] {
            paths.push(format!("{list}?{asked}"));
        }
    }
    paths.extend([
        "/search?q=sha".to_owned(),
        "/api/v1/people?q=sha".to_owned(),
    ]);
    let mut found = Vec::new();
    for path in paths {
        if PUBLIC_FEEDS.iter().any(|end| path.ends_with(end)) {
            continue;
        }
        let answer = reader.get(&path).await;
        // A page may repeat its own address; what is not there says no more than that.
        let names_them = path.contains("shadow_1") || path.contains("umbra");
        let shows = match answer.status {
            StatusCode::OK if names_them => !path.contains('?') || answer.has("Shadow One"),
            StatusCode::OK => SIGNS.iter().any(|sign| answer.has(sign)),
            _ => false,
        };
        if shows {
            found.push(path);
        }
    }
    assert!(!town.changes().await.is_empty());
    found
}
