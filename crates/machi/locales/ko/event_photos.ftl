# The photos of an event.

event-photos = 이벤트 사진
notice-event-photos = 저장했습니다.
event-photos-choose = 사진
