# An event: its price, its times, its page.

events-title-missing = 活动没有名称。
events-price-free = 免费
events-price-range = { $from }–{ $to }
