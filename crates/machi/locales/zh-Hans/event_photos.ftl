# The photos of an event.

event-photos = 活动照片
notice-event-photos = 已保存。
event-photos-choose = 照片
