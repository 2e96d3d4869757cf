//! Lets the demo's people live: they join, follow, post, comment, like and save by the commands
//! that members use.

use std::collections::HashMap;
use std::io::Write;

use anyhow::Context;
use store::{Tx, args};

use super::album::{Album, Photos};
use super::told::{self, Comment, Note, Person, TOLD, Ties};
use super::{hosted, pictured, shelves, tried, weekly};
use crate::accounts::Member;
use crate::accounts::demo::{DemoPerson, demo_member, ensure_demo_person};
use crate::app::App;
use crate::cities::{Cities, City, join};
use crate::collections;
use crate::communities;
use crate::error::Result;
use crate::ids::{CommentId, CommunityId, EventId, NoteId, PlaceId};
use crate::notes::{self, Written, comment, like, post};
use crate::social::follow;
use crate::text::Names;

const HOUR_MS: i64 = 60 * 60 * 1_000;
/// A prime step through the people, so that each note is liked by others.
const STEP: usize = 7;
/// Notes, with what follows from them, that are written in one transaction.
const PART: usize = 25;
/// Those whom one can sign in as; they live with the others.
const SIGN_IN: [&str; 5] = ["mika", "joon", "lin", "ana", "sam"];

/// Whether nobody posted anything yet.
pub(super) async fn is_to_come(app: &App) -> anyhow::Result<bool> {
    let lived = app.read(async |tx: &mut Tx| {
        let row = tx
            .optional::<(i64,)>("select 1 from note limit 1", args![])
            .await?;
        Ok(row.is_some())
    });
    Ok(!lived.await?)
}

/// Fills the cities with people and notes.
pub(super) async fn fill(app: &App, album: Album) -> anyhow::Result<()> {
    let mut people = Vec::new();
    for told in &TOLD {
        people.extend(
            told.people()
                .with_context(|| format!("the people of {}", told.city))?,
        );
    }
    let mut ties: Vec<Ties> = people.iter().map(Person::ties).collect();
    ties.extend(told::sign_in().context("those whom one can sign in as")?);
    let members = app
        .write(async |tx: &mut Tx| {
            let members = meet(app, tx, &people).await?;
            belong(app, tx, &members, &ties).await?;
            Ok(members)
        })
        .await?;
    let published = hosted::fill(app, &members).await?;
    writeln!(std::io::stdout(), "{published} events of their own")?;
    let items = shelves::fill(app).await?;
    writeln!(std::io::stdout(), "{items} items of merch")?;
    let photos = album.keep(app, &members).await?;
    for told in &TOLD {
        let notes = told
            .notes()
            .with_context(|| format!("the notes of {}", told.city))?;
        let city = app.view::<Cities>()?.by_slug(told.city);
        let city = city.with_context(|| format!("{} is not open", told.city))?;
        let notes: Vec<_> = notes.iter().enumerate().collect();
        for part in notes.chunks(PART) {
            app.write(async |tx: &mut Tx| live(tx, &city, &members, part, &photos).await)
                .await?;
        }
        let name = city.names.get(crate::text::Lang::En);
        writeln!(std::io::stdout(), "{name}: {} notes", notes.len())?;
    }
    let campaigns = tried::fill(app, &members).await?;
    writeln!(std::io::stdout(), "campaigns: {campaigns}")?;
    let lotteries = weekly::fill(app, &people, &members).await?;
    writeln!(std::io::stdout(), "weekly lotteries: {lotteries}")?;
    let answers = pictured::fill(app).await?;
    writeln!(std::io::stdout(), "answers to photos: {answers}")?;
    Ok(())
}

/// Makes the accounts.
async fn meet(app: &App, tx: &mut Tx, people: &[Person]) -> Result<Vec<Member>> {
    let cities = app.view::<Cities>()?;
    for person in people {
        let new = DemoPerson {
            handle: &person.handle,
            name: &person.name,
            lang: person.lang,
            languages: &person.languages,
            bio: &person.bio,
            home: cities.by_slug(&person.home).map(|city| city.id),
            instagram: person.instagram.as_deref(),
        };
        ensure_demo_person(tx, &new).await?;
    }
    let mut members = Vec::new();
    let handles = people.iter().map(|person| person.handle.as_str());
    for handle in handles.chain(SIGN_IN) {
        members.extend(demo_member(tx, handle).await?);
    }
    Ok(members)
}

