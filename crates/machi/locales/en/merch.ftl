# Merch: what members get for points, or as a prize.

merch-title = Merch of { $city }
merch-lead = Small things from the people who run the city, for points or as a prize.
merch-mine = Your merch
merch-none = Nothing here yet
merch-none-text = When the city has something to give, it stands here.
merch-to-city = To the city
merch-as-prize = As a prize
merch-closed = No longer offered
merch-shipped-to-you = Shipped to you. Your address is asked when you claim it, and erased once it is on its way.
merch-pick-up-at = Pick up: { $place }
merch-sign-in = Sign in to claim it
merch-sold-out = Nothing is left of it.
merch-not-enough = You have { $points }; this costs more.
merch-no-grant = You have no prize to choose in this city.
merch-not-so = This item is not offered that way.
merch-not-open = This item is no longer offered.
merch-claim-title = Claim one
merch-claim-do = Claim it
merch-size = Size
merch-size-missing = Please choose a size.
merch-pays = With
merch-pays-prize = With your prize
merch-you-have = You have { $points }.
merch-address-name-label = Recipient
merch-address-label = Address
merch-address-hint = As on an envelope, with the country.
merch-address-phone-label = Phone, for the courier (optional)
merch-until = Until { $day }
merch-prizes = Prizes you may choose
merch-choose = Choose one
merch-grant-by-hand = A prize from the people who run the city
merch-mine-none = Nothing claimed yet
merch-mine-none-text = What you claim stands here until it is yours, and after.
merch-state-claimed = Claimed
merch-state-packed = Packed
merch-state-shipped = Shipped
merch-state-picked_up = Picked up
merch-state-cancelled = Cancelled
merch-tracking-is = Tracking: { $tracking }
merch-cancel = Cancel
merch-too-late = It is packed already and cannot be cancelled here.
merch-out = This claim is out or cancelled already.
merch-desk = Merch
merch-desk-lead = What this city has for its members: how much it costs, how many are there, and who waits for theirs.
merch-desk-none = No item yet. Make the first one.
merch-new = New item
merch-item = Item
merch-claim = Claim
merch-state = State
merch-item-draft = Draft
merch-item-open = Open
merch-item-closed = Closed
merch-price-label = Price in points
merch-price-hint = Leave it empty if it is not for points.
merch-stock = Stock
merch-claims-waiting = Waiting
merch-claims = Claims
merch-claims-none = Nothing here.
merch-list-waiting = To be sent
merch-list-out = Out or cancelled
merch-sheet = List for the warehouse (CSV)
merch-pack = Packed
merch-ship = Shipped
merch-hand-over = Handed over
merch-tracking = Tracking number or link
merch-reason-label = Why; the member reads it
merch-more = More
merch-see = See it as members do
merch-photos = Photos of the item
merch-names = Name and description
merch-names-hint = In one language at least. Readers of the others see English, or what there is.
merch-name = Name
merch-text = Description
merch-name-in = Name in { $language }
merch-text-in = Description in { $language }
merch-as-prize-label = Who has won a prize may choose it
merch-per-member-label = How many one member may have
merch-sizes-label = Sizes
merch-sizes-hint = Leave all of them empty for an item of one size.
merch-one-size = One size
merch-pick-up-label = Pick up at
merch-pick-up-hint = Where and when it is handed out. Leave it empty for what is shipped: then an address is asked.
merch-save = Save
merch-there = There: { $n }
merch-pieces-label = Delivered (below zero: taken away)
merch-stock-do = Add
merch-grant-title = Give a prize
merch-grant-lead = The member may choose one item that is offered as a prize.
merch-grant-days = Days to choose
merch-grant-days-hint = Leave it empty and it does not end.
merch-name-missing = Please give it a name in one language at least.
merch-no-way = Give a price in points, or offer it as a prize, before it opens.
merch-size-used = The size { $size } cannot go: some of it are there, or were claimed.
merch-stock-short = Fewer than that are there.
notice-merch-claimed = It is yours. What happens to it stands here.
notice-merch-cancelled = The claim was cancelled.
notice-merch-packed = Marked as packed.
notice-merch-shipped = Marked as shipped. The address was erased.
notice-merch-handed-over = Marked as handed over.
notice-merch-saved = The item was saved.
notice-merch-stocked = The stock was changed.
notice-merch-granted = The prize was given.
merch-points-or-prize = { $n ->
    [one] { $n } point, or as a prize
   *[other] { $n } points, or as a prize
}
merch-grants = { $n ->
    [one] You may choose one item that is offered as a prize.
   *[other] You may choose { $n } items that are offered as prizes.
}
merch-waiting = { $n ->
    [one] { $n } claim waits
   *[other] { $n } claims wait
}
merch-had-enough = { $n ->
    [one] Everybody may have one of it, and you had yours.
   *[other] Everybody may have { $n } of it, and you had yours.
}
merch-name-long = { $n ->
    [one] A name may have { $n } character at most.
   *[other] A name may have { $n } characters at most.
}
merch-text-long = { $n ->
    [one] A description may have { $n } character at most.
   *[other] A description may have { $n } characters at most.
}
merch-pick-up-long = { $n ->
    [one] This may have { $n } character at most.
   *[other] This may have { $n } characters at most.
}
merch-items-many = { $n ->
    [one] A city may have { $n } item at most.
   *[other] A city may have { $n } items at most.
}
merch-tracking-long = { $n ->
    [one] The tracking may have { $n } character at most.
   *[other] The tracking may have { $n } characters at most.
}
merch-reason = { $n ->
    [one] Please say why, in { $n } character at most; the member reads it.
   *[other] Please say why, in { $n } characters at most; the member reads it.
}
merch-address-name = { $n ->
    [one] Please say for whom it is, in { $n } character at most.
   *[other] Please say for whom it is, in { $n } characters at most.
}
merch-address-text = { $n ->
    [one] Please write the address, in { $n } character at most.
   *[other] Please write the address, in { $n } characters at most.
}
merch-address-phone = { $n ->
    [one] The phone number may have { $n } character at most.
   *[other] The phone number may have { $n } characters at most.
}
merch-price = Between 1 and { $max } points, or nothing.
merch-per-member = Between 1 and { $max }.
merch-pieces = Say how many, at most { $max } at once.
merch-days = Between 1 and { $max } days, or nothing.
merch-stock-hint = What is delivered, or was counted and is not there, { $n } at once at most.
merch-size-n = Size { $n }
merch-left = { $n ->
    [0] Nothing left
    [one] Only { $n } left
   *[other] { $n } left
}
merch-sizes = At most { $max } sizes, each with a name of its own of { $n } characters at most.
merch-look = See what there is
