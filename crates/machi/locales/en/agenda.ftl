# A city’s page and its lists of events.

agenda-filter-unknown = There is no such filter here.
