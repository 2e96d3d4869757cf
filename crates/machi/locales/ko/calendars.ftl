# 다른 사이트와 프로그램이 가져가는 캘린더와 목록.

calendars-embed-title = 내 사이트에 이벤트 목록 표시하기
calendars-embed-lead = 짧은 HTML을 복사해 붙여 넣으면 내 페이지에 이벤트 목록이 나타납니다. 내용은 자동으로 갱신됩니다.
calendars-embed-language = 목록 언어
calendars-embed-community = 커뮤니티
calendars-embed-price = 가격
calendars-embed-any = 전체
calendars-embed-update = 적용
calendars-embed-snippet = HTML 코드
calendars-embed-copy = HTML 복사
calendars-embed-copied = HTML을 복사했습니다
calendars-embed-preview = 미리 보기
calendars-embed-more = 모두 보기
calendars-own = 나만의 캘린더
calendars-own-name = 내 이벤트 · Machi
calendars-own-hint = 참가하는 날짜와, 글을 썼거나 글을 저장한 행사를 휴대전화나 컴퓨터의 캘린더에 보여 줍니다. 주소를 아는 사람은 누구나 볼 수 있습니다.
calendars-own-there = 이미 캘린더 주소가 있습니다. 새로 만들면 이전 주소는 사용할 수 없습니다.
calendars-own-create = 주소 만들기
calendars-own-renew = 새 주소 만들기
calendars-own-revoke = 주소 없애기
calendars-own-made = 캘린더 주소입니다. 지금 한 번만 표시되니 바로 복사해 주세요.
notice-calendar-revoked = 캘린더 주소를 없앴습니다.
