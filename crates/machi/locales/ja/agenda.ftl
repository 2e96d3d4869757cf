# A city’s page and its lists of events.

agenda-filter-unknown = ここにはない絞り込みです。
agenda-demo = デモのため、{ $years }年に実際に開催されたイベントの日付を近日中に変更しています。
agenda-tonight = 今夜
agenda-today = 今日
agenda-tomorrow = 明日
agenda-weekend = 今週末
agenda-week = これから7日間
agenda-free = 無料
agenda-cheap = 無料・お手頃
agenda-near = 近く
agenda-near-failed = 現在地を取得できませんでした。下からエリアを選んでください。
agenda-all-of = { $city }のイベント
agenda-count = { $n ->
    [0] 見つかりませんでした
   *[other] { $n }件
}
agenda-filters = 絞り込み
agenda-by-community = コミュニティで探す
agenda-search = イベントを検索
agenda-any-hood = { $word }：指定なし
agenda-show = 表示
agenda-reset = 条件をクリア
agenda-pages = ページ
agenda-more = もっと見る
agenda-more-dates = ほか{ $n }日程
agenda-place-in = { $place }（{ $neighbourhood }）
agenda-all-day = 終日
agenda-until = { $time }まで
agenda-distance = { $km } km
agenda-empty = 該当するイベントはありません
agenda-empty-text = 日時を変えるか、条件を減らしてみてください。
agenda-empty-city = まだイベントがありません
agenda-empty-city-text = イベントが登録されると、ここに表示されます。
agenda-empty-weekend = 今週末のイベント{ $n }件
agenda-empty-week = これから7日間のイベント{ $n }件
agenda-empty-any-time = 日時を問わず探す
agenda-empty-whole-city = 街全体から探す
agenda-all = { $n }件すべて
agenda-tonight-shows = ライブや舞台、ストリートのにぎわい。17時から夜更けまで。
agenda-weekend-shows = 金曜の夜から日曜の夜まで。
agenda-tonight-experiences = 終電前に、見て、参加して楽しめること。
agenda-weekend-experiences = やってみる、歩いてみる、参加してみる。
agenda-cheap-note = これから7日間。
agenda-tonight-empty = 今夜のイベントはありません
agenda-weekend-empty = 今週末のイベントはありません
agenda-cheap-empty = 今週は無料・お手頃なイベントがありません
agenda-petition-text = 上のボタンから公開を希望できます。希望が集まると公開されます。
agenda-by-hood = エリアで探す
agenda-hoods-all = すべて見る
agenda-on-here = ここで開催されるイベント
agenda-on-here-empty = ここでの予定は今のところありません
agenda-notes-here = みんなの投稿
agenda-notes-write = ここについて書く
agenda-notes-none = まだ投稿はありません。
