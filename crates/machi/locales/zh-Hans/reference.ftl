# The API's reference page; the descriptions in it are English.

reference-title = API 参考
reference-description = 网站页面上能做的一切，程序也都能做。
reference-version = 版本 { $version }
reference-contents = 目录
reference-needs-sign-in = 需要登录
reference-parameters = 参数
reference-request = 请求
reference-answers = 响应
reference-example = 示例
reference-shapes = 数据结构
reference-name = 名称
reference-kind = 类型
reference-meaning = 说明
reference-required = 必填
