# お知らせ: ほかの人がしたことと、その受け取り方。

notifications-followed = { $name }さんにフォローされました
notifications-liked = { $others ->
    [0] { $name }さんがあなたの投稿に「いいね」しました
   *[other] { $name }さんとほか{ $others }人があなたの投稿に「いいね」しました
  }
notifications-commented = { $name }さんがあなたの投稿にコメントしました
notifications-answered = { $name }さんがあなたのコメントに返信しました
notifications-mentioned = { $name }さんが投稿であなたをメンションしました
notifications-mentioned-in-comment = { $name }さんがコメントであなたをメンションしました
notifications-new = 未読:
notifications-read-all = すべて既読にする
notifications-none = お知らせはまだありません
notifications-none-text = フォロー、いいね、返信、メンションがあると、ここに届きます。
notifications-more = 前のお知らせ
notifications-to-settings = 受け取るお知らせを選ぶ
notifications-settings-hint = 受け取るお知らせを選べます。すでに届いたものは残ります。
notifications-kind = 内容
notifications-kind-answered = あなたのコメントへの返信
notifications-kind-mentioned = あなたへのメンション
notifications-kind-commented = あなたの投稿へのコメント
notifications-kind-liked = あなたの投稿への「いいね」
notifications-kind-followed = 新しいフォロワー
notifications-in-app = アプリ
notifications-mail = メール
notifications-digest = まとめ
notifications-mail-hint = メールは確認済みのアドレスに届きます。まとめメールは未読のお知らせがあるときだけ、朝8時に届きます。
notifications-mail-topic = お知らせの個別メール
notifications-digest-topic = 未読のお知らせのまとめメール
notifications-mail-open = 見る
notifications-digest-intro = まだ読んでいないお知らせです。
notifications-digest-subject = 未読のお知らせが{ $n }件あります
notifications-digest-all = すべてのお知らせを見る
notice-notifications-read = すべて既読にしました。
notice-notification-settings-saved = お知らせの設定を保存しました。
notifications-seat-offered = 席が空き、あなたのために確保しています。期限までに受け取ってください。
notifications-event-moved = 日時または場所が変わりました
notifications-event-cancelled = 中止になりました
notifications-seat-asked = { $others ->
    [0] { $name }さんが席を申し込みました
   *[other] { $name }さんほか{ $others }人が席を申し込みました
  }
notifications-organiser-accepted = イベントを公開できるようになりました
notifications-organiser-refused = 公開の申請は見送られました
notifications-kind-seat-offered = 空いた席のお知らせ
notifications-kind-event-moved = 参加するイベントの日時・場所の変更
notifications-kind-event-cancelled = 参加するイベントの中止
notifications-kind-seat-asked = 自分のイベントへの申し込み
notifications-kind-organiser-decided = 公開の申請への回答
notifications-seat-given = 主催者が席を用意しました
notifications-seat-handed = { $name }さんが席を譲ってくれました
notifications-seat-refused = 席をご用意できませんでした
notifications-kind-seat-given = 主催者からの席の承認
notifications-kind-seat-handed = 譲られた席
notifications-kind-seat-refused = 主催者からの席のお断り
notifications-going = お席が確定しました
notifications-kind-going = 席の確定（カレンダー用ファイル付き）
notifications-guests-written = { $name }さんから参加者へメッセージがあります
notifications-kind-guests-written = 主催者から参加者へのメッセージ
notifications-seat-drawn = 抽選で席が当たりました
notifications-seat-not-drawn = 席の抽選が終わりました。キャンセル待ちに入っています
notifications-kind-seat-drawn = 抽選で当たった席
notifications-kind-seat-not-drawn = 抽選で外れたとき
notifications-merch-granted = 賞品をひとつ選べます
notifications-merch-shipped = グッズを発送しました
notifications-merch-cancelled = グッズの申し込みがキャンセルされ、お支払い分をお返ししました
notifications-kind-merch-granted = 選べる賞品
notifications-kind-merch-shipped = グッズの発送
notifications-kind-merch-cancelled = グッズの申し込みのキャンセル
notifications-prize-offered = 抽選で席が当たりました。期限までに受け取ってください。
notifications-kind-prize-offered = 当選した賞品
notifications-prize-called-off = 抽選に当たりましたが、賞品の公演・催しが中止になりました
notifications-kind-prize-called-off = 当選した賞品の催しが中止になったとき
notifications-seats-not-drawn = 席の抽選は行われません。キャンセル待ちに入っています
notifications-kind-seats-not-drawn = 席の抽選が行われないとき
notifications-campaign-seat-offered = 無料の席が用意されました。期限までに受け取ってください
notifications-kind-campaign-seat-offered = 無料の席の案内
notifications-campaign-seat-off = 案内された、または受け取った無料の席が中止になりました
notifications-kind-campaign-seat-off = 無料の席が中止になったとき
notifications-pictured = { $others ->
    [0] 行った人が、あなたの投稿が写真どおりか答えました
   *[other] 行った人とほか{ $others }人が、あなたの投稿が写真どおりか答えました
  }
notifications-counter-photo = { $name }さんも行って、あなたの投稿に写真を追加しました
notifications-counter-photo-removed = 投稿に追加したあなたの写真が削除されました。理由は投稿のページにあります
notifications-kind-pictured = 投稿が写真どおりかどうかの回答
notifications-kind-counter-photo = 投稿に追加されたほかの人の写真
notifications-kind-counter-photo-removed = あなたの写真の削除
notifications-obligation-soon = 期限は{ $due }: 招待席の約束
notifications-obligation-due = 期限になりました（{ $due }）: 招待席の約束
notifications-obligation-overdue = { $due }の期限を過ぎています: 招待席の約束。遅れても、まだ提出できます。
notifications-obligation-met = 招待席の約束を果たしました
notifications-obligation-refused = 提出したものは受理されませんでした。期限は{ $due }です。
notifications-obligation-excused = 招待席の約束が免除されました
notifications-excuse-refused = 免除の申請は認められませんでした。約束は続きます
notifications-kind-obligation-soon = 約束の期限が近いとき
notifications-kind-obligation-due = 約束の期限になったとき
notifications-kind-obligation-overdue = 約束の期限を過ぎたとき
notifications-kind-obligation-met = 約束を果たしたとき
notifications-kind-obligation-refused = 提出が受理されなかったとき
notifications-kind-obligation-excused = 免除が認められたとき
notifications-kind-excuse-refused = 免除が認められなかったとき
