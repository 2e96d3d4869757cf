# 홈 화면의 Machi, 그리고 네트워크가 없을 때.

installed-description = 우리 도시 사람들의 일상과 오늘 밤 소식.
installed-offline = 지금은 연결되지 않았습니다
installed-offline-lead = 그래도 글을 쓸 수 있어요. 연결되면 보냅니다.
installed-try-again = 다시 시도
installed-city = 도시
notice-share-taken = 공유한 내용입니다.
notice-share-without-photos = 사진은 가져오지 못했습니다. 여기서 골라 주세요.