/// They join their cities and communities and follow each other.
async fn belong(app: &App, tx: &mut Tx, members: &[Member], ties: &[Ties]) -> Result<()> {
    let cities = app.view::<Cities>()?;
    for person in ties {
        let Some(member) = named(members, &person.handle) else {
            continue;
        };
        for city in person.cities.iter().filter_map(|slug| cities.by_slug(slug)) {
            join::join(tx, member, city.id).await?;
            for community in communities_of(&city, &person.communities) {
                communities::join::join(tx, member, community).await?;
            }
        }
        for followed in person
            .follows
            .iter()
            .filter_map(|handle| named(members, handle))
        {
            follow::follow(tx, member, followed.id).await?;
        }
    }
    Ok(())
}

/// Posts the notes, with what the others do with them.
async fn live(
    tx: &mut Tx,
    city: &City,
    members: &[Member],
    told: &[(usize, &Note)],
    photos: &Photos,
) -> Result<()> {
    let places = places(tx, city).await?;
    let events = events(tx, city).await?;
    for &(at, note) in told {
        let Some(author) = named(members, &note.by) else {
            continue;
        };
        let written = Written {
            title: note.title.clone(),
            body: note.text.clone(),
            lang: String::new(),
            place: note.place.as_ref().and_then(|key| places.get(key)).copied(),
            event: note
                .event
                .as_ref()
                .and_then(|title| events.get(title))
                .copied(),
            communities: communities_of(city, &note.communities),
            photos: photos.of(&city.slug, at),
            ..Written::default()
        };
        let posted_ms = tx.now_ms() - note.hours_ago * HOUR_MS;
        let posted = post::post_at(tx, author.id, city, &written, posted_ms).await?;
        react(tx, members, author, posted, (at, note)).await?;
        for told in &note.comments {
            say(tx, members, posted, None, posted_ms, told).await?;
        }
    }
    Ok(())
}

/// Likes and saves, each by as many as the note tells and by others than at the note before.
async fn react(
    tx: &mut Tx,
    members: &[Member],
    author: &Member,
    note: NoteId,
    (at, told): (usize, &Note),
) -> Result<()> {
    let others: Vec<&Member> = members
        .iter()
        .filter(|member| member.id != author.id)
        .collect();
    let from = |first: usize| {
        let others = &others;
        (0..others.len()).map(move |n| others[(first + n * STEP) % others.len()])
    };
    for member in from(at * 3).take(told.likes) {
        like::like(tx, member, note).await?;
    }
    for member in from(at * 5 + 1).take(told.saves) {
        collections::save(tx, member, note, None).await?;
    }
    Ok(())
}

async fn say(
    tx: &mut Tx,
    members: &[Member],
    note: NoteId,
    parent: Option<CommentId>,
    posted_ms: i64,
    told: &Comment,
) -> Result<()> {
    let Some(author) = named(members, &told.by) else {
        return Ok(());
    };
    let on = notes::visible_to(tx, None, note).await?;
    let said_ms = posted_ms + told.hours_after * HOUR_MS;
    let said = comment::comment_at(tx, author.id, &on, parent, &told.text, said_ms).await?;
    for answer in &told.answers {
        // There is one level, so this goes no deeper.
        Box::pin(say(tx, members, note, Some(said), posted_ms, answer)).await?;
    }
    Ok(())
}

fn named<'a>(members: &'a [Member], handle: &str) -> Option<&'a Member> {
    members.iter().find(|member| member.handle == handle)
}

fn communities_of(city: &City, slugs: &[String]) -> Vec<CommunityId> {
    let named = |slug: &&String| city.communities.iter().find(|known| known.slug == **slug);
    let known = slugs.iter().filter_map(|slug| named(&slug));
    known.map(|community| community.id).collect()
}

/// The pack's places by their key.
async fn places(tx: &mut Tx, city: &City) -> Result<HashMap<String, PlaceId>> {
    let sql = "select p.source_key, p.id from place p join source s on s.id = p.source_id
               where p.city_id = $1 and s.kind = 'pack'";
    Ok(tx
        .all::<(String, PlaceId)>(sql, args![city.id])
        .await?
        .into_iter()
        .collect())
}

/// The city's events by each of their titles.
async fn events(tx: &mut Tx, city: &City) -> Result<HashMap<String, EventId>> {
    let sql = "select titles, id from event where city_id = $1 and not cancelled order by id desc";
    let rows = tx.all::<(Names, EventId)>(sql, args![city.id]).await?;
    let titled = |(titles, id): (Names, EventId)| {
        let titles: Vec<_> = titles.iter().map(|(_, title)| title.to_owned()).collect();
        titles.into_iter().map(move |title| (title, id))
    };
    Ok(rows.into_iter().flat_map(titled).collect())
}
