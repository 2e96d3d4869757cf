# 笔记、评论和点赞。

notes-body-empty = 写点什么吧，一句话就够。
notes-body-long = 正文有 { $chars } 个字，最多 { $max } 个字。
notes-title-blank = 标题里没有能读的文字。
notes-title-long = 标题有 { $chars } 个字，最多 { $max } 个字。
notes-control-marks = 文字里有改变阅读方向的隐藏符号，请重新输入。
notes-tags-many = 最多 { $max } 个标签。
notes-mentions-many = 最多提到 { $max } 个人。
notes-communities-many = 最多选 { $max } 个社区。
notes-community-elsewhere = 这座城市没有这个社区。
notes-place-gone = 这个地点已不在列表中，请换一个。
notes-event-gone = 这个活动已不在列表中，请换一个。
notes-language-unknown = 我们不认识这种语言。
notes-city-not-open = 这座城市还没有开放，开放后才能发笔记。
notes-comment-empty = 写点什么再发送吧。
notes-comment-long = 评论有 { $chars } 个字，最多 { $max } 个字。
notes-restore-late = 删除已超过 24 小时，无法恢复。
notes-like = 赞
notes-like-failed = 没有成功，请再试一次。
