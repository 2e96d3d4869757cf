//! Lists, cards, and the view against its rebuild.

use askama::Template;
use store::{Tx, args};

use super::*;
use crate::events::Reading;
use crate::events::tests::{draft, saved, sourced};
use crate::ids::{CityId, PlaceId};
use crate::notes::list::PAGE_NOTES;
use crate::notes::{CardText, LIKE_SLOT, Listed, Notes, SAVE_SLOT, Wanted, card_rows, list};
use crate::social::Viewer;
use crate::text::{Lang, Names};
use crate::town::NOON_MS;
use crate::views::View;

async fn listed(town: &Town, wanted: &Wanted, by: &Viewer, before: Option<NoteId>) -> Listed {
    let read = town
        .app
        .read(async |tx: &mut Tx| list(tx, wanted, by, before).await);
    read.await.unwrap()
}

async fn a_place(town: &Town, city: CityId) -> (PlaceId, Names) {
    let read = town.app.read(async |tx: &mut Tx| {
        let sql = "select id, names from place where city_id = $1 order by id limit 1";
        Ok(tx.one::<(PlaceId, Names)>(sql, args![city]).await?)
    });
    read.await.unwrap()
}

async fn nothing_listed(town: &Town, lists: &[Wanted], by: &Viewer) {
    for wanted in lists {
        assert_eq!(listed(town, wanted, by, None).await.notes, [], "{wanted:?}");
    }
}

#[tokio::test]
async fn a_note_is_listed_by_what_it_names() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let (_, source) = sourced(&town, "tokyo").await;
    let tokyo = city(&town, "tokyo");
    let event = saved(&town, &tokyo, &draft(source)).await.event();
    let (place, names) = a_place(&town, tokyo.id).await;
    let community = tokyo.communities[0].id;
    let form = format!(
        "text=%23Ramen+with+%40joon&event={event}&communities={community}&place_name={}",
        escaped(names.get(Lang::Ja))
    );
    let note = post(&mika, "tokyo", &form).await;
    post(&mika, "new-york", "text=%23ramen+elsewhere").await;
    post(&joon, "tokyo", "text=nothing+named").await;
    let (author, joons) = (town.account("mika").await, town.account("joon").await);
    let cases = [
        Wanted::Place(place),
        Wanted::Event(event),
        Wanted::Community(community),
        Wanted::Tag(tokyo.id, "ramen".into()),
        Wanted::MentionsOf(joons),
    ];
    let stranger = Viewer::default();
    for wanted in &cases {
        assert_eq!(
            listed(&town, wanted, &stranger, None).await.notes,
            [note],
            "{wanted:?}"
        );
    }
    let by_mika = Wanted::Author(author);
    assert_eq!(
        listed(&town, &by_mika, &stranger, None).await.notes.len(),
        2
    );

    let muted = Viewer {
        muted: [author].into_iter().collect(),
        ..Viewer::default()
    };
    let blocked = Viewer {
        blocked_by: [author].into_iter().collect(),
        ..Viewer::default()
    };
    for reader in [&muted, &blocked] {
        nothing_listed(&town, &cases, reader).await;
    }
    assert_eq!(listed(&town, &by_mika, &muted, None).await.notes.len(), 2);
    assert_eq!(listed(&town, &by_mika, &blocked, None).await.notes, []);
    mika.post(&format!("/notes/{note}/delete"), "").await;
    nothing_listed(&town, &cases, &stranger).await;
}

