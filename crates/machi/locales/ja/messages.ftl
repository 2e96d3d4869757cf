# 主催者から参加者へのメッセージ。

messages-title = 参加者へのメッセージ
messages-write = 参加者に書く
messages-write-lead = 一人につき一度だけ届きます。メンバーには通知とメールで、アカウントのない参加者にはメールで届きます。
messages-none = まだ送っていません。
messages-to = 宛先
messages-to-going = 参加する人
messages-to-waiting = キャンセル待ちの人
messages-to-all = 回答したすべての人
messages-dates = 日程
messages-this-date = この日程
messages-one-date = 一つの日程
messages-all-dates = 今後のすべての日程
messages-subject = 件名
messages-text = 本文
messages-send = 送信する
messages-state = 送信状況
messages-empty = 入力してください。
messages-long = { $n }文字以内で入力してください。
messages-many = 一つのイベントから送れるのは1日{ $n }通までです。明日あらためてお送りください。
messages-from = 「{ $event }」の参加者のみなさまへ、{ $name }より：
messages-topic = 主催者から参加者へのメッセージ
notice-message-sent = メッセージを送信しています。
messages-sent = { $n }人に送信済み
messages-being-sent = 送信中（{ $n }人に送信済み）
