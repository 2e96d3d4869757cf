# A city’s page and its lists of events.

agenda-filter-unknown = 这里没有这个筛选条件。
agenda-demo = 这些是 { $years } 年的真实活动，为演示已移到近期。
agenda-tonight = 今晚
agenda-today = 今天
agenda-tomorrow = 明天
agenda-weekend = 本周末
agenda-week = 未来 7 天
agenda-free = 免费
agenda-cheap = 免费或实惠
agenda-near = 我附近
agenda-near-failed = 无法获取您的位置，请在下方选择区域。
agenda-all-of = { $city }的活动
agenda-count = { $n ->
    [0] 没有找到活动
   *[other] { $n } 个活动
}
agenda-filters = 筛选
agenda-by-community = 按社群查找
agenda-search = 搜索活动
agenda-any-hood = { $word }：不限
agenda-show = 显示
agenda-reset = 清除筛选
agenda-pages = 分页
agenda-more = 查看更多
agenda-more-dates = 另有 { $n } 个日期
agenda-place-in = { $place }，{ $neighbourhood }
agenda-all-day = 全天
agenda-until = 至 { $time }
agenda-distance = { $km } 公里
agenda-empty = 没有符合条件的活动
agenda-empty-text = 换个时间，或减少筛选条件试试。
agenda-empty-city = 这里还没有活动
agenda-empty-city-text = 有人添加活动后，就会显示在这里。
agenda-empty-weekend = 本周末的 { $n } 个活动
agenda-empty-week = 未来 7 天的 { $n } 个活动
agenda-empty-any-time = 不限时间
agenda-empty-whole-city = 查看全城活动
agenda-all = 全部 { $n } 个
agenda-tonight-shows = 演出、市集与街头热闹，从傍晚五点到深夜。
agenda-weekend-shows = 从周五晚上到周日深夜。
agenda-tonight-experiences = 末班车前，可以看、可以参加的事。
agenda-weekend-experiences = 去尝试、去走走、去参与。
agenda-cheap-note = 未来 7 天。
agenda-tonight-empty = 今晚没有活动
agenda-weekend-empty = 本周末没有活动
agenda-cheap-empty = 本周没有免费或实惠的活动
agenda-petition-text = 可在上方申请开通这座城市，人数足够就会开放。
agenda-by-hood = 按街区查找
agenda-hoods-all = 查看全部
agenda-on-here = 这里的活动
agenda-on-here-empty = 这里暂时没有活动
agenda-notes-here = 这里的笔记
agenda-notes-write = 写一篇
agenda-notes-none = 还没有人写过这里。
