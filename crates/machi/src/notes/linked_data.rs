//! A note as schema.org describes it, for search engines.

use serde_json::{Value, json};

use super::card::text_lang;
use super::detail::Detail;
use crate::events::rfc3339;
use crate::frame::Page;
use crate::photos::Photo;
use crate::places;

const HEADLINE_CHARS_MAX: usize = 110;

/// The content of a `<script type="application/ld+json">`: safe to stand in a page.
pub(super) fn script(detail: &Detail, photos: &[Photo], page: &Page) -> String {
    let note = &detail.note;
    let zone = &detail.city.zone;
    let image = page.open_graph_image.as_deref().unwrap_or_default();
    let person = page.absolute(&format!("/people/{}", detail.handle));
    let url = page.absolute(&format!("/notes/{}", note.id));
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "SocialMediaPosting",
        "@id": url,
        "url": url,
        "headline": detail.headline(page.lang, HEADLINE_CHARS_MAX),
        "articleBody": note.body,
        "datePublished": rfc3339(note.created_at_ms, zone),
        "author": {
            "@type": "Person", "name": detail.display_name, "url": person,
            "identifier": detail.handle,
        },
        "image": images(photos, image, page),
        "commentCount": detail.love.comments,
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/LikeAction",
            "userInteractionCount": detail.love.likes,
        },
        "contentLocation": location(detail, page),
    });
    if let Some(label) = note.label() {
        // schema.org has no word for what an author got; this one is read as a label is.
        data["creditText"] = label.text(page.lang).into();
        data["keywords"] = json!([label.kind.name(), label.text(page.lang)]);
    }
    let lang = text_lang(&note.lang);
    if !lang.is_empty() {
        data["inLanguage"] = lang.into();
    }
    if let Some(edited_at_ms) = note.edited_at_ms {
        data["dateModified"] = rfc3339(edited_at_ms, zone).into();
    }
    places::script_safe(&data)
}

/// The note's photos, or the picture that stands for one.
fn images(photos: &[Photo], image: &str, page: &Page) -> Value {
    if photos.is_empty() {
        return page.absolute(image).into();
    }
    let image = |photo: &Photo| {
        let mut image = json!({
            "@type": "ImageObject",
            "contentUrl": page.absolute(&photo.largest_url()),
            "thumbnailUrl": page.absolute(&photo.card_url()),
        });
        if !photo.alt.is_empty() {
            image["caption"] = photo.alt.as_str().into();
        }
        image
    };
    photos.iter().map(image).collect()
}

fn location(detail: &Detail, page: &Page) -> Value {
    let mut location = named_location(detail, page);
    if let Some(spot) = detail.note.exact_spot() {
        location["@type"] = "Place".into();
        location["geo"] = json!({
            "@type": "GeoCoordinates", "latitude": spot.lat(), "longitude": spot.lon(),
        });
    }
    location
}

fn named_location(detail: &Detail, page: &Page) -> Value {
    let place = detail.note.place_id.zip(detail.place.as_ref());
    match place {
        Some((id, names)) => json!({
            "@type": "Place",
            "@id": page.absolute(&format!("/places/{id}")),
            "name": names.get(page.lang),
        }),
        None => json!({ "@type": "City", "name": detail.city.names.get(page.lang) }),
    }
}
