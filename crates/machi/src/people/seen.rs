//! A person as one reader may see them.

use std::sync::Arc;

use store::Tx;

use crate::accounts::{FollowLists, Member, Profile, follow_lists, profile};
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::AccountId;
use crate::people::People;
use crate::social::{Viewer, Viewers, count};

/// How many follow somebody, and whom they follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) followers: i64,
    pub(super) following: i64,
}

/// A person and what the reader has to do with them.
pub(super) struct Seen {
    pub(super) profile: Profile,
    pub(super) viewer: Arc<Viewer>,
    /// Whether it is the reader.
    pub(super) own: bool,
    /// Whether the reader may see the follow lists.
    pub(super) lists_open: bool,
    following: i64,
}

/// The reader's ties; a stranger has none.
pub(super) async fn viewer(app: &App, reader: Option<&Member>) -> Result<Arc<Viewer>> {
    let viewers = app.view::<Viewers>()?;
    viewers.of(app, reader.map(|reader| reader.id)).await
}

/// The person at this handle. Who blocks the reader does not exist for them; whom the reader
/// blocks does, so that the block can be taken back.
pub(super) async fn person(app: &App, reader: Option<&Member>, handle: &str) -> Result<Seen> {
    let viewer = viewer(app, reader).await?;
    let (profile, lists, following) = app
        .read(async |tx: &mut Tx| {
            let profile = profile(tx, handle).await?;
            let lists = follow_lists(tx, profile.id).await?;
            let following = count::following(tx, profile.id).await?;
            Ok((profile, lists, following))
        })
        .await?;
    if viewer.blocked_by.contains(&profile.id) {
        return Err(Error::NotFound);
    }
    let own = reader.is_some_and(|reader| reader.id == profile.id);
    Ok(Seen {
        own,
        lists_open: own || lists == FollowLists::Everyone,
        viewer,
        following,
        profile,
    })
}

impl Seen {
    pub(super) fn id(&self) -> AccountId {
        self.profile.id
    }

    /// Whether the reader blocks them.
    pub(super) fn is_blocked(&self) -> bool {
        self.viewer.blocked.contains(&self.profile.id)
    }

    /// Whether the reader mutes them.
    pub(super) fn is_muted(&self) -> bool {
        self.viewer.muted.contains(&self.profile.id)
    }

    /// The profile as the reader may see it: of somebody they block, only the names.
    pub(super) fn into_profile(self) -> Profile {
        if !self.is_blocked() {
            return self.profile;
        }
        Profile {
            bio: String::new(),
            languages: String::new(),
            home_city: None,
            links: Vec::new(),
            aliases: Vec::new(),
            ..self.profile
        }
    }

    /// None when the reader may not know, or does not want to.
    pub(super) fn counts(&self, people: &People) -> Option<Counts> {
        (self.lists_open && !self.is_blocked()).then(|| Counts {
            followers: people.followers(self.profile.id).into(),
            following: self.following,
        })
    }
}
