//! The change log's entries: the one way in which a module learns of another's news.

use serde::{Deserialize, Serialize};
use store::{LogRow, Position, Tx};

use crate::error::Result;
use crate::ids::{
    AccountId, CityId, CollectionId, CommentId, CommunityId, EventId, ImportId, InvitationId,
    NoteId, PlaceId, SourceId,
};

/// What happened, to what. Stored for ever: add variants, never rename or reorder fields' meaning.
/// It holds ids and enums, never text or names, so that deletion stays true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all_fields = "snake_case")]
pub enum Change {
    AccountCreated {
        account: AccountId,
    },
    AccountChanged {
        account: AccountId,
    },
    /// Signed in, in a browser or with a token.
    SessionStarted {
        account: AccountId,
    },
    /// Sessions or tokens of the account ended: what nodes remember of them is void.
    SessionsEnded {
        account: AccountId,
    },
    RolesChanged {
        account: AccountId,
    },
    InvitationCreated {
        invitation: InvitationId,
    },
    InvitationClaimed {
        invitation: InvitationId,
        by: AccountId,
    },
    InvitationRevoked {
        invitation: InvitationId,
    },
    /// The city, its neighbourhoods or its communities.
    CityChanged {
        city: CityId,
    },
    CityJoined {
        city: CityId,
        account: AccountId,
    },
    CityLeft {
        city: CityId,
        account: AccountId,
    },
    PetitionSigned {
        city: CityId,
        account: AccountId,
    },
    PetitionWithdrawn {
        city: CityId,
        account: AccountId,
    },
    CommunityJoined {
        community: CommunityId,
        account: AccountId,
    },
    CommunityLeft {
        community: CommunityId,
        account: AccountId,
    },
    PlaceChanged {
        place: PlaceId,
    },
    EventChanged {
        event: EventId,
    },
    SourceChanged {
        source: SourceId,
    },
    /// Many places and events of the city at once.
    ImportFinished {
        import: ImportId,
        source: SourceId,
    },
    Followed {
        by: AccountId,
        account: AccountId,
    },
    Unfollowed {
        by: AccountId,
        account: AccountId,
    },
    Blocked {
        by: AccountId,
        account: AccountId,
    },
    Unblocked {
        by: AccountId,
        account: AccountId,
    },
    Muted {
        by: AccountId,
        account: AccountId,
    },
    Unmuted {
        by: AccountId,
        account: AccountId,
    },
    NotePosted {
        note: NoteId,
        by: AccountId,
    },
    NoteChanged {
        note: NoteId,
    },
    NoteDeleted {
        note: NoteId,
    },
    NoteRestored {
        note: NoteId,
    },
    NoteLiked {
        note: NoteId,
        by: AccountId,
    },
    NoteUnliked {
        note: NoteId,
        by: AccountId,
    },
    NoteSaved {
        note: NoteId,
        by: AccountId,
        collection: CollectionId,
    },
    NoteUnsaved {
        note: NoteId,
        by: AccountId,
        collection: CollectionId,
    },
    /// Named, renamed, made public or private, or removed.
    CollectionChanged {
        collection: CollectionId,
        by: AccountId,
    },
    CommentPosted {
        comment: CommentId,
        note: NoteId,
        by: AccountId,
    },
    CommentChanged {
        comment: CommentId,
        note: NoteId,
    },
    CommentDeleted {
        comment: CommentId,
        note: NoteId,
    },
    CommentRestored {
        comment: CommentId,
        note: NoteId,
    },
}

/// A change with its place in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Logged {
    pub position: Position,
    pub at_ms: i64,
    pub city: Option<CityId>,
    pub change: Change,
}

impl TryFrom<LogRow> for Logged {
    type Error = serde_json::Error;

    fn try_from(row: LogRow) -> Result<Self, serde_json::Error> {
        Ok(Self {
            position: row.position,
            at_ms: row.at_ms,
            city: row.city.map(CityId::from),
            change: serde_json::from_str(&row.body)?,
        })
    }
}

/// Writes the change into the log, inside the command's transaction. `city` is the city whose log
/// it belongs to; none for what belongs to the installation.
pub async fn record(tx: &mut Tx, city: impl Into<Option<CityId>>, change: Change) -> Result<()> {
    let body = serde_json::to_string(&change).map_err(anyhow::Error::from)?;
    Ok(tx.record(city.into().map(CityId::get), body).await?)
}
