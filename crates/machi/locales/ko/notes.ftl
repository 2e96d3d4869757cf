# 노트, 댓글, 좋아요.

notes-body-empty = 한 줄이라도 좋으니 무엇이든 적어 주세요.
notes-body-long = 본문이 { $chars }자입니다. { $max }자까지 쓸 수 있어요.
notes-title-blank = 제목에 읽을 수 있는 글자가 없습니다.
notes-title-long = 제목이 { $chars }자입니다. { $max }자까지 쓸 수 있어요.
notes-control-marks = 읽는 방향을 바꾸는 보이지 않는 기호가 들어 있습니다. 다시 입력해 주세요.
notes-tags-many = 태그는 { $max }개까지 달 수 있어요.
notes-mentions-many = { $max }명까지 언급할 수 있어요.
notes-communities-many = 커뮤니티는 { $max }개까지 고를 수 있어요.
notes-community-elsewhere = 이 도시에 없는 커뮤니티입니다.
notes-place-gone = 더 이상 목록에 없는 장소입니다. 다른 곳을 골라 주세요.
notes-event-gone = 더 이상 목록에 없는 이벤트입니다. 다른 이벤트를 골라 주세요.
notes-language-unknown = 알 수 없는 언어입니다.
notes-city-not-open = 아직 열리지 않은 도시입니다. 열리면 노트를 올릴 수 있어요.
notes-comment-empty = 보내기 전에 내용을 적어 주세요.
notes-comment-long = 댓글이 { $chars }자입니다. { $max }자까지 쓸 수 있어요.
notes-restore-late = 삭제한 지 24시간이 지나 되돌릴 수 없습니다.
notes-like = 좋아요
notes-like-failed = 처리하지 못했어요. 다시 시도해 주세요.
