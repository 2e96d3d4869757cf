//! One person in a list.

use crate::accounts::named::Card;
use crate::accounts::{FollowLists, Member, hue, letter};
use crate::app::App;
use crate::error::Result;
use crate::people::People;
use crate::social::Viewer;

/// The view struct of `people/row.html`.
pub(super) struct PersonRow {
    pub(super) handle: String,
    pub(super) display_name: String,
    pub(super) letter: String,
    pub(super) hue: u8,
    pub(super) is_demo: bool,
    /// The first line of what they say of themselves.
    pub(super) bio: String,
    /// None when the person shows it to nobody.
    pub(super) followers: Option<i64>,
    /// Whether the reader follows them.
    pub(super) followed: bool,
}

/// What a person shows of the number of their followers.
pub(super) fn followers_shown(
    people: &People,
    reader: Option<&Member>,
    card: &Card,
) -> Option<u32> {
    let own = reader.is_some_and(|reader| reader.id == card.id);
    let open = own || card.follow_lists() == FollowLists::Everyone;
    open.then(|| people.followers(card.id))
}

/// The rows of these people as the reader sees them.
pub(super) fn rows(
    app: &App,
    reader: Option<&Member>,
    viewer: &Viewer,
    cards: Vec<Card>,
) -> Result<Vec<PersonRow>> {
    let people = app.view::<People>()?;
    let row = |card: Card| PersonRow {
        followers: followers_shown(&people, reader, &card).map(i64::from),
        letter: letter(&card.display_name),
        hue: hue(card.id),
        followed: viewer.follows(card.id),
        bio: card.bio.lines().next().unwrap_or_default().to_owned(),
        handle: card.handle,
        display_name: card.display_name,
        is_demo: card.is_demo,
    };
    Ok(cards.into_iter().map(row).collect())
}
