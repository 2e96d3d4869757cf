# 운영 데스크

desk-title = 운영 데스크: { $city }
desk-overview = 개요
desk-cities-lead = 운영할 도시를 고르세요.
desk-no-city = 아직 도시가 없습니다
desk-no-city-text = 도시는 데이터 팩으로 엽니다. 서버에서 다음 명령을 실행하세요.
desk-see-city = 도시 페이지 보기
desk-state-open = 공개 중
desk-state-petition = 개설 요청 받는 중
desk-state-archived = 보관됨
