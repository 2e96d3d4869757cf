cities-archived-refused = 이 도시는 종료되어 새로 참여할 수 없습니다.
cities-petition-closed = 이미 열렸거나 종료된 도시여서 신청을 받지 않습니다.
