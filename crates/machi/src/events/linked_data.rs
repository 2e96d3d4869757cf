//! An event as schema.org describes it, for search engines.

use serde_json::{Map, Value, json};

use super::detail::{Event, Occurrence};
use super::{Price, Times, rfc3339};
use crate::text::Lang;

/// The content of a `<script type="application/ld+json">`: safe to stand in a page.
pub(super) fn script(
    event: &Event,
    occurrence: &Occurrence,
    page_url: &str,
    images: &[String],
    lang: Lang,
) -> String {
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": page_url,
        "url": page_url,
        "name": event.titles.get(lang),
        "startDate": start(event, occurrence.times),
        "eventStatus": status(event.cancelled || occurrence.cancelled),
        "eventAttendanceMode": attendance(event),
        "location": location(event, lang),
        "image": images,
        "inLanguage": event.lang.tag(),
    });
    if let Some(map) = data.as_object_mut() {
        optional(map, event, occurrence, (page_url, lang));
    }
    // Nothing in it may end the script or begin a comment.
    data.to_string().replace('<', "\\u003c")
}

fn optional(
    map: &mut Map<String, Value>,
    event: &Event,
    occurrence: &Occurrence,
    (page_url, lang): (&str, Lang),
) {
    if let Some(end) = end(event, occurrence.times) {
        map.insert("endDate".into(), end.into());
    }
    let description = event.descriptions.get(lang);
    if !description.is_empty() {
        map.insert("description".into(), description.into());
    }
    if !event.organiser.is_empty() {
        let mut organizer = json!({ "@type": "Organization", "name": event.organiser });
        if let Some((_, handle)) = &event.host {
            organizer["url"] = format!("{}/people/{handle}", site(page_url)).into();
        }
        map.insert("organizer".into(), organizer);
    }
    let off = event.cancelled || occurrence.cancelled;
    if let Some(offer) = offer(event, page_url, off) {
        map.insert("offers".into(), offer);
    }
    if event.price != Price::Unknown {
        map.insert("isAccessibleForFree".into(), event.price.is_free().into());
    }
}

fn start(event: &Event, times: Times) -> String {
    if times.all_day {
        times.days(&event.city.zone).0.to_string()
    } else {
        rfc3339(times.starts_at_ms, &event.city.zone)
    }
}

fn end(event: &Event, times: Times) -> Option<String> {
    if times.all_day {
        return Some(times.days(&event.city.zone).1.to_string());
    }
    times
        .ends_at_ms
        .map(|ends_ms| rfc3339(ends_ms, &event.city.zone))
}

fn status(cancelled: bool) -> &'static str {
    if cancelled {
        "https://schema.org/EventCancelled"
    } else {
        "https://schema.org/EventScheduled"
    }
}

/// The site of one of its pages.
fn site(page_url: &str) -> &str {
    page_url.split("/events/").next().unwrap_or_default()
}

fn is_at_a_place(event: &Event) -> bool {
    event.place.is_some() || !event.location_text.is_empty()
}

fn attendance(event: &Event) -> &'static str {
    match (event.online_url.is_empty(), is_at_a_place(event)) {
        (true, _) => "https://schema.org/OfflineEventAttendanceMode",
        (false, true) => "https://schema.org/MixedEventAttendanceMode",
        (false, false) => "https://schema.org/OnlineEventAttendanceMode",
    }
}

/// Where it is, from afar, or both.
fn location(event: &Event, lang: Lang) -> Value {
    let afar = json!({ "@type": "VirtualLocation", "url": event.online_url });
    match (event.online_url.is_empty(), is_at_a_place(event)) {
        (true, _) => place(event, lang),
        (false, true) => json!([place(event, lang), afar]),
        (false, false) => afar,
    }
}

fn place(event: &Event, lang: Lang) -> Value {
    let city = event.city.names.get(lang);
    let place = event.place.as_ref().map(|(_, names)| names.get(lang));
    let name = place.map_or_else(|| event.location(lang), str::to_owned);
    let name = if name.is_empty() {
        city.to_owned()
    } else {
        name
    };
    let mut address = json!({ "@type": "PostalAddress", "addressLocality": city });
    if !event.location_text.is_empty() {
        address["streetAddress"] = event.location_text.as_str().into();
    }
    let mut location = json!({ "@type": "Place", "name": name, "address": address });
    if let Some(spot) = event.spot {
        location["geo"] = json!({
            "@type": "GeoCoordinates", "latitude": spot.lat(), "longitude": spot.lon(),
        });
    }
    location
}

/// What one pays, where one gets it. Nothing says that anything is sold out.
fn offer(event: &Event, page_url: &str, off: bool) -> Option<Value> {
    let currency = event.city.currency;
    let amount = |minor: i64| minor as f64 / 10_f64.powi(currency.exponent().into());
    let mut offer = match event.price {
        Price::Unknown => return None,
        Price::Free => json!({ "@type": "Offer", "price": 0 }),
        Price::Range {
            min_minor,
            max_minor,
        } if min_minor == max_minor => {
            json!({ "@type": "Offer", "price": amount(min_minor) })
        }
        Price::Range {
            min_minor,
            max_minor,
        } => json!({
            "@type": "AggregateOffer", "lowPrice": amount(min_minor), "highPrice": amount(max_minor),
        }),
    };
    offer["priceCurrency"] = currency.code().into();
    offer["url"] = match event.url.as_str() {
        "" => page_url.into(),
        own => own.into(),
    };
    if !off {
        offer["availability"] = "https://schema.org/InStock".into();
    }
    Some(offer)
}
