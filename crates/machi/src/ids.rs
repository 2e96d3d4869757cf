//! One id type per table, so that two ids can never be swapped.

store::id! {
    /// One person's identity in the installation.
    pub AccountId
}
store::id! {
    /// A place that a community lives in.
    pub CityId
}
store::id! {
    /// A vertical inside or across cities.
    pub CommunityId
}
store::id! {
    /// A polygon inside a city: a neighbourhood, a ward.
    pub NeighbourhoodId
}
store::id! {
    /// A venue or spot with coordinates.
    pub PlaceId
}
store::id! {
    /// Something that happens at a place, once or several times.
    pub EventId
}
store::id! {
    /// One occurrence of an event.
    pub OccurrenceId
}
store::id! {
    /// Where imported places and events come from.
    pub SourceId
}
store::id! {
    /// One run of an import, with its report.
    pub ImportId
}
store::id! {
    /// One signed-in browser.
    pub SessionId
}
store::id! {
    /// One bearer token of the API.
    pub TokenId
}
store::id! {
    /// An operator's invitation of a creator by the name they have elsewhere.
    pub InvitationId
}
store::id! {
    /// One thing to do at a time.
    pub TimerId
}
store::id! {
    /// What a member posts.
    pub NoteId
}
store::id! {
    /// A picture that a member uploaded, for one note.
    pub PhotoId
}
store::id! {
    /// A comment on a note, or an answer to one.
    pub CommentId
}
store::id! {
    /// What a member is told.
    pub NotificationId
}
store::id! {
    /// What a member saves notes into.
    pub CollectionId
}
store::id! {
    /// Somebody's wish to publish in a city.
    pub ApplicationId
}
store::id! {
    /// A kind of seat of an event.
    pub SeatTypeId
}
store::id! {
    /// What somebody wants of one date.
    pub RsvpId
}
store::id! {
    /// A mail that is to be sent, or was.
    pub MailId
}
store::id! {
    /// What everybody who goes to a date is to be told.
    pub AnnouncementId
}
store::id! {
    /// Who wants seats of one date without an account.
    pub VisitorId
}
store::id! {
    /// The right to one seat.
    pub TicketId
}
store::id! {
    /// A link by which stewards let people in.
    pub DoorId
}
store::id! {
    /// One scan of a ticket at a door.
    pub ScanId
}
store::id! {
    /// What an organiser writes to guests.
    pub GuestMessageId
}
store::id! {
    /// It, for one of them.
    pub GuestMessageToId
}
store::id! {
    /// A selection by chance that strangers recompute.
    pub DrawId
}
store::id! {
    /// An account of the ledger.
    pub LedgerAccountId
}
store::id! {
    /// One transfer between accounts of the ledger.
    pub TransferId
}
store::id! {
    /// A size of an item of merch; its stock is counted by the ledger.
    pub MerchSizeId
}
store::id! {
    /// A thing that members of a city get for points, or as a prize.
    pub MerchItemId
}
store::id! {
    /// The right to one item that is offered as a prize.
    pub MerchGrantId
}
store::id! {
    /// One piece of merch that is somebody's.
    pub MerchClaimId
}
store::id! {
    /// A draw of prizes among a city's members.
    pub LotteryId
}
store::id! {
    /// A reward for posting on, week after week.
    pub StreakId
}
store::id! {
    /// A prize that is offered to one of them.
    pub LotteryPrizeId
}
store::id! {
    /// One run of Tried & True.
    pub CampaignId
}
store::id! {
    /// Somebody's wish for a seat of a campaign.
    pub CampaignApplicationId
}
store::id! {
    /// A seat of a campaign that is offered to somebody.
    pub CampaignSeatId
}
store::id! {
    /// A link by which somebody outside sees what came of a campaign.
    pub ResultsLinkId
}
store::id! {
    /// Something that somebody owes for a seat.
    pub ObligationId
}
store::id! {
    /// What somebody handed in to show that they met one.
    pub ProofId
}
store::id! {
    /// A request to be excused from one.
    pub ExcuseId
}
store::id! {
    /// A screenshot of a proof.
    pub ProofPictureId
}
