//! What there is to tell of Tried & True.

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, CampaignId, CampaignSeatId, ExcuseId, ObligationId, ProofId};

/// What happened to a campaign, or to what is owed for its seats. As [`super::Change`]: stored for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all_fields = "snake_case")]
pub enum Tried {
    /// Made, changed, published, called off, or thrown away; or a step of it is done; or a link to its
    /// results is made or revoked.
    CampaignChanged { campaign: CampaignId },
    /// Somebody asks for a seat, or no more.
    CampaignApplied {
        campaign: CampaignId,
        account: AccountId,
    },
    /// A seat is somebody's if they accept it.
    CampaignSeatOffered {
        seat: CampaignSeatId,
        campaign: CampaignId,
        account: AccountId,
    },
    /// It was accepted, declined, left until it went to the next, or given back, or is called off.
    CampaignSeatAnswered {
        seat: CampaignSeatId,
        campaign: CampaignId,
    },
    /// It is owed, has a time, was handed in, settled, or is owed no more.
    ObligationChanged {
        obligation: ObligationId,
        account: AccountId,
    },
    /// Its time is near, has come, or is over.
    ObligationReminded {
        obligation: ObligationId,
        account: AccountId,
    },
    /// It was handed in, replaced, decided about, or that was undone.
    ProofChanged { proof: ProofId, account: AccountId },
    /// Somebody asks to be excused, takes that back, or is answered.
    ExcuseChanged {
        excuse: ExcuseId,
        obligation: ObligationId,
        account: AccountId,
    },
}
