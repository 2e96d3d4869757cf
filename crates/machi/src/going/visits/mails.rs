//! The mails of visits: the link that confirms one, and what becomes of it.

use futures_util::FutureExt;
use store::Tx;

use crate::app::App;
use crate::error::Result;
use crate::events::{InMail, in_mail};
use crate::going::rsvp::{self, Rsvp, State, Who};
use crate::ids::VisitorId;
use crate::mail::{self, Kind, NewMail, Part, Purpose, Queued, To, Written};
use crate::text::Lang;
use crate::visitors::{self, Visitor};

/// Asks whoever reads the mailbox whether they want the seats. Its subject is a visitor, as that of
/// the others.
pub const LINK: Kind = Kind {
    name: "visit-link",
    purpose: Purpose::Proof,
    compose: |app, tx, mail| compose_link(app, tx, mail).boxed(),
};

macro_rules! news {
    ($($kind:ident $name:literal $variant:ident $subject:literal $words:literal),+ $(,)?) => {
        /// What a visitor is told.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum News { $($variant),+ }

        $(pub const $kind: Kind = Kind {
            name: $name,
            purpose: Purpose::Needed,
            compose: |app, tx, mail| compose(app, tx, mail, News::$variant).boxed(),
        };)+

        impl News {
            pub(super) fn kind(self) -> &'static Kind {
                match self { $(Self::$variant => &$kind),+ }
            }

            /// The locale keys of subject and text.
            fn keys(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($subject, $words)),+ }
            }
        }
    };
}

news!(
    SEAT "visit-seat" Seat "visits-seat-subject" "visits-seat-words",
    OFFERED "visit-offered" Offered "visits-offered-subject" "visits-offered-words",
    REFUSED "visit-refused" Refused "visits-refused-subject" "visits-refused-words",
    MOVED "visit-moved" Moved "visits-moved-subject" "visits-moved-words",
    CANCELLED "visit-cancelled" Cancelled "visits-cancelled-subject" "visits-cancelled-words",
);

impl News {
    /// Whether it is true of a visit that stands so.
    pub(super) fn holds(self, state: State) -> bool {
        match self {
            Self::Seat => state == State::Going,
            Self::Offered => state == State::Offered,
            Self::Refused => state == State::Declined,
            Self::Moved | Self::Cancelled => matches!(
                state,
                State::Going | State::Offered | State::Waiting | State::Asked
            ),
        }
    }
}

pub(super) async fn queue_link(tx: &mut Tx, visitor: &Visitor) -> Result<()> {
    let Some(address) = visitor.address.clone() else {
        return Ok(());
    };
    let number = tx.new_id();
    let new = NewMail {
        key: format!("{}/{number}", LINK.name),
        kind: LINK.name,
        to: To::Address {
            address,
            lang: visitor.lang,
        },
        subject_id: visitor.id.get(),
    };
    mail::queue(tx, new).await
}

/// The visit and its date as they are now; none for who is forgotten, or has an account.
async fn of(app: &App, tx: &mut Tx, mail: &Queued) -> Result<Option<(Visitor, Rsvp, InMail)>> {
    let visitor = visitors::find(tx, VisitorId::from(mail.subject_id)).await?;
    let Some(visitor) = visitor.filter(|visitor| visitor.address.is_some()) else {
        return Ok(None);
    };
    let rsvp = rsvp::of(tx, visitor.occurrence, Who::Visitor(visitor.id)).await?;
    let at = (visitor.event, visitor.occurrence);
    let date = in_mail(app, tx, at, mail.lang).await?;
    Ok(rsvp.zip(date).map(|(rsvp, date)| (visitor, rsvp, date)))
}

async fn compose_link(app: &App, tx: &mut Tx, mail: &Queued) -> Result<Option<Written>> {
    let Some((visitor, rsvp, date)) = of(app, tx, mail).await? else {
        return Ok(None);
    };
    let lang = mail.lang;
    let (words, action) = match rsvp.state {
        State::Held => ("visits-mail-held", "visits-mail-do"),
        State::Unconfirmed | State::Left => ("visits-mail-unconfirmed", "visits-mail-do"),
        _ => ("visits-mail-known", "visits-mail-open"),
    };
    let subject = subject(lang, "visits-mail-subject", &date);
    let mut parts = words_of(lang, &date, &rsvp);
    parts.push(Part::Words(lang.t(words)));
    parts.push(to_visit(app, &visitor, lang.t(action)));
    parts.push(Part::Words(lang.t("visits-mail-not-you")));
    Ok(Some(Written {
        subject,
        parts,
        attachments: Vec::new(),
    }))
}

async fn compose(app: &App, tx: &mut Tx, mail: &Queued, news: News) -> Result<Option<Written>> {
    let found = of(app, tx, mail).await?;
    let Some((visitor, rsvp, date)) = found.filter(|(_, rsvp, _)| news.holds(rsvp.state)) else {
        return Ok(None);
    };
    let lang = mail.lang;
    let (title, words) = news.keys();
    let subject = subject(lang, title, &date);
    let mut parts = vec![Part::Words(lang.t(words))];
    parts.extend(words_of(lang, &date, &rsvp));
    parts.push(to_visit(app, &visitor, lang.t("visits-mail-open")));
    // Who has no seat has nothing to put into a calendar.
    let goes = rsvp.state == State::Going;
    Ok(Some(Written {
        subject,
        parts,
        attachments: goes.then_some(date.file).into_iter().collect(),
    }))
}

fn subject(lang: Lang, key: &str, date: &InMail) -> String {
    lang.t_with(key, &[("event", date.title.as_str().into())])
}

fn words_of(lang: Lang, date: &InMail, rsvp: &Rsvp) -> Vec<Part> {
    let party = lang.t_with("going-people", &[("n", rsvp.party.into())]);
    let place = Some(date.place.clone()).filter(|place| !place.is_empty());
    let words = [
        Some(date.title.clone()),
        Some(format!("{} · {party}", date.when)),
        place,
    ];
    words.into_iter().flatten().map(Part::Words).collect()
}

fn to_visit(app: &App, visitor: &Visitor, words: String) -> Part {
    let link = visitors::link(app, visitor.id);
    Part::Action {
        words,
        url: format!("{}/visits/{link}", app.settings().public_url),
    }
}
