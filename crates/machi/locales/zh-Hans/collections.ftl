# 收藏夹：成员保存笔记的地方。

collections-name-empty = 请给收藏夹起个名字。
collections-name-long = 名字太长了，最多 { $max } 个字符。
collections-many = 你已有 { $max } 个收藏夹，已达上限。
collections-full = 这个收藏夹已有 { $max } 篇笔记，放不下了。请换一个。
collections-first = 默认收藏夹
collections-save = 收藏
collections-saved = 已收藏。
collections-choose = 选择收藏夹
collections-choose-hint = 勾选要放入这篇笔记的收藏夹。
collections-yours = 你的收藏夹
collections-new = 新建收藏夹
collections-optional = （选填）
collections-name = 名称
collections-name-example = 周日散步
collections-everybody = 所有人可见
collections-everybody-hint = 不勾选则仅自己可见。
collections-private = 仅自己可见
collections-done = 完成
collections-cancel = 取消
collections-notes =
    { $n ->
        [0] 没有笔记
       *[other] { $n } 篇笔记
    }
collections-by = { $name } 的收藏夹
collections-of = { $name } 的收藏
collections-mine = 你的收藏夹
collections-mine-lead = 你收藏的笔记都在这里，可以随意整理。设为公开即可与大家分享。
collections-description = { $name } 的收藏夹，{ $count }
collections-edit = 编辑
collections-edit-title = 编辑收藏夹
collections-save-changes = 保存
collections-create = 创建收藏夹
collections-delete = 删除收藏夹
collections-delete-title = 要删除“{ $name }”吗？
collections-delete-text = 收藏夹会被永久删除，其中的笔记本身不受影响。
collections-empty-title = 这里还没有内容
collections-empty-own = 点击笔记上的书签，再选择这个收藏夹。
collections-empty-other = 这里还没有收藏任何笔记。
collections-empty-page = 这个收藏夹后面没有更多内容了。
collections-none-title = 还没有收藏夹
collections-none-own = 看到想再看的笔记，点一下书签，它就会出现在这里。
collections-none-other = { $name } 没有公开的收藏夹。
collections-look-around = 去逛逛
collections-back = 返回个人主页
collections-pages = 分页
collections-more = 更多笔记
notice-note-saved = 已收藏。你还可以把它放进其他收藏夹。
notice-note-unsaved = 已取消收藏。
notice-note-collections = 收藏夹已更新。
notice-collection-created = 收藏夹已创建。
notice-collection-changed = 收藏夹已修改。
notice-collection-deleted = 收藏夹已删除。
