# The door: stewards let people in; what the organiser sees of it.

door-admitted = Checked in
door-tickets = Tickets
door-doubts = Double scans
door-doubts-hint = Every scan of a ticket that was in already, and everybody let in by a ticket that was not valid.
door-hours = By hour
door-what = What happened
door-this-scan = This scan
door-first-scan = The scan that counts
door-doubt-again = Scanned again, not let in
door-doubt-conflict = Let in twice
door-doubt-void = Let in, though the ticket was void
door-doubt-stale = Let in, though the ticket had been issued anew
door-doubt-other-date = Let in with a ticket of another date
door-posted = { $n ->
    [one] { $n } note by who went
   *[other] { $n } notes by who went
}
door-posted-none = Nobody has written about it yet.
door-links = Links for stewards
door-links-hint = Whoever has a link lets people in with their phone, without an account, also without a network. It works between these times, on the city's clock.
door-go = Open
door-revoke = Revoke
door-make = Make a link
door-name-label = Name
door-name-first = Main entrance
door-from = From
door-until = Until
door-desk = The door
door-csv = Download as CSV
door-opens = Opens { $time }.
door-over = This door closed { $time }. What was scanned before is still sent.
door-name = A name with at most { $n } characters, please.
door-ends-first = It ends before it begins.
door-too-long = 31 days at most, please.
door-too-many = There are { $n } links already. Revoke one first.
door-time = This is not a time.
door-not-open-yet = The door is not open yet.
notice-door-opened = Here is the link. Send it to your stewards.
notice-door-revoked = Revoked. The link opens nothing any more.
door-ticket-void = Void
door-ticket-anew = Issued anew
notice-ticket-taken-back = Taken back. The seat goes to the next.
notice-ticket-issued-anew = Issued anew. The old code opens no door any more.
door-find = Code or name
door-find-do = Find
door-tickets-none = No ticket like that.
door-code = Code
door-stands = How it stands
door-take-back = Take back
door-sheet-name = Name
door-sheet-handle = Handle
door-sheet-state = Answer
door-sheet-admitted = Checked in
door-sheet-steward = Steward
door-copy = Copy the link
door-all-dates = Also for other dates of the event in this time
