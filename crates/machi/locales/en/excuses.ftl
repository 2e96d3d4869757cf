# Excuses: asking not to have to.

excuses-title = Asking to be excused
excuses-ask = Ask to be excused
excuses-text = Why can you not do it?
excuses-text-hint = { $n ->
    [one] An operator of the city reads it and answers with a reason. If the answer is no, the clock goes on, and you have at least one more hour.
   *[other] An operator of the city reads it and answers with a reason. If the answer is no, the clock goes on, and you have at least { $n } more hours.
}
excuses-waits = Your request waits for an answer. Meanwhile you are not reminded, and nothing is missed.
excuses-withdraw = Take the request back
excuses-state-open = Waits for an answer
excuses-state-withdrawn = Taken back
excuses-state-moot = Not needed any more
excuses-state-accepted = Excused
excuses-state-refused = Not excused
excuses-settled = There is nothing to be excused from here.
excuses-many = You have asked { $max } times; that is all.
excuses-text-missing = Please say why.
excuses-long = Please use { $max } characters at most.
excuses-reason-missing = Please give a reason: the member reads it.
excuses-decided = This request is decided, or was taken back.
excuses-own = Somebody else decides about your own request.
excuses-desk = Excuses
excuses-desk-lead = Members ask to be excused from what they owe for a free seat. What you accept counts for nothing; what you refuse goes on. They read your reason.
excuses-list-waiting = Waiting
excuses-list-decided = Decided
excuses-none = No request waits.
excuses-none-decided = No request was decided yet.
excuses-came = Came in { $time }
excuses-not-come = Has not come in
excuses-reason = Your reason
excuses-accept = Excuse
excuses-refuse = Refuse
excuses-more = More
notice-excuses-asked = Your request was sent.
notice-excuses-withdrawn = Your request was taken back.
notice-excuses-accepted = Excused.
notice-excuses-refused = Refused; the clock goes on.
