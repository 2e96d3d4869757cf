# ほかのサイトやアプリが使うカレンダーとリスト。

calendars-embed-title = 自分のサイトにイベント一覧を表示
calendars-embed-lead = 短いHTMLをコピーして貼り付けるだけで、イベント一覧があなたのページに表示されます。内容は自動で更新されます。
calendars-embed-language = 一覧の言語
calendars-embed-community = コミュニティ
calendars-embed-price = 料金
calendars-embed-any = すべて
calendars-embed-update = 更新
calendars-embed-snippet = 貼り付けるHTML
calendars-embed-copy = HTMLをコピー
calendars-embed-copied = コピーしました
calendars-embed-preview = 表示例
calendars-embed-more = すべて見る
calendars-own = 自分用カレンダー
calendars-own-name = マイイベント · Machi
calendars-own-hint = 参加する日程と、ノートを書いた・保存したイベントを、スマートフォンやパソコンのカレンダーに表示します。アドレスを知っている人はだれでも読めます。
calendars-own-there = カレンダーのURLは発行済みです。新しく発行すると、今のURLは使えなくなります。
calendars-own-create = URLを発行
calendars-own-renew = URLを発行し直す
calendars-own-revoke = URLを無効にする
calendars-own-made = カレンダーのURLです。表示されるのは今回だけなので、今すぐコピーしてください。
notice-calendar-revoked = カレンダーのURLを無効にしました。
