# 订阅：供稿的标题。

syndication-person = { $name } 的笔记
syndication-city = { $name }的笔记
syndication-community = { $name }的笔记
