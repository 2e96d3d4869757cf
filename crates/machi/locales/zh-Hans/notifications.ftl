# 通知：别人做了什么，以及想怎样收到。

notifications-followed = { $name } 关注了你
notifications-liked = { $others ->
    [0] { $name } 赞了你的笔记
   *[other] { $name } 和另外 { $others } 人赞了你的笔记
  }
notifications-commented = { $name } 评论了你的笔记
notifications-answered = { $name } 回复了你的评论
notifications-mentioned = { $name } 在笔记中提到了你
notifications-mentioned-in-comment = { $name } 在评论中提到了你
notifications-new = 未读：
notifications-read-all = 全部标为已读
notifications-none = 还没有通知
notifications-none-text = 有人关注你、赞你的笔记、回复或提到你时，会显示在这里。
notifications-more = 更早的通知
notifications-to-settings = 选择要接收的通知
notifications-settings-hint = 选择想收到哪些通知。已经收到的会保留。
notifications-kind = 内容
notifications-kind-answered = 对你评论的回复
notifications-kind-mentioned = 提到你
notifications-kind-commented = 对你笔记的评论
notifications-kind-liked = 对你笔记的赞
notifications-kind-followed = 新的关注者
notifications-in-app = 站内
notifications-mail = 邮件
notifications-digest = 每日汇总
notifications-mail-hint = 邮件会发到你确认过的邮箱。每日汇总邮件在早上 8 点发出，有未读通知时才会发。
notifications-mail-topic = 单条通知邮件
notifications-digest-topic = 未读通知的每日汇总邮件
notifications-mail-open = 查看
notifications-digest-intro = 这些通知你还没有看：
notifications-digest-subject = 你有 { $n } 条未读通知
notifications-digest-all = 查看全部通知
notice-notifications-read = 已全部标为已读。
notice-notification-settings-saved = 通知设置已保存。
notifications-seat-offered = 有空位了，已为你保留，请在期限前接受。
notifications-event-moved = 时间或地点有变
notifications-event-cancelled = 已取消
notifications-seat-asked = { $others ->
    [0] { $name } 申请席位
   *[other] { $name } 和另外 { $others } 人申请席位
  }
notifications-organiser-accepted = 你现在可以发布活动了
notifications-organiser-refused = 你的发布申请未通过
notifications-kind-seat-offered = 为你空出的席位
notifications-kind-event-moved = 你要参加的活动时间或地点变动
notifications-kind-event-cancelled = 你要参加的活动取消
notifications-kind-seat-asked = 有人申请你活动的席位
notifications-kind-organiser-decided = 发布申请的答复
notifications-seat-given = 主办方为你安排了席位
notifications-seat-handed = { $name } 把座位转让给了你
notifications-seat-refused = 主办方无法为你安排席位
notifications-kind-seat-given = 主办方给你的席位
notifications-kind-seat-handed = 别人转让给你的座位
notifications-kind-seat-refused = 主办方无法给你的席位
notifications-going = 你的席位已确定
notifications-kind-going = 你的席位，附日历文件
notifications-guests-written = { $name } 给来宾发了消息
notifications-kind-guests-written = 主办方写给来宾的消息
notifications-seat-drawn = 抽签给了你一个座位
notifications-seat-not-drawn = 座位已经抽出，你在候补名单上
notifications-kind-seat-drawn = 抽签分到的座位
notifications-kind-seat-not-drawn = 没有抽中座位时
notifications-merch-granted = 你可以挑选一件奖品
notifications-merch-shipped = 你的周边已寄出
notifications-merch-cancelled = 你的领取被取消，所付已退还
notifications-kind-merch-granted = 可领取的奖品
notifications-kind-merch-shipped = 周边寄出
notifications-kind-merch-cancelled = 周边领取被取消
notifications-prize-offered = 你在抽签中赢得一个座位，请在期限前接受。
notifications-kind-prize-offered = 你中签的奖品
notifications-prize-called-off = 你在抽签中中签了，但奖品对应的活动已取消
notifications-kind-prize-called-off = 奖品对应的活动被取消时
notifications-seats-not-drawn = 座位抽签不再举行，你在候补名单上
notifications-kind-seats-not-drawn = 座位抽签不举行时
notifications-campaign-seat-offered = 有一个免费座位留给你，请在期限前接受
notifications-kind-campaign-seat-offered = 你获得的免费座位
notifications-campaign-seat-off = 你获得的免费座位已取消
notifications-kind-campaign-seat-off = 免费座位被取消时
notifications-pictured = { $others ->
    [0] 有去过的人回答了你的笔记是否与照片相符
   *[other] 有去过的人和另外 { $others } 人回答了你的笔记是否与照片相符
  }
notifications-counter-photo = { $name } 也去过，并在你的笔记旁添加了照片
notifications-counter-photo-removed = 你在一篇笔记旁的照片被撤下，原因见笔记页面
notifications-kind-pictured = 你的笔记是否与照片相符的回答
notifications-kind-counter-photo = 别人为你的笔记添加的照片
notifications-kind-counter-photo-removed = 你的照片被撤下
notifications-obligation-soon = { $due } 截止：你为免费席位答应的事
notifications-obligation-due = 已到截止时间（{ $due }）：你为免费席位答应的事
notifications-obligation-overdue = { $due } 起已逾期：你为免费席位答应的事。现在仍可补交。
notifications-obligation-met = 你已履行免费席位的承诺
notifications-obligation-refused = 你提交的内容未通过。截止时间：{ $due }。
notifications-obligation-excused = 你的承诺已获准免除
notifications-excuse-refused = 你的免除申请未获准，承诺仍需履行
notifications-kind-obligation-soon = 承诺即将到期
notifications-kind-obligation-due = 承诺到期
notifications-kind-obligation-overdue = 承诺逾期
notifications-kind-obligation-met = 承诺已履行
notifications-kind-obligation-refused = 提交未通过
notifications-kind-obligation-excused = 免除获准
notifications-kind-excuse-refused = 免除未获准
