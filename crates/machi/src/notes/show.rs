//! What the page of a note shows.

use std::collections::HashSet;
use std::sync::Arc;

use askama::Template;
use store::Tx;

use super::beside::{self, Beside};
use super::card::{beginning, text_lang};
use super::composer::at_text;
use super::detail::{Detail, detail};
use super::disclosure::Label;
use super::shown_comments::{Asked, Comments, Typed};
use super::shown_text::{self, Part};
use super::{LikeButton, SaveButton, entered, linked_data, look};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::cities::City;
use crate::covers::{self, Shape, ShareText};
use crate::error::Result;
use crate::events::rfc3339;
use crate::frame::Page;
use crate::ids::{AccountId, NoteId};
use crate::photos::{self, Carousel, Photo};
use crate::pictured;
use crate::social::{Viewer, Viewers};
use crate::text::{Lang, when};

const TITLE_CHARS_MAX: usize = 60;
const DESCRIPTION_CHARS_MAX: usize = 200;

/// Who wrote something.
pub(super) struct Person {
    pub(super) handle: String,
    pub(super) name: String,
    pub(super) letter: String,
    pub(super) hue: u8,
    pub(super) is_demo: bool,
    pub(super) small: bool,
}

impl Person {
    pub(super) fn new(id: AccountId, handle: &str, name: &str, is_demo: bool) -> Self {
        Self {
            handle: handle.to_owned(),
            name: name.to_owned(),
            letter: accounts::letter(name),
            hue: accounts::hue(id),
            is_demo,
            small: false,
        }
    }
}

/// A link with its words.
struct Link {
    href: String,
    text: String,
}

/// When it was posted, in the city's zone.
struct At {
    rfc3339: String,
    text: String,
    zone_name: String,
    /// "Tokyo time".
    city_time: String,
}

#[derive(Template)]
#[template(path = "notes/note.html")]
pub(super) struct NotePage {
    page: Page,
    id: NoteId,
    title: String,
    text_lang: String,
    text: Vec<Part>,
    /// In place of a drawn cover.
    photos: Option<Carousel>,
    /// `large`, `medium` or `small` for a moment of few words.
    size: Option<&'static str>,
    /// Tall, for a desk, and square, for a phone.
    cover: [String; 2],
    author: Person,
    own: bool,
    at: At,
    edited: bool,
    /// What its author got for it.
    label: Option<String>,
    /// Takes part in a lottery that takes entries.
    entered: bool,
    /// Its slug.
    city: String,
    /// To its author: when the place is shown.
    follows: Option<String>,
    place: Option<Link>,
    event: Option<Link>,
    neighbourhood: Option<Link>,
    spot: Option<Link>,
    communities: Vec<Link>,
    like: LikeButton,
    save: SaveButton,
    comments: Comments,
    /// What those who were there say of its photos.
    pictured: Option<pictured::Panel>,
    /// Newer and older, with the query that keeps them to one author.
    beside: Beside,
    beside_query: &'static str,
    linked_data: String,
}

impl NotePage {
    /// Whether it is counted that somebody opened it.
    pub(super) fn is_counted(&self) -> bool {
        self.label.is_some() && !self.own
    }
}

/// What one transaction reads of the page.
struct Read {
    detail: Detail,
    photos: Vec<Photo>,
    people: HashSet<String>,
    beside: Option<Beside>,
    comments: Comments,
    pictured: Option<pictured::Panel>,
    entered: bool,
}

/// The page, for a reader who may see the note.
pub(super) async fn show(
    app: &App,
    page: Page,
    reader: Option<&Member>,
    note: NoteId,
    asked: &Asked,
    typed: Typed,
) -> Result<NotePage> {
    let viewer = app.view::<Viewers>()?;
    let viewer = viewer.of(app, reader.map(|reader| reader.id)).await?;
    let lang = page.lang;
    let read = app
        .read(async |tx: &mut Tx| read(app, tx, lang, reader, &viewer, note, asked).await)
        .await?;
    view(app, page, reader, &viewer, asked, typed, read)
}

