# A city’s page and its lists of events.

agenda-filter-unknown = There is no such filter here.
agenda-demo = These are real events of { $years }, moved to the coming weeks for the demo.
agenda-tonight = Tonight
agenda-today = Today
agenda-tomorrow = Tomorrow
agenda-weekend = This weekend
agenda-week = Next 7 days
agenda-free = Free
agenda-cheap = Free or cheap
agenda-near = Near me
agenda-near-failed = Your place could not be read. Choose an area below instead.
agenda-all-of = What’s on in { $city }
agenda-count = { $n ->
    [0] Nothing found
    [one] { $n } event
   *[other] { $n } events
}
agenda-filters = Filters
agenda-by-community = By community
agenda-search = Search events
agenda-any-hood = { $word }: any
agenda-show = Show
agenda-reset = Clear filters
agenda-pages = Pages
agenda-more = Show more
agenda-more-dates = { $n ->
    [one] and { $n } more date
   *[other] and { $n } more dates
}
agenda-place-in = { $place }, { $neighbourhood }
agenda-all-day = All day
agenda-until = to { $time }
agenda-distance = { $km } km
agenda-empty = Nothing matches
agenda-empty-text = Try another time or fewer filters.
agenda-empty-city = No events here yet
agenda-empty-city-text = They will stand here as soon as somebody brings them in.
agenda-empty-weekend = { $n ->
    [one] { $n } event this weekend
   *[other] { $n } events this weekend
}
agenda-empty-week = { $n ->
    [one] { $n } event in the next 7 days
   *[other] { $n } events in the next 7 days
}
agenda-empty-any-time = At any time
agenda-empty-whole-city = Everything in the city
agenda-all = All { $n }
agenda-tonight-shows = Shows, markets and street life, from five o’clock until late.
agenda-weekend-shows = From Friday evening to Sunday night.
agenda-tonight-experiences = Things to see and join before the last train.
agenda-weekend-experiences = Things to try, walk through and take part in.
agenda-cheap-note = In the next 7 days.
agenda-tonight-empty = Nothing tonight
agenda-weekend-empty = Nothing this weekend
agenda-cheap-empty = Nothing for little money this week
agenda-petition-text = Ask for this city above; it opens when enough people do.
agenda-by-hood = By neighbourhood
agenda-hoods-all = All of them
agenda-on-here = What’s on here
agenda-on-here-empty = Nothing is on here for now
agenda-notes-here = Notes from here
agenda-notes-write = Write about it
agenda-notes-none = Nobody has written about this yet.
agenda-subscribe = Subscribe
agenda-subscribe-app = Open in my calendar
agenda-subscribe-copy = Copy the calendar’s address
agenda-subscribe-copied = Address copied
agenda-subscribe-file = Calendar file (.ics)
agenda-subscribe-atom = Atom feed
agenda-subscribe-rss = RSS feed
agenda-subscribe-embed = Show it on my own site
