# メール本文と、メールに関するページ

mail-address-form = メールアドレスの形式が正しくありません。
mail-not-set-up = このサーバーはメールを送信できません。運営者にお問い合わせください。
mail-why = このメールは、{ $host } にこのアドレスが入力されたためお送りしています。
mail-unsubscribe = 配信を停止
mail-unsubscribe-title = メールの配信
mail-unsubscribe-ask = このメールの配信を停止しますか?
mail-unsubscribe-done = このメールの配信は停止されています。
mail-subscribe = 配信を再開する
mail-folder-title = このマシンのメール
mail-folder-lead = メールサーバーが設定されていないため、メールはフォルダーに保存され、このマシンでのみ表示されます。
mail-folder-empty = メールはまだありません。
mail-subject = 件名
mail-to = 宛先
mail-as-html = HTMLで見る

notice-mail-unsubscribed = 配信を停止しました。
notice-mail-subscribed = 配信を再開しました。
