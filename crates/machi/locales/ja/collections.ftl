# コレクション: メンバーが投稿を保存しておく場所。

collections-name-empty = コレクションに名前を付けてください。
collections-name-long = 名前が長すぎます。{ $max }文字まで入ります。
collections-many = コレクションは{ $max }個までです。これ以上は作れません。
collections-full = このコレクションには{ $max }件の投稿が入っていて、いっぱいです。別のコレクションを選んでください。
collections-first = 保存済み
collections-save = 保存
collections-saved = 保存しました。
collections-choose = コレクションを選ぶ
collections-choose-hint = この投稿を入れるコレクションにチェックを付けてください。
collections-yours = あなたのコレクション
collections-new = 新しいコレクション
collections-optional = （任意）
collections-name = 名前
collections-name-example = 日曜の散歩
collections-everybody = みんなに公開する
collections-everybody-hint = チェックを外すと、自分だけに見えます。
collections-private = 自分だけに見えます
collections-done = 完了
collections-cancel = キャンセル
collections-notes =
    { $n ->
        [0] 投稿はありません
       *[other] 投稿{ $n }件
    }
collections-by = { $name }さんのコレクション
collections-of = { $name }さんのコレクション一覧
collections-mine = あなたのコレクション
collections-mine-lead = 保存した投稿を好きなように整理できます。公開すると、みんなと共有できます。
collections-description = { $name }さんのコレクション、{ $count }
collections-edit = 編集
collections-edit-title = コレクションを編集
collections-save-changes = 変更を保存
collections-create = コレクションを作る
collections-delete = コレクションを削除
collections-delete-title = 「{ $name }」を削除しますか？
collections-delete-text = コレクションは完全に削除されます。入っていた投稿そのものは消えません。
collections-empty-title = まだ何も入っていません
collections-empty-own = 投稿のしおりマークを押してから、このコレクションを選んでください。
collections-empty-other = ここにはまだ何も保存されていません。
collections-empty-page = このコレクションはここまでです。
collections-none-title = コレクションはまだありません
collections-none-own = また見たい投稿を見つけたら、しおりマークを押してください。ここに集まります。
collections-none-other = { $name }さんの公開コレクションはありません。
collections-look-around = 街を見てまわる
collections-back = プロフィールに戻る
collections-pages = ページ
collections-more = もっと見る
notice-note-saved = 保存しました。ほかのコレクションにも入れられます。
notice-note-unsaved = 保存を取り消しました。
notice-note-collections = コレクションを更新しました。
notice-collection-created = コレクションを作りました。
notice-collection-changed = コレクションを変更しました。
notice-collection-deleted = コレクションを削除しました。
