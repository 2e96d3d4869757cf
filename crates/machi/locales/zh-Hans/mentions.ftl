# 提及：提到成员的笔记和评论。

mentions-title = 提到我的
mentions-all = 全部
mentions-in-note = { $name } 提到了你
mentions-in-comment = { $name } 在评论中提到了你
mentions-none = 还没有人提到你
mentions-none-text = 有人在笔记或评论里写下 @{ $handle } 时，就会显示在这里。
mentions-look-around = 去逛逛
mentions-pages = 分页
mentions-more = 更早的提及
