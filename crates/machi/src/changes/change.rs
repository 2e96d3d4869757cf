//! What there is to tell.

use serde::{Deserialize, Serialize};

use super::{Pictured, Tried};
use crate::ids::{
    AccountId, ApplicationId, CityId, CollectionId, CommentId, CommunityId, DoorId, DrawId,
    EventId, GuestMessageId, ImportId, InvitationId, LotteryId, LotteryPrizeId, MerchClaimId,
    MerchGrantId, MerchItemId, NoteId, OccurrenceId, PlaceId, RsvpId, SourceId, TicketId,
    TransferId,
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
    /// The password is another: set by its owner, by a mailed link or on the command line.
    PasswordChanged {
        account: AccountId,
    },
    /// A mail address was confirmed or removed.
    MailAddressChanged {
        account: AccountId,
    },
    /// What mails the account wants.
    MailChoicesChanged {
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
    /// The same event is somewhere else.
    EventMoved {
        event: EventId,
    },
    /// One of its dates is at another time.
    OccurrenceMoved {
        event: EventId,
        occurrence: OccurrenceId,
    },
    /// One of its dates was called off; of an event that was called off, each that was ahead.
    OccurrenceCancelled {
        event: EventId,
        occurrence: OccurrenceId,
    },
    OrganiserApplied {
        application: ApplicationId,
        by: AccountId,
    },
    OrganiserDecided {
        application: ApplicationId,
        account: AccountId,
        accepted: bool,
    },
    /// Somebody is interested, goes, waits, or does so no more.
    RsvpChanged {
        rsvp: RsvpId,
        event: EventId,
        occurrence: OccurrenceId,
        by: AccountId,
    },
    /// The organiser gave a seat, or none.
    RsvpDecided {
        rsvp: RsvpId,
        event: EventId,
        occurrence: OccurrenceId,
        account: AccountId,
        accepted: bool,
    },
    /// A seat is kept for who waited, until they accept it.
    SeatOffered {
        rsvp: RsvpId,
        event: EventId,
        occurrence: OccurrenceId,
        account: AccountId,
    },
    /// A visitor's seats are held, given, waited for, or so no more.
    VisitChanged {
        rsvp: RsvpId,
        event: EventId,
        occurrence: OccurrenceId,
    },
    /// The organiser gave a visitor a seat, or none.
    VisitDecided {
        rsvp: RsvpId,
        accepted: bool,
    },
    /// A seat is kept for a visitor who waited, until they accept it.
    VisitOffered {
        rsvp: RsvpId,
    },
    /// A visitor's answer is an account's from now on.
    VisitClaimed {
        rsvp: RsvpId,
        event: EventId,
        occurrence: OccurrenceId,
        account: AccountId,
    },
    /// An organiser wrote to guests.
    GuestsWritten {
        message: GuestMessageId,
        event: EventId,
        by: AccountId,
    },
    /// A seat went from one member to another.
    TicketHandedOver {
        rsvp: RsvpId,
        event: EventId,
        occurrence: OccurrenceId,
        by: AccountId,
        account: AccountId,
    },
    /// What was shown before opens no door.
    TicketReissued {
        ticket: TicketId,
        event: EventId,
        occurrence: OccurrenceId,
    },
    DoorOpened {
        door: DoorId,
        event: EventId,
    },
    DoorRevoked {
        door: DoorId,
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
    /// What the account is told, what of it is read, or how they want to be told.
    NotificationsChanged {
        account: AccountId,
    },
    /// The address of the account's own calendar was made, renewed or ended.
    CalendarLinkChanged {
        account: AccountId,
    },
    /// The draw of a date gave them a seat, or a place in the line.
    SeatDrawn {
        rsvp: RsvpId,
        event: EventId,
        occurrence: OccurrenceId,
        account: AccountId,
        given: bool,
    },
    /// The draw of a date does not take place, in which they took part.
    SeatsNotDrawn {
        rsvp: RsvpId,
        event: EventId,
        occurrence: OccurrenceId,
        account: AccountId,
    },
    /// The public log has more entries.
    PublicLogGrew,
    DrawAnnounced {
        draw: DrawId,
    },
    /// Somebody takes part, with this weight or another, or no more.
    DrawEntered {
        draw: DrawId,
        account: AccountId,
    },
    /// Its list, and which beacon decides, are public.
    DrawClosed {
        draw: DrawId,
    },
    DrawDrawn {
        draw: DrawId,
    },
    /// What follows from it is done.
    DrawSettled {
        draw: DrawId,
    },
    /// It does not take place.
    DrawVoided {
        draw: DrawId,
    },
    /// An item of merch, its sizes or its stock.
    MerchChanged {
        item: MerchItemId,
    },
    /// Somebody may have an item that is offered as a prize.
    MerchGranted {
        grant: MerchGrantId,
        account: AccountId,
    },
    MerchClaimed {
        claim: MerchClaimId,
        item: MerchItemId,
        account: AccountId,
    },
    /// It is packed, shipped, picked up or cancelled.
    MerchClaimChanged {
        claim: MerchClaimId,
        account: AccountId,
    },
    /// Something went from one account of the ledger to another.
    Transferred {
        transfer: TransferId,
    },
    /// Made, changed, filed, declared void somewhere, published, or thrown away.
    LotteryChanged {
        lottery: LotteryId,
    },
    /// Somebody takes part, or no more.
    LotteryEntered {
        lottery: LotteryId,
        account: AccountId,
    },
    /// What somebody said of their age and where they live.
    LotteryPersonChanged {
        account: AccountId,
    },
    /// An operator keeps the account out of a city's lotteries, or no more.
    LotteryBarChanged {
        account: AccountId,
        by: AccountId,
    },
    /// An operator holds the account to be one person's with others, or no more.
    LotteryLinkChanged {
        account: AccountId,
        by: AccountId,
    },
    /// A prize is somebody's if they accept it.
    PrizeOffered {
        prize: LotteryPrizeId,
        lottery: LotteryId,
        account: AccountId,
    },
    /// It was accepted, declined, left until it went to the next, or its date is called off.
    PrizeAnswered {
        prize: LotteryPrizeId,
        lottery: LotteryId,
    },
    /// Somebody came in by the ticket, or that was taken back.
    CheckInChanged {
        ticket: TicketId,
        event: EventId,
    },
    /// Of a campaign, or of what is owed for its seats.
    Tried(Tried),
    /// Of what others say of a note's photos.
    Pictured(Pictured),
}
