//! The form of age and residence: asked once, and shown afterwards to be corrected.

use super::found::Lottery;
use super::person::{PersonInput, first_day};
use super::residence::{self, Choices};
use crate::frame::form::Problems;
use crate::text::{Lang, when};

/// What is known of the member who reads.
pub(super) struct Asked {
    pub(super) told: Option<PersonInput>,
    /// An entry of theirs stands in a lottery that is not drawn from yet.
    pub(super) takes_part: bool,
}

/// What they told, in words.
pub(super) struct Told {
    pub(super) born: String,
    pub(super) residence: String,
}

pub(super) struct PersonForm {
    /// None while it is to be asked.
    pub(super) told: Option<Told>,
    pub(super) may_correct: bool,
    /// A correction was typed, and something is wrong with it.
    pub(super) correcting: bool,
    pub(super) born: String,
    pub(super) residences: Choices,
}

impl PersonForm {
    pub(super) fn new<'a>(
        lang: Lang,
        asked: Asked,
        lotteries: impl Iterator<Item = &'a Lottery>,
        (typed, problems): (PersonInput, &Problems),
    ) -> Self {
        let wrong = problems.on("born").is_some() || problems.on("residence").is_some();
        let told = asked.told.as_ref().map(|told| Told {
            born: first_day(&told.born).map_or_else(String::new, |day| when::month(lang, day)),
            residence: residence::name(lang, &told.residence),
        });
        let filled = match asked.told {
            Some(told) if !wrong => told,
            _ => typed,
        };
        Self {
            correcting: wrong && told.is_some(),
            may_correct: !asked.takes_part,
            residences: Choices::new(lang, lotteries, &filled.residence),
            born: filled.born,
            told,
        }
    }
}
