# 連続参加: 毎週投稿してくれる人へのごほうび。

streaks-desk = 連続参加
streaks-desk-lead = 投稿で毎週の抽選に参加し、当たらないまま続けた人は、グッズを1点もらえます。
streaks-rule = ごほうびの条件
streaks-rule-hint = 今週から数えます。両方とも空欄なら、ごほうびはありません。
streaks-posted-label = 投稿した週の数
streaks-of-label = 何週間のうち
streaks-rule-do = 保存
streaks-left = { $n ->
    [0] いま渡せるグッズがありません。景品にできる品の在庫が入るまで、ごほうびは待ちになります。
   *[other] いま渡せるグッズは{ $n }点です。
}
streaks-none = ごほうびを受け取った人はまだいません。
streaks-earned = ごほうび
streaks-who = メンバー
streaks-week = 最後の週(月曜日)
streaks-earned-day = 獲得
streaks-given-day = 付与
streaks-waits = 在庫待ち
streaks-yours = あなたの連続参加
streaks-how = 続く{ $of }週間のうち{ $posted }週、投稿で参加して当たらなければ、グッズを1点もらえます。その週の抽選が終わり、当選者の返事がそろった時点で数えます。同じ週は一度しか数えません。当選すると、そこから数え直します。
streaks-so-far = これまで{ $posted }週のうち{ $weeks }週
streaks-yours-waits = グッズを1点獲得しました。いまは在庫がないため、順番が来たらお知らせします。
streaks-yours-given = グッズを{ $n }点獲得しました。
streaks-choose = 品を選ぶ
streaks-lot = 在庫がある間、早い週の人から順に、同じ週の中ではくじの順に渡します。順番は、抽選のシードに抽選での名前を続けたもののSHA-256が小さい人からです。
streaks-of = 1から{ $max }週の間で選んでください。
streaks-posted = 1から{ $max }週の間で、続く週の数を超えないようにしてください。
notice-streaks-rule = 条件を保存しました。
merch-grant-lottery-streak = 毎週の抽選への連続参加