#[tokio::test]
async fn pages_stay_stable_while_notes_arrive_and_go_past_what_is_hidden() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let tokyo = city(&town, "tokyo").id;
    let mut posted = Vec::new();
    for at in 0..30 {
        posted.push(post(&mika, "tokyo", &format!("text=%23walk+{at}")).await);
    }
    for _ in 0..60 {
        post(&joon, "tokyo", "text=%23walk+and+on").await;
    }
    let joons = town.account("joon").await;
    let reader = Viewer {
        muted: [joons].into_iter().collect(),
        ..Viewer::default()
    };
    let wanted = Wanted::Tag(tokyo, "walk".into());
    let first = listed(&town, &wanted, &reader, None).await;
    assert_eq!(first.notes.len(), PAGE_NOTES);
    post(&mika, "tokyo", "text=%23walk+later").await;
    let second = listed(&town, &wanted, &reader, first.next).await;
    assert_eq!(second.next, None);
    let mut all = first.notes;
    all.extend(second.notes);
    posted.reverse();
    assert_eq!(all, posted);
}

#[tokio::test]
async fn a_card_is_the_same_for_every_reader_but_for_its_buttons() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let short = post(&mika, "tokyo", "text=%3C%21--like--%3E+%26+snow").await;
    let long = format!("title=A+long+day&text={}", "word+".repeat(80));
    let story = post(&mika, "tokyo", &long).await;
    let gone = post(&mika, "tokyo", "text=gone").await;
    mika.post(&format!("/notes/{gone}/delete"), "").await;
    let ids = [short, story, gone];
    let read = town.app.read(async |tx: &mut Tx| card_rows(tx, &ids).await);
    let rows = read.await.unwrap();
    assert_eq!(rows.len(), 2, "{rows:?}");
    let tokyo = city(&town, "tokyo");
    let reading = Reading {
        lang: Lang::En,
        zone: &tokyo.zone,
        now_ms: NOON_MS,
    };
    let card = |id| {
        let row = rows.iter().find(|row| row.id == id).unwrap();
        CardText::of(row, &tokyo, reading).render().unwrap()
    };
    let moment = card(short);
    assert!(
        moment.contains("note-words--") && !moment.contains("<img"),
        "{moment}"
    );
    assert!(
        moment.contains("&#60;!--like--&#62; &#38; snow"),
        "{moment}"
    );
    let story_card = card(story);
    assert!(story_card.contains("A long day") && story_card.contains("loading=\"lazy\""));
    for card in [moment, story_card] {
        assert_eq!(card.matches(LIKE_SLOT).count(), 1, "{card}");
        assert_eq!(card.matches(SAVE_SLOT).count(), 1, "{card}");
        assert_eq!(card.matches("<a ").count(), 1, "one link: {card}");
    }
}

#[tokio::test]
async fn the_view_equals_its_rebuild() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let community = city(&town, "tokyo").communities[0].id;
    let mut notes = Vec::new();
    for at in 0..12 {
        let slug = if at % 3 == 0 { "new-york" } else { "tokyo" };
        notes.push(post(&mika, slug, &format!("text=number+{at}")).await);
    }
    for (at, note) in notes.iter().enumerate() {
        let liked = joon
            .post(&format!("/notes/{note}/like"), "liked=true")
            .await;
        assert_eq!(liked.location(), format!("/notes/{note}"));
        let root = comment(&joon, *note, "hello", "").await;
        comment(&mika, *note, "answer", &root.to_string()).await;
        match at % 4 {
            0 => mika.post(&format!("/notes/{note}/delete"), "").await,
            1 => joon.post(&format!("/comments/{root}/delete"), "").await,
            2 => {
                joon.post(&format!("/notes/{note}/like"), "liked=false")
                    .await
            }
            _ => {
                let form = format!("text=changed&communities={community}");
                mika.post(&format!("/notes/{note}/edit"), &form).await
            }
        };
    }
    mika.post(&format!("/notes/{}/restore", notes[4]), "").await;
    town.settle().await;
    let rebuilt = Notes::default();
    let read = town.app.read(async |tx: &mut Tx| rebuilt.rebuild(tx).await);
    read.await.unwrap();
    let fed = town.app.view::<Notes>().unwrap().content();
    assert_eq!(fed.len(), 10);
    assert_eq!(fed, rebuilt.content());
}
