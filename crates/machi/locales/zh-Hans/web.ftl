# The frame of every page: bars, menus, footer and the error page.

web-skip = 跳到正文
web-nav = 主导航
web-bottom-bar = 快捷导航
web-footer = 关于本站
web-city-switch = 切换城市
web-cities = 城市
web-cities-all = 全部城市
web-tonight = 今晚
web-weekend = 本周末
web-me = 我
web-language = 语言
web-sign-in = 登录
web-sign-up = 注册
web-sign-out = 退出登录
web-settings = 设置
web-desk = 运营台
web-about = 关于 Machi
web-api = API
web-source-line = Machi 是自由软件。引用的资料均在页面上注明来源。
web-error-home = 回到首页
web-problems = 请检查以下内容
web-feed = 首页
web-write = 写笔记
web-search = 搜索
web-collections = 收藏夹
web-mentions = 提到我的
