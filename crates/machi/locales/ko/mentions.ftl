# 멘션: 회원의 이름이 나오는 노트와 댓글.

mentions-title = 멘션
mentions-all = 전체
mentions-in-note = { $name } 님이 나를 언급했습니다
mentions-in-comment = { $name } 님이 댓글에서 나를 언급했습니다
mentions-none = 아직 나를 언급한 글이 없어요
mentions-none-text = 누군가 노트나 댓글에 @{ $handle }(이)라고 쓰면 여기에 나타납니다.
mentions-look-around = 둘러보기
mentions-pages = 페이지
mentions-more = 이전 멘션
