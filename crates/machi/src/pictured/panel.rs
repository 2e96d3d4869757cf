//! What a note's page, and the page of the answers to it, show of them.

use rules::pictured::{SEASONED_DAYS, Standing, Tally};
use store::Tx;

use super::asked::{Asked, asked};
use super::counted::tally;
use super::counter_photos::{CounterPhoto, list};
use super::facts::{self, Known, was_there};
use super::remove::removed_because;
use crate::accounts::{Member, Role};
use crate::error::{Error, Result};
use crate::ids::{NoteId, PhotoId};
use crate::photos::{self, Photo};
use crate::social::Viewer;
use crate::text::Lang;

/// Counter-photos beside the note.
const BESIDE: usize = 4;

/// The view struct of `pictured/panel.html` and its parts.
pub struct Panel {
    pub note: NoteId,
    /// Who wrote the note.
    pub author: String,
    pub tally: Tally,
    /// "7 of 9 who were there: as pictured"; none while no answer counts.
    pub said: Option<String>,
    /// "12 answers, 9 count"; none when all of them do.
    pub counting: Option<String>,
    /// Why the others do not, a line each.
    pub reasons: Vec<String>,
    pub photos: Vec<CounterPhoto>,
    /// Where the next page of them begins.
    pub next: Option<PhotoId>,
    pub own_note: bool,
    pub signed_in: bool,
    pub was_there: bool,
    pub mine: Option<Mine>,
    /// Why one's photo was taken down.
    pub removed: Option<String>,
    /// The reader may take photos down.
    pub keeps: bool,
}

/// What the reader said.
pub struct Mine {
    pub as_pictured: bool,
    /// Why it does not count.
    pub waits: Option<String>,
    pub standing: Standing,
    pub photo: Option<Photo>,
}

impl Panel {
    /// None for a note of which nothing is asked.
    pub async fn read(
        tx: &mut Tx,
        lang: Lang,
        reader: Option<&Member>,
        viewer: &Viewer,
        note: NoteId,
    ) -> Result<Option<Self>> {
        match Self::page(tx, lang, reader, viewer, (note, None, BESIDE)).await {
            Ok(panel) => Ok(Some(panel)),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The same with a page of counter-photos: those before one, and so many at most.
    pub(super) async fn page(
        tx: &mut Tx,
        lang: Lang,
        reader: Option<&Member>,
        viewer: &Viewer,
        (note, before, max): (NoteId, Option<PhotoId>, usize),
    ) -> Result<Self> {
        let by = reader.map(|reader| reader.id);
        let Asked {
            author_id,
            author,
            city_id,
            ..
        } = asked(tx, by, note).await?;
        let tally = tally(tx, note).await?;
        let listed = list(tx, (note, by), viewer, before, max).await?;
        let own_note = by == Some(author_id);
        let mut panel = Self {
            note,
            author,
            said: said(lang, &tally),
            counting: counting(lang, &tally),
            reasons: reasons(lang, &tally),
            tally,
            photos: listed.photos,
            next: listed.next,
            own_note,
            signed_in: reader.is_some(),
            was_there: false,
            mine: None,
            removed: None,
            keeps: reader.is_some_and(|reader| reader.holds(Role::Moderator, city_id)),
        };
        if let Some(by) = by.filter(|_| !own_note) {
            panel.was_there = was_there(tx, by, note).await?;
            panel.removed = removed_because(tx, by, note).await?;
            if let Some(known) = facts::own(tx, by, note).await? {
                let photo = photos::counter_photo(tx, note, by).await?;
                panel.mine = Some(Mine::of(lang, &known, photo));
            }
        }
        Ok(panel)
    }

    /// May answer, and did not yet.
    pub fn is_asked(&self) -> bool {
        self.was_there && self.mine.is_none()
    }

    /// Signed in, and was not there.
    pub fn is_elsewhere(&self) -> bool {
        self.signed_in && !self.own_note && !self.was_there && self.mine.is_none()
    }

    /// The parts of the bar that stands for the answers.
    pub fn counted(&self) -> i64 {
        self.tally.counted()
    }

    pub fn is_disputed(&self) -> bool {
        self.tally.is_disputed()
    }

    pub fn is_empty(&self) -> bool {
        self.tally.answers() == 0
    }
}

impl Mine {
    fn of(lang: Lang, known: &Known, photo: Option<Photo>) -> Self {
        let standing = known.standing();
        let days = [("days", SEASONED_DAYS.into())];
        Self {
            as_pictured: known.as_pictured,
            standing,
            waits: match standing {
                Standing::Counts => None,
                Standing::Young => Some(lang.t_with("pictured-waits-young", &days)),
                Standing::SameNetwork => Some(lang.t("pictured-waits-network")),
                Standing::Gone => Some(lang.t("pictured-waits-gone")),
            },
            photo,
        }
    }
}

fn said(lang: Lang, tally: &Tally) -> Option<String> {
    let args = [("yes", tally.yes.into()), ("n", tally.counted().into())];
    (tally.counted() > 0).then(|| lang.t_with("pictured-said", &args))
}

fn counting(lang: Lang, tally: &Tally) -> Option<String> {
    let (answers, counted) = (tally.answers(), tally.counted());
    let args = [("n", answers.into()), ("counted", counted.into())];
    (answers > counted).then(|| lang.t_with("pictured-counting", &args))
}

fn reasons(lang: Lang, tally: &Tally) -> Vec<String> {
    let days = ("days", SEASONED_DAYS.into());
    let reasons = [
        (tally.young, "pictured-why-young"),
        (tally.same_network, "pictured-why-network"),
        (tally.gone, "pictured-why-gone"),
    ];
    let some = reasons.into_iter().filter(|&(n, _)| n > 0);
    some.map(|(n, key)| lang.t_with(key, &[("n", n.into()), days.clone()]))
        .collect()
}
