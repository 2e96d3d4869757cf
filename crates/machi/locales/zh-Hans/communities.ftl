communities-join = 加入这个社群
communities-joined = 已加入
communities-leave = 退出
communities-members = { $n } 位成员
notice-community-joined = 欢迎！你已加入这个社群。
notice-community-left = 你已退出这个社群。
