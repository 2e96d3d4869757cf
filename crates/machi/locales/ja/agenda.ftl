# A city’s page and its lists of events.

agenda-filter-unknown = ここにはない絞り込みです。
