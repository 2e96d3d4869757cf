# A city’s page and its lists of events.

agenda-filter-unknown = 여기에는 없는 필터입니다.
