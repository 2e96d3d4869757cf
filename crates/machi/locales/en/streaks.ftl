# Streaks: rewards for posting week after week.

streaks-desk = Streaks
streaks-desk-lead = Who takes part in the weekly lottery by posting, week after week without winning, earns an item of merch.
streaks-rule = When there is a reward
streaks-rule-hint = Weeks count from this one on. Leave both empty and streaks earn nothing.
streaks-posted-label = Weeks with a post
streaks-of-label = Among so many weeks in a row
streaks-rule-do = Save
streaks-left = { $n ->
    [0] No piece can be given now: rewards wait until an item that is offered as a prize has stock.
    [one] One piece can be given now.
   *[other] { $n } pieces can be given now.
}
streaks-none = Nobody has earned a reward yet.
streaks-earned = Rewards
streaks-who = Member
streaks-week = Last week, from Monday
streaks-earned-day = Earned
streaks-given-day = Given
streaks-waits = waits for stock
streaks-yours = Your streak
streaks-how = Take part by posting in { $posted } of { $of } weeks in a row without winning, and an item of merch is yours. A week counts when its draw is over and its prizes have been answered, and for one reward only. After a win you start afresh.
streaks-so-far = { $weeks } of { $posted } weeks so far
streaks-yours-waits = You have earned an item. There is none left now; you are told when it is your turn.
streaks-yours-given = { $n ->
    [one] You have earned one item.
   *[other] You have earned { $n } items.
}
streaks-choose = Choose yours
streaks-lot = While stock lasts: the earlier week first, and within a week by lot: the SHA-256 of the draw’s seed followed by your name in the draw, the lowest first.
streaks-of = Please choose 1 to { $max } weeks.
streaks-posted = Please choose 1 to { $max } weeks: no more than in a row.
notice-streaks-rule = The rule was saved.
merch-grant-lottery-streak = For your streak in the weekly lottery
