# An event: its price, its times, its page.

events-title-missing = 活动没有名称。
events-price-free = 免费
events-price-range = { $from }–{ $to }
events-when-now = 进行中
events-when-now-until = 进行中，{ $time } 结束
events-when-until = 至{ $day }
events-when-tonight = 今晚 { $time }
events-when-today = 今天 { $time }
events-when-tomorrow = 明天 { $time }
events-when-today-all-day = 今天全天
events-when-all-day = { $day } 全天
events-when-range = { $from } – { $to }