async fn read(
    app: &App,
    tx: &mut Tx,
    lang: Lang,
    reader: Option<&Member>,
    viewer: &Viewer,
    note: NoteId,
    asked: &Asked,
) -> Result<Read> {
    let detail = detail(app, tx, reader, note).await?;
    Ok(Read {
        people: shown_text::people(tx, viewer, [detail.note.body.as_str()]).await?,
        beside: match asked.by_author() {
            true => Some(beside::by_author(tx, &detail.note).await?),
            false => None,
        },
        comments: Comments::read(tx, lang, reader, viewer, &detail, asked).await?,
        photos: photos::of_note(tx, note).await?,
        pictured: pictured::Panel::read(tx, lang, reader, viewer, note).await?,
        entered: entered::is(tx, note).await?,
        detail,
    })
}

fn view(
    app: &App,
    page: Page,
    reader: Option<&Member>,
    viewer: &Arc<Viewer>,
    asked: &Asked,
    typed: Typed,
    read: Read,
) -> Result<NotePage> {
    let detail = &read.detail;
    let (note, city) = (&detail.note, &detail.city);
    let lang = page.lang;
    let cover = |shape| covers::cover_url(city, note.neighbourhood_id, note.id.get(), shape);
    let page = framed(app, page, detail, read.photos.first());
    Ok(NotePage {
        id: note.id,
        title: note.title.clone(),
        text_lang: text_lang(&note.lang),
        text: shown_text::parts(&note.body, &city.slug, &read.people),
        size: size(detail).filter(|_| read.photos.is_empty()),
        cover: [cover(Shape::Card), cover(Shape::Square)],
        author: author(detail),
        own: reader.is_some_and(|reader| reader.id == note.author_id),
        at: at(app, detail, lang),
        edited: note.edited_at_ms.is_some(),
        label: note.label().map(|label| label.text(lang)),
        entered: read.entered,
        city: city.slug.clone(),
        follows: follows(app, detail, lang),
        place: place(detail, lang),
        event: event(detail, lang),
        neighbourhood: neighbourhood(detail, lang),
        spot: spot(detail, lang),
        communities: communities(detail, lang),
        like: LikeButton {
            note: note.id,
            lang,
            likes: detail.love.likes,
            liked: detail.liked,
            signed_in: reader.is_some(),
        },
        save: SaveButton {
            note: note.id,
            lang,
            saved: detail.saved,
            signed_in: reader.is_some(),
            just_saved: false,
        },
        beside: match read.beside {
            Some(beside) => beside,
            None => beside::in_city(app, note, viewer)?,
        },
        beside_query: if asked.by_author() { "?by=author" } else { "" },
        linked_data: linked_data::script(detail, &read.photos, &page),
        photos: Carousel::of(read.photos, text_lang(&note.lang), lang),
        comments: read.comments.with(typed),
        pictured: read.pictured,
        page,
    })
}

fn size(detail: &Detail) -> Option<&'static str> {
    if detail.note.title.is_empty() {
        look::size(&detail.note.body)
    } else {
        None
    }
}

/// Title, description and picture of the page in search results and shared links.
fn framed(app: &App, page: Page, detail: &Detail, photo: Option<&Photo>) -> Page {
    let (note, city) = (&detail.note, &detail.city);
    let lang = page.lang;
    let headline = detail.headline(lang, TITLE_CHARS_MAX);
    let line = format!("{} · {}", detail.display_name, city.names.get(lang));
    let label = note.label();
    let labels = label.as_ref().map(|label| label.in_order_for(lang));
    let text = ShareText {
        lang,
        titles: &[&headline, city.names.get(lang), city.names.get(Lang::En)],
        lines: &[&line, &detail.handle],
        labels: labels.as_deref().unwrap_or_default(),
    };
    let drawn = || covers::share_url(app, city, note.neighbourhood_id, note.id.get(), text);
    // Beside a photo there is no room for the label, and a link's picture goes where its words do not.
    let photo_alone = photo.filter(|_| label.is_none());
    let image = photo_alone.map_or_else(drawn, Photo::card_url);
    let said = [labelled(label.as_ref(), lang), description(detail, photo)].concat();
    page.in_city(&city.slug, &city.names)
        .titled([labelled(label.as_ref(), lang), title(detail, &headline)].concat())
        .described(said)
        .pictured(&image)
}

