# 供其他网站和程序使用的日历与列表。

calendars-embed-title = 把活动列表放到你的网站
calendars-embed-lead = 复制一小段 HTML，你的网页就能显示最新活动，内容会自动更新。
calendars-embed-language = 列表语言
calendars-embed-community = 社群
calendars-embed-price = 价格
calendars-embed-any = 全部
calendars-embed-update = 更新
calendars-embed-snippet = HTML 代码
calendars-embed-copy = 复制 HTML
calendars-embed-copied = 已复制 HTML
calendars-embed-preview = 显示效果
calendars-embed-more = 查看全部
calendars-own = 你的专属日历
calendars-own-name = 我的活动 · Machi
calendars-own-hint = 把你要参加的场次，以及你写过或收藏过笔记的活动，显示在手机或电脑的日历里。任何拿到这个地址的人都能看到。
calendars-own-there = 你已有日历链接。生成新链接后，旧链接将失效。
calendars-own-create = 生成链接
calendars-own-renew = 重新生成链接
calendars-own-revoke = 停用链接
calendars-own-made = 这是你的日历链接，仅显示这一次，请立即复制。
notice-calendar-revoked = 日历链接已失效。
