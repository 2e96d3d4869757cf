# 主办方写给来宾的消息。

messages-title = 给来宾的消息
messages-write = 写给来宾
messages-write-lead = 每人只收到一次：会员通过通知和邮件，没有账号的来宾通过邮件。
messages-none = 还没有写过。
messages-to = 收件人
messages-to-going = 会去的人
messages-to-waiting = 候补的人
messages-to-all = 所有回应过的人
messages-dates = 场次
messages-this-date = 这一场
messages-one-date = 某一场
messages-all-dates = 之后的所有场次
messages-subject = 标题
messages-text = 内容
messages-send = 发送
messages-state = 发送情况
messages-empty = 请填写内容。
messages-long = 最多 { $n } 个字符。
messages-many = 每个活动一天最多发送 { $n } 条消息，请明天再写。
messages-from = { $name } 写给“{ $event }”的来宾：
messages-topic = 主办方写给来宾的消息
notice-message-sent = 消息正在发送。
messages-sent = 已发给 { $n } 人
messages-being-sent = 发送中：已发给 { $n } 人
