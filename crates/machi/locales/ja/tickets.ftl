# Tickets: one for each seat, shown at the door.

tickets-mine = チケット
tickets-none = チケットはまだありません。席を取るとここに表示されます。
tickets-nth = { $n }枚目
tickets-qr = このチケットのQRコード
tickets-bright = 全画面で表示
tickets-calendar = カレンダーに追加
tickets-void = このチケットは無効です。キャンセルされたか、取り消されたか、再発行されました。
tickets-cancelled = この回は中止になりました。
tickets-used-at = 入場済み（{ $time }）
tickets-used-mark = 入場済み
tickets-used = このチケットは入場に使われたため、変更できません。
tickets-hand-over = 席を譲る…
tickets-hand-over-do = 譲る
tickets-to = 誰に譲りますか
tickets-to-hint = 相手のユーザー名。相手に新しいチケットが届き、あなたのチケットは無効になります。
tickets-nobody = この名前の人はいません。
tickets-to-oneself = この席はすでにあなたのものです。
tickets-not-to-them = この人には席を譲れません。
tickets-not-handed-over = 主催者は席の譲渡を認めていません。
tickets-stays = この席には約束が伴うため、譲渡できません。来られないときは、席を受け取ったページから返してください。次の方に移り、約束はなくなります。
tickets-reissue = 他の人に見られましたか？
tickets-reissue-hint = すぐに新しいコードが発行され、古いコードでは入場できなくなります。
tickets-reissue-do = 再発行する
notice-ticket-reissued = 新しいチケットです。古いコードは無効になりました。
notice-ticket-handed-over = 席を譲りました。相手に通知済みです。
