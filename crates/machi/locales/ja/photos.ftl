photos-many = 1つの投稿に載せられる写真は{ $max }枚までです。
photos-alt-long = 写真の説明は{ $max }文字までです。
photos-gone = 写真が1枚見つかりません。もう一度追加してください。
