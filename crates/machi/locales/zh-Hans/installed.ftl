# 主屏幕上的 Machi，以及没有网络时。

installed-description = 看看城里的人在做什么，今晚有什么活动。
installed-offline = 现在没有网络
installed-offline-lead = 照样可以写，恢复网络后就会发送。
installed-try-again = 再试一次
installed-city = 城市
notice-share-taken = 这是你分享的内容。
notice-share-without-photos = 照片没能带过来，请在这里选择。
