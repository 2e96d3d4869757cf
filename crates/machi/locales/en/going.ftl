# Who comes, who waits, who is interested.

going-full = Full
going-minimum = Takes place from
going-sign-in = Sign in to get a seat
going-go = I'm going
going-ask = Ask for a seat
going-wait = Join the waiting list
going-interested = Interested
going-not-interested = No longer interested
going-cancel = I can't make it
going-withdraw = Withdraw
going-wait-no-more = Leave the waiting list
going-change = Change
going-accept = Take the seat
going-decline = No, thanks
going-seat = Seat
going-party-label = How many of you?
going-is-interested = You are interested.
going-is-offered = A seat came free and is kept for you until { $time }.
going-is-declined = The organiser could not give you a seat.
going-guests = Guests
going-guests-none = Nobody here.
going-guests-more = More guests
going-guest-accept = Accept
going-guest-refuse = No seat
going-since = Since
going-mine-title = Where you're going
going-mine-none = Nothing planned yet. What is on tonight?
going-mine-interested = Interested
going-declined = The organiser has said no already.
going-ask-first = The organiser gives the seats here. Withdraw and ask for what you need.
going-no-more-seats = There are not so many seats left. You keep those that you have.
going-offer-over = This seat is no longer kept for you.
going-cancelled = It was called off.
going-begun = It has begun already, or was called off.
going-elsewhere = Seats are not given here.
going-seat-type = Please choose a kind of seat.
notice-going = You are going. See you there!
notice-going-asked = Asked. The organiser will answer.
notice-going-waiting = You are on the waiting list. We'll keep a seat for you when one comes free.
notice-going-interested = Noted.
notice-going-left = Done. Your seat goes to the next.
notice-guest-accepted = Accepted.
notice-guest-refused = The seat is free again.
going-left = { $n ->
    [one] { $n } seat left
   *[other] { $n } seats left
}
going-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
going-party = { $n ->
    [one] You may come with up to { $n } person.
   *[other] You may come with up to { $n } people.
}
going-is-going = { $n ->
    [one] You are going: { $n } seat.
   *[other] You are going: { $n } seats.
}
going-is-asked = { $n ->
    [one] You have asked for { $n } seat. The organiser will answer.
   *[other] You have asked for { $n } seats. The organiser will answer.
}
going-is-waiting = { $n ->
    [one] You are waiting for { $n } seat.
   *[other] You are waiting for { $n } seats.
}
going-state-asked = Asked ({ $n })
going-state-going = Going ({ $n })
going-state-offered = Seat kept ({ $n })
going-state-waiting = Waiting ({ $n })
going-state-interested = Interested ({ $n })
going-state-declined = No seat ({ $n })
going-mine-asked = { $n ->
    [one] Asked for { $n } seat
   *[other] Asked for { $n } seats
}
going-mine-going = { $n ->
    [one] Going · { $n } seat
   *[other] Going · { $n } seats
}
going-mine-waiting = { $n ->
    [one] Waiting for { $n } seat
   *[other] Waiting for { $n } seats
}
going-mine-offered = { $n ->
    [one] { $n } seat is kept for you
   *[other] { $n } seats are kept for you
}
going-state-held = Held for confirmation ({ $n })
going-tickets = Your tickets
going-enter = Take part in the draw
going-draw-closes = Seats are drawn. Take part until { $time }.
going-draw-waits = Entries are closed. The draw is on its way.
going-draw-drawn = The seats were drawn.
going-draw-see = See the draw
going-is-entered = You take part in the draw.
notice-going-entered = You take part. Keep the receipt that the page of the draw gives you.
going-draw-closed = Entries for the draw are closed.
going-draw-members = Seats are drawn among members here. Sign in to take part.
going-state-entered = In the draw ({ $n })
going-given = Seats of this are given by a campaign alone.