/// The label before what follows it.
fn labelled(label: Option<&Label>, lang: Lang) -> String {
    label.map_or_else(String::new, |label| format!("{} · ", label.text(lang)))
}

/// Whose photo it is says a photo without words already.
fn title(detail: &Detail, headline: &str) -> String {
    if detail.is_wordless() {
        headline.to_owned()
    } else {
        format!("{headline} · {}", detail.display_name)
    }
}

/// The beginning of the text, or what is to be seen.
fn description(detail: &Detail, photo: Option<&Photo>) -> String {
    let said = match photo {
        Some(photo) if detail.note.body.is_empty() => &photo.alt,
        _ => &detail.note.body,
    };
    let words: Vec<_> = said.split_whitespace().collect();
    beginning(&words.join(" "), DESCRIPTION_CHARS_MAX)
}

fn at(app: &App, detail: &Detail, lang: Lang) -> At {
    let city: &City = &detail.city;
    let posted_ms = detail.note.created_at_ms;
    let today = when::civil(app.now_ms(), &city.zone).date();
    let name = city.names.get(lang);
    At {
        rfc3339: rfc3339(posted_ms, &city.zone),
        text: when::day_and_time(lang, when::civil(posted_ms, &city.zone), today),
        zone_name: city.zone_name.clone(),
        city_time: lang.t_with("events-city-time", &[("city", name.into())]),
    }
}

fn author(detail: &Detail) -> Person {
    Person::new(
        detail.note.author_id,
        &detail.handle,
        &detail.display_name,
        detail.is_demo,
    )
}

fn follows(app: &App, detail: &Detail, lang: Lang) -> Option<String> {
    let at_ms = detail.follows_at_ms?;
    Some(at_text(&detail.city, lang, at_ms, app.now_ms()))
}

fn place(detail: &Detail, lang: Lang) -> Option<Link> {
    let names = detail.place.as_ref()?;
    Some(Link {
        href: format!("/places/{}", detail.note.place_id?),
        text: names.get(lang).to_owned(),
    })
}

fn event(detail: &Detail, lang: Lang) -> Option<Link> {
    let titles = detail.event.as_ref()?;
    Some(Link {
        href: format!("/events/{}", detail.note.event_id?),
        text: titles.get(lang).to_owned(),
    })
}

fn neighbourhood(detail: &Detail, lang: Lang) -> Option<Link> {
    let hood = detail.city.neighbourhood(detail.note.neighbourhood_id?)?;
    let key: String = url::form_urlencoded::byte_serialize(hood.key.as_bytes()).collect();
    Some(Link {
        href: format!("/cities/{}/agenda?neighbourhood={key}", detail.city.slug),
        text: hood.names.get(lang).to_owned(),
    })
}

/// A `geo:` address (RFC 5870), which the reader's own map opens.
fn spot(detail: &Detail, lang: Lang) -> Option<Link> {
    let spot = detail.note.exact_spot()?;
    Some(Link {
        href: format!("geo:{},{}", spot.lat(), spot.lon()),
        text: lang.t("notes-spot"),
    })
}

fn communities(detail: &Detail, lang: Lang) -> Vec<Link> {
    let here = detail.city.communities.iter();
    here.filter(|known| detail.communities.contains(&known.id))
        .map(|known| Link {
            href: format!(
                "/cities/{}/agenda?community={}",
                detail.city.slug, known.slug
            ),
            text: known.names.get(lang).to_owned(),
        })
        .collect()
}
