# Tickets: one for each seat, shown at the door.

tickets-mine = Your tickets
tickets-none = No tickets yet. When you take a seat, its ticket is here.
tickets-nth = Ticket { $n }
tickets-qr = The QR code of this ticket
tickets-bright = Show it full screen
tickets-calendar = Add to calendar
tickets-void = This ticket is not valid any more. It was given up, taken back or issued anew.
tickets-cancelled = This date was cancelled.
tickets-used-at = Checked in { $time }.
tickets-used-mark = checked in
tickets-used = Somebody came in by this ticket. It cannot be changed any more.
tickets-hand-over = Hand over to somebody …
tickets-hand-over-do = Hand over
tickets-to = Who gets the seat?
tickets-to-hint = Their handle. They get a ticket of their own, and yours is void.
tickets-nobody = Nobody here has this name.
tickets-to-oneself = This seat is yours already.
tickets-not-to-them = They cannot take this seat.
tickets-not-handed-over = The organiser does not allow seats to be handed over.
tickets-stays = You owe something for this seat, so it cannot be handed over. If you cannot come, give it back where you accepted it: the next has it, and you owe nothing.
tickets-reissue = Somebody else has seen it?
tickets-reissue-hint = You get a new code at once. The old one opens no door any more.
tickets-reissue-do = Issue anew
notice-ticket-reissued = This is your new ticket. The old code is void.
notice-ticket-handed-over = Handed over. They have been told.
