social-follow-yourself = 不能关注自己。
social-block-yourself = 不能拉黑自己。
social-mute-yourself = 不能屏蔽自己。
social-follows-full = 最多只能关注 { $max } 人。
social-blocks-full = 最多只能拉黑 { $max } 人。
social-mutes-full = 最多只能屏蔽 { $max } 人。
