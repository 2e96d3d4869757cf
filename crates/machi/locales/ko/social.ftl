social-follow-yourself = 자기 자신은 팔로우할 수 없습니다.
social-block-yourself = 자기 자신은 차단할 수 없습니다.
social-mute-yourself = 자기 자신은 뮤트할 수 없습니다.
social-follows-full = 팔로우는 { $max }명까지 할 수 있습니다.
social-blocks-full = 차단은 { $max }명까지 할 수 있습니다.
social-mutes-full = 뮤트는 { $max }명까지 할 수 있습니다.
