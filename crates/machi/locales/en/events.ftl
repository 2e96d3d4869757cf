# An event: its price, its times, its page.

events-title-missing = The event has no title.
events-price-free = Free
events-price-range = { $from }–{ $to }
events-when-now = On now
events-when-now-until = On now, until { $time }
events-when-until = Until { $day }
events-when-tonight = Tonight { $time }
events-when-today = Today { $time }
events-when-tomorrow = Tomorrow { $time }
events-when-today-all-day = Today, all day
events-when-all-day = { $day }, all day
events-when-range = { $from } – { $to }
