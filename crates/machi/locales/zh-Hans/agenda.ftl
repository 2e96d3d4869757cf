# A city’s page and its lists of events.

agenda-filter-unknown = 这里没有这个筛选条件。
