# An event: its price, its times, its page.

events-title-missing = イベントに名前がありません。
events-price-free = 無料
events-price-range = { $from }〜{ $to }
events-when-now = 開催中
events-when-now-until = 開催中、{ $time }まで
events-when-until = { $day }まで
events-when-tonight = 今夜 { $time }
events-when-today = 今日 { $time }
events-when-tomorrow = 明日 { $time }
events-when-today-all-day = 今日、終日
events-when-all-day = { $day } 終日
events-when-range = { $from }〜{ $to }
