# 연속 참여: 매주 글을 올린 사람에게 주는 보상.

streaks-desk = 연속 참여
streaks-desk-lead = 글을 올려 매주 추첨에 참여하고 당첨되지 않은 채 이어 간 사람은 굿즈를 하나 받습니다.
streaks-rule = 보상 조건
streaks-rule-hint = 이번 주부터 셉니다. 둘 다 비워 두면 보상이 없습니다.
streaks-posted-label = 글을 올린 주의 수
streaks-of-label = 연속된 몇 주 가운데
streaks-rule-do = 저장
streaks-left = { $n ->
    [0] 지금 줄 수 있는 굿즈가 없습니다. 상품으로 내놓은 굿즈의 재고가 들어올 때까지 보상은 기다립니다.
   *[other] 지금 줄 수 있는 굿즈는 { $n }개입니다.
}
streaks-none = 아직 보상을 받은 사람이 없습니다.
streaks-earned = 보상
streaks-who = 회원
streaks-week = 마지막 주(월요일부터)
streaks-earned-day = 획득
streaks-given-day = 지급
streaks-waits = 재고 기다림
streaks-yours = 나의 연속 참여
streaks-how = 연속된 { $of }주 가운데 { $posted }주를 글로 참여하고 당첨되지 않으면 굿즈 하나를 받습니다. 한 주는 추첨이 끝나고 당첨자의 답이 모두 나온 뒤에 세며, 한 번만 셉니다. 당첨되면 처음부터 다시 셉니다.
streaks-so-far = 지금까지 { $posted }주 가운데 { $weeks }주
streaks-yours-waits = 굿즈 하나를 얻었습니다. 지금은 재고가 없어 차례가 되면 알려 드립니다.
streaks-yours-given = 굿즈 { $n }개를 얻었습니다.
streaks-choose = 고르러 가기
streaks-lot = 재고가 있는 동안 이른 주부터, 같은 주 안에서는 제비 순서로 드립니다. 추첨의 시드에 추첨에서의 이름을 이어 붙인 것의 SHA-256이 작은 사람부터입니다.
streaks-of = 1에서 { $max }주 사이로 골라 주세요.
streaks-posted = 1에서 { $max }주 사이로, 연속된 주의 수보다 많지 않게 골라 주세요.
notice-streaks-rule = 조건을 저장했습니다.
merch-grant-lottery-streak = 매주 추첨에 이어서 참여한 보상
