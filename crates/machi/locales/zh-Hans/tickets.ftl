# Tickets: one for each seat, shown at the door.

tickets-mine = 我的票
tickets-none = 还没有票。订到座位后，票会显示在这里。
tickets-nth = 第 { $n } 张
tickets-qr = 这张票的二维码
tickets-bright = 全屏显示
tickets-calendar = 加入日历
tickets-void = 这张票已失效：已放弃、被收回或已重新出票。
tickets-cancelled = 这一场已取消。
tickets-used-at = 已入场（{ $time }）
tickets-used-mark = 已入场
tickets-used = 已有人凭这张票入场，无法再更改。
tickets-hand-over = 转让给别人…
tickets-hand-over-do = 转让
tickets-to = 转让给谁？
tickets-to-hint = 对方的用户名。对方会得到自己的票，你的票随即失效。
tickets-nobody = 没有叫这个名字的人。
tickets-to-oneself = 这个座位已经是你的了。
tickets-not-to-them = 无法把这个座位转让给对方。
tickets-not-handed-over = 主办方不允许转让座位。
tickets-stays = 这个座位附有须履行的约定，不能转让。如果来不了，请在接受座位的页面退回：座位会给下一位，你无须履行约定。
tickets-reissue = 票被别人看到了？
tickets-reissue-hint = 马上换一个新码，旧码将不能入场。
tickets-reissue-do = 重新出票
notice-ticket-reissued = 这是你的新票，旧码已失效。
notice-ticket-handed-over = 已转让，并已通知对方。
