# 주최자가 참가자에게 보내는 메시지.

messages-title = 참가자에게 보낸 메시지
messages-write = 참가자에게 쓰기
messages-write-lead = 한 사람에게 한 번만 갑니다. 회원은 알림과 메일로, 계정이 없는 참가자는 메일로 받습니다.
messages-none = 아직 보낸 메시지가 없습니다.
messages-to = 받는 사람
messages-to-going = 참가하는 사람
messages-to-waiting = 기다리는 사람
messages-to-all = 답한 모든 사람
messages-dates = 일정
messages-this-date = 이 일정
messages-one-date = 한 일정
messages-all-dates = 앞으로의 모든 일정
messages-subject = 제목
messages-text = 내용
messages-send = 보내기
messages-state = 보낸 상태
messages-empty = 내용을 적어 주세요.
messages-long = { $n }자까지 쓸 수 있습니다.
messages-many = 한 행사에서 하루에 { $n }번까지 보낼 수 있습니다. 내일 다시 써 주세요.
messages-from = { $name } 님이 “{ $event }” 참가자에게:
messages-topic = 주최자가 참가자에게 보내는 메시지
notice-message-sent = 메시지를 보내고 있습니다.
messages-sent = { $n }명에게 보냄
messages-being-sent = 보내는 중: { $n }명에게 보냄
