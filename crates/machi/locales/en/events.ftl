# An event: its price, its times, its page.

events-title-missing = The event has no title.
events-price-free = Free
events-price-range = { $from }–{ $to }
