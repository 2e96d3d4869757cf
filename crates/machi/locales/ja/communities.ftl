communities-join = コミュニティに参加する
communities-joined = 参加中
communities-leave = 退出する
communities-members = メンバー{ $n }人
notice-community-joined = ようこそ。コミュニティに参加しました。
notice-community-left = コミュニティから退出しました。
