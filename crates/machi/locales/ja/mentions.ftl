# メンション: 自分の名前が出てくる投稿とコメント。

mentions-title = メンション
mentions-all = すべて
mentions-in-note = { $name }さんがあなたをメンションしました
mentions-in-comment = { $name }さんがコメントであなたをメンションしました
mentions-none = まだメンションはありません
mentions-none-text = 投稿やコメントに @{ $handle } と書かれると、ここに表示されます。
mentions-look-around = 街を見てまわる
mentions-pages = ページ
mentions-more = 前のメンション
