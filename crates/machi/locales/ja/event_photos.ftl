# The photos of an event.

event-photos = イベントの写真
notice-event-photos = 保存しました。
event-photos-choose = 写真
