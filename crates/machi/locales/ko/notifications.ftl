# 알림: 다른 사람이 한 일과 그것을 받는 방법.

notifications-followed = { $name } 님이 나를 팔로우합니다
notifications-liked = { $others ->
    [0] { $name } 님이 내 노트를 좋아합니다
   *[other] { $name } 님 외 { $others }명이 내 노트를 좋아합니다
  }
notifications-commented = { $name } 님이 내 노트에 댓글을 남겼습니다
notifications-answered = { $name } 님이 내 댓글에 답글을 남겼습니다
notifications-mentioned = { $name } 님이 노트에서 나를 언급했습니다
notifications-mentioned-in-comment = { $name } 님이 댓글에서 나를 언급했습니다
notifications-new = 새 알림:
notifications-read-all = 모두 읽음으로 표시
notifications-none = 아직 알림이 없어요
notifications-none-text = 누군가 나를 팔로우하거나, 내 노트를 좋아하거나, 답글을 남기거나, 나를 언급하면 여기에 나타납니다.
notifications-more = 이전 알림
notifications-to-settings = 받을 알림 고르기
notifications-settings-hint = 받고 싶은 알림을 고르세요. 이미 받은 알림은 그대로 남습니다.
notifications-kind = 내용
notifications-kind-answered = 내 댓글에 달린 답글
notifications-kind-mentioned = 나에 대한 언급
notifications-kind-commented = 내 노트에 달린 댓글
notifications-kind-liked = 내 노트의 좋아요
notifications-kind-followed = 새 팔로워
notifications-in-app = 앱
notifications-mail = 메일
notifications-digest = 모아보기
notifications-mail-hint = 메일은 확인된 주소로 갑니다. 모아보기 메일은 읽지 않은 알림이 있을 때만 아침 8시에 갑니다.
notifications-mail-topic = 알림 개별 메일
notifications-digest-topic = 읽지 않은 알림 모아보기 메일
notifications-mail-open = 보기
notifications-digest-intro = 아직 읽지 않은 알림입니다.
notifications-digest-subject = 읽지 않은 알림이 { $n }개 있습니다
notifications-digest-all = 모든 알림 보기
notice-notifications-read = 모두 읽음으로 표시했습니다.
notice-notification-settings-saved = 알림 설정을 저장했습니다.
notifications-seat-offered = 자리가 나서 맡아 두었습니다. 기한 전에 받아 주세요.
notifications-event-moved = 시간이나 장소가 바뀌었습니다
notifications-event-cancelled = 취소되었습니다
notifications-seat-asked = { $others ->
    [0] { $name }님이 자리를 신청했습니다
   *[other] { $name }님 외 { $others }명이 자리를 신청했습니다
  }
notifications-organiser-accepted = 이제 행사를 올릴 수 있습니다
notifications-organiser-refused = 행사 올리기 신청이 받아들여지지 않았습니다
notifications-kind-seat-offered = 나를 위해 난 자리
notifications-kind-event-moved = 참가할 행사의 시간·장소 변경
notifications-kind-event-cancelled = 참가할 행사의 취소
notifications-kind-seat-asked = 내 행사의 자리 신청
notifications-kind-organiser-decided = 행사 올리기 신청의 답
notifications-seat-given = 주최자가 자리를 드렸습니다
notifications-seat-handed = { $name } 님이 자리를 양도했습니다
notifications-seat-refused = 주최자가 자리를 드리지 못했습니다
notifications-kind-seat-given = 주최자가 주는 자리
notifications-kind-seat-handed = 양도받은 자리
notifications-kind-seat-refused = 주최자가 주지 못한 자리
notifications-going = 자리가 정해졌습니다
notifications-kind-going = 내 자리(캘린더 파일 포함)
notifications-guests-written = { $name } 님이 참가자에게 메시지를 보냈습니다
notifications-kind-guests-written = 주최자가 참가자에게 보내는 메시지
notifications-seat-drawn = 추첨으로 자리를 얻었습니다
notifications-seat-not-drawn = 좌석 추첨이 끝났습니다. 대기자 명단에 있습니다
notifications-kind-seat-drawn = 추첨으로 얻은 자리
notifications-kind-seat-not-drawn = 추첨에서 자리를 얻지 못했을 때
notifications-merch-granted = 경품을 하나 고를 수 있습니다
notifications-merch-shipped = 굿즈를 발송했습니다
notifications-merch-cancelled = 굿즈 신청이 취소되어 쓰신 것을 돌려드렸습니다
notifications-kind-merch-granted = 고를 수 있는 경품
notifications-kind-merch-shipped = 굿즈 발송
notifications-kind-merch-cancelled = 굿즈 신청 취소
notifications-prize-offered = 추첨에서 좌석에 당첨되었습니다. 기한 전에 받아 주세요.
notifications-kind-prize-offered = 당첨된 상품
notifications-prize-called-off = 추첨에 당첨되었지만 상품인 행사가 취소되었습니다
notifications-kind-prize-called-off = 당첨된 상품의 행사가 취소되었을 때
notifications-seats-not-drawn = 좌석 추첨이 진행되지 않습니다. 대기자 명단에 있습니다
notifications-kind-seats-not-drawn = 좌석 추첨이 진행되지 않을 때
notifications-campaign-seat-offered = 무료 좌석이 준비되었습니다. 기한 전에 받아 주세요
notifications-kind-campaign-seat-offered = 제공된 무료 좌석
notifications-campaign-seat-off = 제공되었거나 받은 무료 좌석이 취소되었습니다
notifications-kind-campaign-seat-off = 무료 좌석이 취소되었을 때
notifications-pictured = { $others ->
    [0] 가 본 사람이 내 글이 사진 그대로인지 답했습니다
   *[other] 가 본 사람과 다른 { $others }명이 내 글이 사진 그대로인지 답했습니다
  }
notifications-counter-photo = { $name } 님도 다녀와서 내 글에 사진을 더했습니다
notifications-counter-photo-removed = 글에 더한 내 사진이 내려갔습니다. 이유는 글에 적혀 있습니다
notifications-kind-pictured = 내 글이 사진 그대로인지에 대한 답
notifications-kind-counter-photo = 다른 사람이 내 글에 더한 사진
notifications-kind-counter-photo-removed = 내려간 내 사진
notifications-obligation-soon = 기한 { $due }: 무료 좌석을 받고 하기로 한 일
notifications-obligation-due = 지금이 기한입니다({ $due }): 무료 좌석을 받고 하기로 한 일
notifications-obligation-overdue = { $due } 기한이 지났습니다: 무료 좌석을 받고 하기로 한 일. 늦었지만 아직 제출할 수 있습니다.
notifications-obligation-met = 무료 좌석의 약속을 지켰습니다
notifications-obligation-refused = 제출한 것이 인정되지 않았습니다. 기한은 { $due }입니다.
notifications-obligation-excused = 무료 좌석의 약속이 면제되었습니다
notifications-excuse-refused = 면제 요청이 받아들여지지 않았습니다. 약속은 그대로입니다
notifications-kind-obligation-soon = 약속 기한이 다가올 때
notifications-kind-obligation-due = 약속 기한이 되었을 때
notifications-kind-obligation-overdue = 약속 기한이 지났을 때
notifications-kind-obligation-met = 약속을 지켰을 때
notifications-kind-obligation-refused = 제출이 인정되지 않았을 때
notifications-kind-obligation-excused = 면제가 받아들여졌을 때
notifications-kind-excuse-refused = 면제가 받아들여지지 않았을 때
