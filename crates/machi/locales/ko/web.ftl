# The frame of every page: bars, menus, footer and the error page.

web-skip = 본문으로 건너뛰기
web-nav = 주 메뉴
web-bottom-bar = 빠른 메뉴
web-footer = 사이트 안내
web-city-switch = 도시 바꾸기
web-cities = 도시
web-cities-all = 모든 도시
web-tonight = 오늘 밤
web-weekend = 이번 주말
web-me = 내 페이지
web-language = 언어
web-sign-in = 로그인
web-sign-up = 회원가입
web-sign-out = 로그아웃
web-settings = 설정
web-desk = 운영 데스크
web-about = Machi 소개
web-api = API
web-source-line = Machi는 자유 소프트웨어입니다. 외부에서 가져온 정보는 각 페이지에 출처를 밝힙니다.
web-error-home = 첫 화면으로
web-problems = 다음 항목을 확인해 주세요
web-feed = 피드
web-write = 글쓰기
web-search = 검색
web-collections = 컬렉션
web-mentions = 나를 언급한 글
