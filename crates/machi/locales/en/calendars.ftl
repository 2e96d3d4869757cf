# Calendars and lists that other sites and programs take.

calendars-embed-title = A list for your own site
calendars-embed-lead = Copy a few words of HTML, and your page shows what is on. It keeps itself up to date.
calendars-embed-language = Language of the list
calendars-embed-community = Community
calendars-embed-price = Price
calendars-embed-any = All
calendars-embed-update = Update
calendars-embed-snippet = The HTML
calendars-embed-copy = Copy the HTML
calendars-embed-copied = HTML copied
calendars-embed-preview = How it looks
calendars-embed-more = See all of it
calendars-own = Your own calendar
calendars-own-name = My events · Machi
calendars-own-hint = The dates to which you go, and the events that you wrote about or of which you saved a note, in the calendar on your phone or computer. Whoever has the address can read them.
calendars-own-there = Your calendar has an address. Making a new one ends it.
calendars-own-create = Make an address
calendars-own-renew = Make a new address
calendars-own-revoke = End the address
calendars-own-made = The address of your calendar. Copy it now: it is shown only this once.
notice-calendar-revoked = The address of your calendar has ended.
