# A city’s page and its lists of events.

agenda-filter-unknown = 여기에는 없는 필터입니다.
agenda-demo = { $years }년에 실제로 열린 이벤트이며, 데모를 위해 가까운 날짜로 옮겼습니다.
agenda-tonight = 오늘 밤
agenda-today = 오늘
agenda-tomorrow = 내일
agenda-weekend = 이번 주말
agenda-week = 앞으로 7일
agenda-free = 무료
agenda-cheap = 무료·저렴
agenda-near = 내 주변
agenda-near-failed = 현재 위치를 확인할 수 없습니다. 아래에서 지역을 골라 주세요.
agenda-all-of = { $city }의 이벤트
agenda-count = { $n ->
    [0] 찾은 이벤트가 없습니다
   *[other] 이벤트 { $n }개
}
agenda-filters = 필터
agenda-by-community = 커뮤니티별로 찾기
agenda-search = 이벤트 검색
agenda-any-hood = { $word }: 전체
agenda-show = 보기
agenda-reset = 필터 지우기
agenda-pages = 페이지
agenda-more = 더 보기
agenda-more-dates = 외 { $n }개 일정
agenda-place-in = { $place }, { $neighbourhood }
agenda-all-day = 종일
agenda-until = { $time }까지
agenda-distance = { $km }km
agenda-empty = 조건에 맞는 이벤트가 없습니다
agenda-empty-text = 시간을 바꾸거나 필터를 줄여 보세요.
agenda-empty-city = 아직 이벤트가 없습니다
agenda-empty-city-text = 이벤트가 등록되면 여기에 표시됩니다.
agenda-empty-weekend = 이번 주말 이벤트 { $n }개
agenda-empty-week = 앞으로 7일간 이벤트 { $n }개
agenda-empty-any-time = 시간 상관없이 찾기
agenda-empty-whole-city = 도시 전체에서 찾기
agenda-all = { $n }개 모두 보기
agenda-tonight-shows = 공연과 장터, 거리의 활기. 오후 5시부터 늦은 밤까지.
agenda-weekend-shows = 금요일 저녁부터 일요일 밤까지.
agenda-tonight-experiences = 막차 전까지 보고 참여할 수 있는 것들.
agenda-weekend-experiences = 해 보고, 걸어 보고, 함께해 보세요.
agenda-cheap-note = 앞으로 7일간.
agenda-tonight-empty = 오늘 밤 이벤트가 없습니다
agenda-weekend-empty = 이번 주말 이벤트가 없습니다
agenda-cheap-empty = 이번 주에는 무료·저렴한 이벤트가 없습니다
agenda-petition-text = 위에서 이 도시를 신청할 수 있습니다. 충분히 모이면 열립니다.
agenda-by-hood = 동네별로 찾기
agenda-hoods-all = 모두 보기
agenda-on-here = 이곳에서 열리는 이벤트
agenda-on-here-empty = 지금은 이곳에서 예정된 이벤트가 없습니다
agenda-notes-here = 이곳의 노트
agenda-notes-write = 여기에 대해 쓰기
agenda-notes-none = 아직 쓴 사람이 없습니다.
