//! What a notification is about, and where that stands.

use crate::ids::{
    AccountId, CampaignId, CityId, CommentId, EventId, ExcuseId, GuestMessageId, LotteryId,
    MerchClaimId, MerchGrantId, NoteId, ObligationId, OccurrenceId,
};

/// What a notification leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Person(AccountId),
    Note(NoteId),
    Comment {
        note: NoteId,
        comment: CommentId,
    },
    /// One date of an event.
    Date {
        event: EventId,
        occurrence: OccurrenceId,
    },
    /// Those who want to come to it.
    Guests {
        event: EventId,
        occurrence: OccurrenceId,
    },
    /// What its organiser wrote to them.
    Message {
        event: EventId,
        message: GuestMessageId,
    },
    /// Whether one may publish in the city.
    Organising {
        city: CityId,
        accepted: bool,
    },
    /// A prize that one may choose.
    Prize(MerchGrantId),
    /// Merch that one claimed.
    Claim(MerchClaimId),
    /// A lottery of the city.
    Lottery {
        city: CityId,
        lottery: LotteryId,
    },
    /// A campaign of the city.
    Campaign {
        city: CityId,
        campaign: CampaignId,
    },
    /// Something that one owes for a seat.
    Obligation(ObligationId),
    /// One's request to be excused from it.
    Excuse {
        obligation: ObligationId,
        excuse: ExcuseId,
    },
}

impl Subject {
    /// As the columns `about`, `subject_id` and `detail_id` hold it.
    pub(super) fn columns(self) -> (&'static str, i64, i64) {
        match self {
            Self::Person(account) => ("person", account.get(), 0),
            Self::Note(note) => ("note", note.get(), 0),
            Self::Comment { note, comment } => ("comment", note.get(), comment.get()),
            Self::Date { event, occurrence } => ("date", event.get(), occurrence.get()),
            Self::Guests { event, occurrence } => ("guests", event.get(), occurrence.get()),
            Self::Message { event, message } => ("message", event.get(), message.get()),
            Self::Lottery { city, lottery } => ("lottery", city.get(), lottery.get()),
            Self::Campaign { city, campaign } => ("campaign", city.get(), campaign.get()),
            Self::Organising { city, accepted } => ("organising", city.get(), accepted.into()),
            Self::Prize(grant) => ("prize", grant.get(), 0),
            Self::Claim(claim) => ("claim", claim.get(), 0),
            Self::Obligation(obligation) => ("obligation", obligation.get(), 0),
            Self::Excuse { obligation, excuse } => ("excuse", obligation.get(), excuse.get()),
        }
    }

    /// None for what only a newer version knows.
    pub(super) fn from_columns(about: &str, subject_id: i64, detail_id: i64) -> Option<Self> {
        let (note, comment) = (NoteId::from(subject_id), CommentId::from(detail_id));
        let (event, occurrence) = (EventId::from(subject_id), OccurrenceId::from(detail_id));
        match about {
            "person" => Some(Self::Person(AccountId::from(subject_id))),
            "note" => Some(Self::Note(note)),
            "comment" => Some(Self::Comment { note, comment }),
            "date" => Some(Self::Date { event, occurrence }),
            "guests" => Some(Self::Guests { event, occurrence }),
            "message" => Some(Self::Message {
                event,
                message: GuestMessageId::from(detail_id),
            }),
            "organising" => Some(Self::Organising {
                city: CityId::from(subject_id),
                accepted: detail_id == 1,
            }),
            "prize" => Some(Self::Prize(MerchGrantId::from(subject_id))),
            "claim" => Some(Self::Claim(MerchClaimId::from(subject_id))),
            "campaign" => Some(Self::Campaign {
                city: CityId::from(subject_id),
                campaign: CampaignId::from(detail_id),
            }),
            "lottery" => Some(Self::Lottery {
                city: CityId::from(subject_id),
                lottery: LotteryId::from(detail_id),
            }),
            "obligation" => Some(Self::Obligation(ObligationId::from(subject_id))),
            "excuse" => Some(Self::Excuse {
                obligation: ObligationId::from(subject_id),
                excuse: ExcuseId::from(detail_id),
            }),
            _ => None,
        }
    }

    /// Where it stands: a path on this server. `name` is the person's handle, or the city's slug.
    pub(super) fn address(self, name: &str) -> String {
        match self {
            Self::Person(_) => format!("/people/{name}"),
            Self::Note(note) => format!("/notes/{note}"),
            Self::Comment { note, comment } => format!("/notes/{note}#comment-{comment}"),
            Self::Date { event, occurrence } => format!("/events/{event}/{occurrence}"),
            Self::Guests { event, occurrence } => format!("/events/{event}/{occurrence}/guests"),
            Self::Message { event, message } => format!("/events/{event}/messages/{message}"),
            Self::Lottery { lottery, .. } => format!("/cities/{name}/lottery#lottery-{lottery}"),
            Self::Campaign { campaign, .. } => format!("/cities/{name}/campaigns/{campaign}"),
            Self::Organising { .. } => format!("/cities/{name}/organise"),
            Self::Prize(_) => "/me/merch".into(),
            Self::Claim(claim) => format!("/me/merch#claim-{claim}"),
            Self::Obligation(obligation) => format!("/me/obligations/{obligation}"),
            Self::Excuse { obligation, .. } => format!("/me/obligations/{obligation}#excuse"),
        }
    }
}
