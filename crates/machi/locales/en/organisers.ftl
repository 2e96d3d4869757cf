# Those who publish events in a city, and those who ask to.

organisers-title = Organisers
organisers-lead = People who ask to publish events in this city, the oldest first. Whoever you accept may publish at once.
organisers-none = Nobody is waiting for an answer.
organisers-reason = A word to them (needed for a no)
organisers-reason-missing = Please say why not; they will read it.
organisers-reason-long = { $n ->
    [one] The reason may have { $n } character at most.
   *[other] The reason may have { $n } characters at most.
}
organisers-accept = Accept
organisers-refuse = Refuse
organisers-apply-title = Publish events in { $city }
organisers-apply-lead = Venues, promoters and hosts publish their own events here. Tell the people who run the city who you are; they answer each application.
organisers-waits = Your application was sent. You will be told when it is decided, and can still change it here.
organisers-refused = Your last application was not accepted: { $reason }
organisers-name = Name of your venue or group
organisers-name-hint = It stands on each of your events.
organisers-about = What do you do?
organisers-about-hint = Which events, how often, where.
organisers-url-label = Website or profile
organisers-apply = Send application
organisers-apply-again = Change application
organisers-name-missing = Please give a name.
organisers-name-long = { $n ->
    [one] The name may have { $n } character at most, on one line.
   *[other] The name may have { $n } characters at most, on one line.
}
organisers-about-missing = Please say what you do.
organisers-about-long = { $n ->
    [one] This may have { $n } character at most.
   *[other] This may have { $n } characters at most.
}
organisers-url = This is no web address. It begins with https://
organisers-already = You publish here already.
organisers-too-soon = Your last application was decided within the last week. Please wait a little before asking again.
organisers-city-not-open = This city is not open for events.
notice-organiser-applied = Sent. The people who run the city will answer.
notice-organiser-accepted = Accepted. They may publish now.
notice-organiser-refused = Refused. They will read your reason.
