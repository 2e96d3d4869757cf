# 邮件本身，以及与邮件有关的页面

mail-address-form = 这不像是有效的邮箱地址。
mail-not-set-up = 本站未开通邮件发送，请联系站点运营者。
mail-why = 你收到这封邮件，是因为有人在 { $host } 填写了这个邮箱地址。
mail-unsubscribe = 退订
mail-unsubscribe-title = 邮件订阅
mail-unsubscribe-ask = 不想再收到这类邮件？
mail-unsubscribe-done = 你已不再接收这类邮件。
mail-subscribe = 重新接收
mail-folder-title = 本机邮件
mail-folder-lead = 尚未设置邮件服务器，邮件保存在文件夹中，仅可在本机查看。
mail-folder-empty = 还没有邮件。
mail-subject = 主题
mail-to = 收件人
mail-as-html = 查看 HTML 版

notice-mail-unsubscribed = 已退订。
notice-mail-subscribed = 已恢复订阅。
