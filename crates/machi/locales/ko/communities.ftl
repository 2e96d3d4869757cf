communities-join = 커뮤니티 참여하기
communities-joined = 참여 중
communities-leave = 나가기
communities-members = 멤버 { $n }명
notice-community-joined = 환영합니다! 커뮤니티에 참여했습니다.
notice-community-left = 커뮤니티에서 나왔습니다.
