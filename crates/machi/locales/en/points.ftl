# Points: what members earn, and pay for merch with.

points-title = Your points
points-in = Points in { $city }
points-n = { $n ->
    [one] { $n } point
   *[other] { $n } points
}
points-no-cash = Points have no cash value: they cannot be bought, sold or paid out.
points-to-merch = What to get for them
points-expires = What expires
points-expires-text = The points you earned first are used first.
points-until = Usable until { $day }
points-none = No points yet
points-none-text = What you earn, use or lose stands here, with the reason.
points-moved = What changed
points-older = Older
points-reason-gift = Given to you
points-reason-gift-back = Taken back
points-reason-paid = Used for merch
points-reason-paid-back = Your claim, cancelled
points-reason-called-off = Claim cancelled by the city
points-reason-expired = Expired
points-short = You do not have enough points for this.
points-used = These points were used already, so they cannot be taken back.
points-nobody = Nobody has this handle.
points-amount = Give between 1 and { $max } points.
points-words = Please give a reason, in { $n } characters at most.
points-months = Between 1 and { $max } months, or nothing.
points-desk = Points
points-desk-lead = Give members points, and say when points expire. Nothing here is ever edited: what was wrong is taken back by a second entry, and both can be seen.
points-give = Give points
points-give-handle = Member
points-give-amount = Points
points-give-words = Reason
points-give-words-hint = The member reads it.
points-give-do = Give
points-rule = When points expire
points-rule-months = Months after they were earned
points-rule-hint = Leave it empty and they never expire. After a stricter rule nobody loses points for thirty days.
points-rule-do = Save
points-gifts = Given by hand
points-gifts-none = Nobody was given points by hand yet.
points-given-by = By
points-given = When
points-take-back = Take back
points-taken-back = Taken back
notice-points-given = The points were given.
notice-points-taken-back = The points were taken back.
notice-points-rule = The rule was saved.
