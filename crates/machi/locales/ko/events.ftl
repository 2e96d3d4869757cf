# An event: its price, its times, its page.

events-title-missing = 이벤트 이름이 없습니다.
events-price-free = 무료
events-price-range = { $from }~{ $to }
