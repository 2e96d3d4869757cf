# 连续参与:给每周发帖的人的奖励。

streaks-desk = 连续参与
streaks-desk-lead = 每周通过发帖参加抽奖、一直没有中奖的人,可以得到一件周边。
streaks-rule = 何时有奖励
streaks-rule-hint = 从本周开始计算。两项都留空,则没有奖励。
streaks-posted-label = 发帖的周数
streaks-of-label = 在连续几周之内
streaks-rule-do = 保存
streaks-left = { $n ->
    [0] 现在没有可发的周边:在可作奖品的周边有库存之前,奖励会先排队。
   *[other] 现在可以发 { $n } 件。
}
streaks-none = 还没有人获得奖励。
streaks-earned = 奖励
streaks-who = 成员
streaks-week = 最后一周(周一起)
streaks-earned-day = 获得
streaks-given-day = 发放
streaks-waits = 等待库存
streaks-yours = 你的连续参与
streaks-how = 在连续 { $of } 周中有 { $posted } 周通过发帖参加且没有中奖,就能得到一件周边。每一周在抽奖结束、奖品都有答复之后才计入,并且只计一次。中奖后重新开始计算。
streaks-so-far = 目前 { $posted } 周中已有 { $weeks } 周
streaks-yours-waits = 你获得了一件周边。现在没有库存,轮到你时会通知你。
streaks-yours-given = 你获得了 { $n } 件周边。
streaks-choose = 去挑选
streaks-lot = 发完为止:较早的一周优先,同一周内按抽签顺序:抽奖的种子后接你在抽奖中的名字,其 SHA-256 最小者优先。
streaks-of = 请选择 1 到 { $max } 周。
streaks-posted = 请选择 1 到 { $max } 周,不能多于连续的周数。
notice-streaks-rule = 规则已保存。
merch-grant-lottery-streak = 每周抽奖的连续参与奖励
