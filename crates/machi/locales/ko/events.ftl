# An event: its price, its times, its page.

events-title-missing = 이벤트 이름이 없습니다.
events-price-free = 무료
events-price-range = { $from }~{ $to }
events-when-now = 진행 중
events-when-now-until = 진행 중, { $time }까지
events-when-until = { $day }까지
events-when-tonight = 오늘 밤 { $time }
events-when-today = 오늘 { $time }
events-when-tomorrow = 내일 { $time }
events-when-today-all-day = 오늘 종일
events-when-all-day = { $day } 종일
events-when-range = { $from } ~ { $to }
