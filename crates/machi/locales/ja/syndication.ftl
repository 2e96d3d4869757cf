# 配信: フィードのタイトル。

syndication-person = { $name }さんの投稿
syndication-city = { $name }の投稿
syndication-community = { $name }の投稿
