# Obligations: what one owes for a free seat.

obligations-title = My obligations
obligations-lead = What you said you would do for a free seat, and until when.
obligations-none = You owe nothing
obligations-none-text = When you accept a free seat of a campaign, what you promise for it shows up here with its time.
obligations-due = Due { $time }
obligations-overdue = overdue
obligations-left-days = { $n ->
    [one] { $n } day left
   *[other] { $n } days left
}
obligations-left-hours = { $n ->
    [one] { $n } hour left
   *[other] { $n } hours left
}
obligations-left-minutes = { $n ->
    [one] { $n } minute left
   *[other] { $n } minutes left
}
obligations-within-days = { $n ->
    [one] Within one day of coming in
   *[other] Within { $n } days of coming in
}
obligations-within-hours = { $n ->
    [one] Within one hour of coming in
   *[other] Within { $n } hours of coming in
}
obligations-what-come = Come to the event
obligations-what-note = Post a note about the event
obligations-what-post = Post on { $network }
obligations-tag = Tag
obligations-disclosure = Say in the post:
obligations-reason = Reason:
obligations-early-note = Your note about this was posted before you came in, so it does not count. Please post another one.
obligations-asked = Excuse requested
obligations-write = Write the note
obligations-hand-in = Hand in a proof
obligations-settled = Settled
obligations-older = Earlier ones
obligations-state-waiting = Begins when you come in
obligations-state-open = Open
obligations-state-submitted = Handed in, being looked at
obligations-state-met = Met in time
obligations-state-late = Met late
obligations-state-refused = Not accepted
obligations-state-excused = Excused
obligations-state-missed = Missed
obligations-state-released = Not owed any more
obligations-rules = How this works
obligations-rule-clock = The clock begins when your ticket is scanned at the door. If you do not come by the end of the date, coming counts as missed, and nothing else is expected of you.
obligations-rule-note = A note counts when it is about the event, or the place, that the seat was for, and was posted after you came in. If you delete it before it is due, or it is no longer about that, the obligation is open again with the same time.
obligations-rule-remind = { $n ->
    [one] You are reminded one hour before it is due, when it is due, and one hour after.
   *[other] You are reminded { $n } hours before it is due, when it is due, and { $n } hours after.
}
obligations-rule-grace = { $n ->
    [one] What you hand in after it was due is late, for one day; after that it is missed.
   *[other] What you hand in after it was due is late, for { $n } days; after that it is missed.
}
obligations-rule-excuse = You may ask to be excused, before or after. While the request waits you are not reminded, and nothing is missed. What is excused counts for nothing.
obligations-panel = You owe something for { $event }
obligations-panel-more = { $n ->
    [one] and one more
   *[other] and { $n } more
}
obligations-not-open = This can be handed in only after you came in, and while it is open.
obligations-what-come-place = Come to the place
obligations-what-note-place = Post a note about the place
