social-follow-yourself = 自分をフォローすることはできません。
social-block-yourself = 自分をブロックすることはできません。
social-mute-yourself = 自分をミュートすることはできません。
social-follows-full = フォローできるのは{ $max }人までです。
social-blocks-full = ブロックできるのは{ $max }人までです。
social-mutes-full = ミュートできるのは{ $max }人までです。
