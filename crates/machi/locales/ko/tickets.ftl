# Tickets: one for each seat, shown at the door.

tickets-mine = 내 티켓
tickets-none = 아직 티켓이 없습니다. 자리를 잡으면 여기에 표시됩니다.
tickets-nth = 티켓 { $n }
tickets-qr = 이 티켓의 QR 코드
tickets-bright = 전체 화면으로 보기
tickets-calendar = 캘린더에 추가
tickets-void = 이 티켓은 더 이상 유효하지 않습니다. 포기했거나, 회수되었거나, 다시 발급되었습니다.
tickets-cancelled = 이 회차는 취소되었습니다.
tickets-used-at = 입장 완료 ({ $time })
tickets-used-mark = 입장 완료
tickets-used = 이 티켓으로 이미 입장했으므로 변경할 수 없습니다.
tickets-hand-over = 다른 사람에게 양도…
tickets-hand-over-do = 양도하기
tickets-to = 누구에게 양도할까요?
tickets-to-hint = 상대방의 사용자 이름. 상대방에게 새 티켓이 발급되고 내 티켓은 무효가 됩니다.
tickets-nobody = 이 이름을 가진 사람이 없습니다.
tickets-to-oneself = 이미 내 자리입니다.
tickets-not-to-them = 이 사람에게는 양도할 수 없습니다.
tickets-not-handed-over = 주최자가 자리 양도를 허용하지 않습니다.
tickets-stays = 지킬 약속이 있는 자리여서 양도할 수 없습니다. 올 수 없다면 좌석을 받은 페이지에서 돌려주세요. 다음 사람이 받고, 지킬 약속도 없어집니다.
tickets-reissue = 다른 사람이 봤나요?
tickets-reissue-hint = 바로 새 코드가 발급되고, 이전 코드로는 입장할 수 없습니다.
tickets-reissue-do = 다시 발급
notice-ticket-reissued = 새 티켓입니다. 이전 코드는 무효입니다.
notice-ticket-handed-over = 양도했습니다. 상대방에게 알렸습니다.
