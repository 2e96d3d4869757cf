# Events that organisers publish.

publishing-kind = What is it?
publishing-kind-show = Show: people come to see it
publishing-kind-experience = Experience: people take part
publishing-title = Title ({ $language })
publishing-title-plain = Title
publishing-text = Description
publishing-text-in = Description ({ $language })
publishing-other-languages = In other languages
publishing-location = Where
publishing-location-hint = The name of a place of this city, or an address.
publishing-online = Online: link to take part
publishing-day-label = Day
publishing-time-label = Begins
publishing-end-day = Last day, if another
publishing-end-time = Ends
publishing-repeats = Repeats
publishing-repeats-never = Once
publishing-repeats-daily = Every day
publishing-repeats-weekly = Every week
publishing-repeats-monthly = Every month, on the same weekday
publishing-repeats-rule = By a rule (iCalendar)
publishing-weekdays-label = On
publishing-weekday-mo = Mon
publishing-weekday-tu = Tue
publishing-weekday-we = Wed
publishing-weekday-th = Thu
publishing-weekday-fr = Fri
publishing-weekday-sa = Sat
publishing-weekday-su = Sun
publishing-rule-label = Rule (RFC 5545)
publishing-rule-hint = By days: FREQ is DAILY, WEEKLY, MONTHLY or YEARLY.
publishing-until = Last date
publishing-except = Leave out
publishing-except-hint = Days like 2026-12-25, parted by spaces.
publishing-more-times = More slots on each day
publishing-more-times-hint = When they begin, parted by spaces: 14:00 16:30
publishing-meeting-point = Meeting point
publishing-to-bring = What to bring
publishing-minimum-label = Takes place from so many people on
publishing-seats = Seats
publishing-way = How people get in
publishing-way-none = Just come
publishing-way-open = Seats here, first come first served
publishing-way-approval = Seats here, you say yes to each
publishing-way-external = Tickets elsewhere
publishing-ticket-url = Link to tickets
publishing-price-from = Price from ({ $currency })
publishing-price-to = to
publishing-price-hint = 0 is free
publishing-capacity-label = Seats on each date
publishing-capacity-none = no limit
publishing-party-label = People on one booking
publishing-seat-types-label = Kinds of seats
publishing-seat-name = Name
publishing-seat-price = Price
publishing-seat-count = Seats
publishing-hand-over = A ticket may be handed to another member
publishing-community = Community
publishing-community-none = None
publishing-publish = Publish
publishing-save = Save
publishing-new = New event
publishing-new-title = New event in { $city }
publishing-edit-title = Change event
publishing-edit-lead = Whoever is going is told when the time or the place changes.
publishing-home-title = Your events in { $city }
publishing-none = You have not published anything here yet.
publishing-event = Event
publishing-next = Next date
publishing-edit = Edit
publishing-copy = Copy
publishing-call-off = Call off …
publishing-call-off-hint = Whoever is going is told at once. You can take it back.
publishing-call-off-date = Call off this date
publishing-call-off-event = Call off the whole event
publishing-date-on-again = This date takes place after all
publishing-on-again = The event takes place after all
publishing-title-missing = Please give a title.
publishing-url = This is no web address. It begins with https://
publishing-ticket-url-missing = Please say where the tickets are.
publishing-place-unknown = This place is not one of this city.
publishing-place-missing = Please say where it is, or give a link to take part online.
publishing-place-several = Several places are called so. Please choose one.
publishing-community-unknown = This city has no such community.
publishing-day = Please give a day, like 2026-11-28.
publishing-time = Please give the time at which it begins, like 19:00. Only an experience has several slots.
publishing-end-before-start = It ends before it begins. After midnight, give the last day as well.
publishing-end-late = It lasts more than two weeks. Please make several dates of it.
publishing-weekdays = These are no weekdays.
publishing-except-days = Please write these days like 2026-12-25; up to 200 of them.
publishing-rule-bad = This rule cannot be read, or has no dates.
publishing-rule-endless = Please say until when it repeats.
publishing-rule-long = It may repeat for two years at most.
publishing-no-dates = No date is left.
publishing-past = All of it is over already. Please give a day ahead.
publishing-price = This is no price of this city's currency.
publishing-number = Please give a whole number.
publishing-minimum = There are not so many seats.
publishing-city-not-open = This city is not open for events.
notice-event-published = Published. It is in the city's agenda now.
notice-event-changed = Saved. Whoever is going is told of a new time or place.
notice-event-called-off = Called off. Whoever was going is told.
notice-event-on-again = It takes place after all. Whoever was going is told.
publishing-text-long = { $n ->
    [one] This may have { $n } character at most.
   *[other] This may have { $n } characters at most.
}
publishing-dates-many = { $n ->
    [one] There may be { $n } date at most.
   *[other] There may be { $n } dates at most.
}
publishing-many = { $n ->
    [one] You may publish { $n } event a day.
   *[other] You may publish { $n } events a day.
}
publishing-capacity = Please give a number of seats from 1 to { $n }.
publishing-capacity-given = { $n ->
    [one] { $n } seat is given already; there cannot be fewer.
   *[other] { $n } seats are given already; there cannot be fewer.
}
publishing-seat-type-given = { $n ->
    [one] { $n } seat of this kind is given already; it cannot be removed.
   *[other] { $n } seats of this kind are given already; it cannot be removed.
}
publishing-seat-types = { $n ->
    [one] There may be { $n } kind of seats with a name of its own, a price and a number.
   *[other] There may be { $n } kinds of seats, each with a name of its own, a price and a number.
}
publishing-party = One booking may be for 1 to { $n } people.
publishing-dates = { $n ->
    [one] { $n } date
   *[other] { $n } dates
}
publishing-public-list = As others see it
publishing-embed = A list for your own site
publishing-until-before = The last date lies before the first.
publishing-date-left-out = The event itself leaves this date out. Change the event to bring it back.
publishing-text-characters = This contains characters that cannot be shown on one line.
publishing-events-of-own = Publish events
publishing-way-draw = Seats here, by a draw that anyone can check
publishing-draw-hours = For a draw: hours before the date when entries close
publishing-draw-capacity = Say how many seats are drawn.
publishing-draw-hours-range = Between 1 and { $n } hours, please.
publishing-draw-entered = People take part in the draw of a coming date. Seats stay by draw until it is drawn.
publishing-unlisted = It belongs to a campaign of a place: nothing of it changes any more, but it can be called off.
