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
    /// What a member saves notes into.
    pub CollectionId
}
