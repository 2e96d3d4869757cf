# The API's reference page; the descriptions in it are English.

reference-title = API 레퍼런스
reference-description = 이 사이트의 화면에서 할 수 있는 일은 모두 프로그램으로도 할 수 있습니다.
reference-version = 버전 { $version }
reference-contents = 목차
reference-needs-sign-in = 로그인 필요
reference-parameters = 매개변수
reference-request = 요청
reference-answers = 응답
reference-example = 예시
reference-shapes = 데이터 구조
reference-name = 이름
reference-kind = 타입
reference-meaning = 설명
reference-required = 필수
