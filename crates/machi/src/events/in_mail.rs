//! A date as mails tell of it: what, when, where, and as a file for the reader's own calendar.

use store::Tx;

use super::calendar::{self, Taking};
use super::{Reading, detail};
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::{EventId, OccurrenceId};
use crate::mail::Attachment;
use crate::text::Lang;

/// As the file tells programs what to do with it (RFC 5546, 3.2.1): the organiser's own, to keep.
const KIND: &str = "text/calendar; charset=utf-8; method=PUBLISH";

/// A date in words.
#[derive(Debug)]
pub struct InMail {
    pub title: String,
    /// "Sat, Nov 28 7:00 – 9:00 PM", by the city's clocks.
    pub when: String,
    /// Empty where it is not known.
    pub place: String,
    /// Its page, in full.
    pub url: String,
    /// It alone, under the UID that it has in every calendar.
    pub file: Attachment,
}

/// None for a date that is there no more.
pub async fn in_mail(
    app: &App,
    tx: &mut Tx,
    (event, occurrence): (EventId, OccurrenceId),
    lang: Lang,
) -> Result<Option<InMail>> {
    let found = match detail::find(app, tx, event).await {
        Err(Error::NotFound) => return Ok(None),
        found => found?,
    };
    let date = match detail::occurrence(tx, event, occurrence).await {
        Err(Error::NotFound) => return Ok(None),
        date => date?,
    };
    let public_url = &app.settings().public_url;
    let taking = Taking {
        lang,
        public_url,
        name: None,
    };
    let reading = Reading {
        lang,
        zone: &found.city.zone,
        now_ms: app.now_ms(),
    };
    Ok(Some(InMail {
        title: found.titles.get(lang).to_owned(),
        when: date.times.full(reading),
        place: found.location(lang),
        url: format!("{public_url}/events/{event}/{occurrence}"),
        file: Attachment {
            name: format!("{}-{event}.ics", found.city.slug),
            kind: KIND,
            body: calendar::file(&[(&found, date)], &taking),
        },
    }))
}
