# 运营台

desk-title = 运营台：{ $city }
desk-overview = 概览
desk-cities-lead = 请选择要管理的城市。
desk-no-city = 还没有城市
desk-no-city-text = 城市由数据包开通，请在服务器上运行以下命令：
desk-see-city = 查看城市页面
desk-state-open = 开放中
desk-state-petition = 征集中
desk-state-archived = 已归档
