# An event: its price, its times, its page.

events-title-missing = イベントに名前がありません。
events-price-free = 無料
events-price-range = { $from }〜{ $to }
