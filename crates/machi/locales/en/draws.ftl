draws-about = Who wins follows from a published list and a random number that nobody could know when the list was published. Anyone can recompute it.
draws-practice = Practice, not public: this draw uses the server's own random numbers, which its operator could know beforehand. It shows how a draw works and proves nothing about luck.
draws-of-city = Draws in { $city }
draws-mine = Your draws
draws-mine-about = Keep your receipts: with one, anybody can see whether your entry was counted.
draws-mine-none = You have taken part in no draw yet.
draws-none = No draws here yet
draws-none-hint = When seats are given by draw, you can check each one here.
draws-earlier = Earlier draws
draws-state-announced = Open
draws-state-closed = Closed
draws-state-drawn = Drawn
draws-state-void = Called off
draws-drawn-at = Drawn { $time }
draws-round-at = Drawn with the round of { $time }
draws-closes-at = Entries until { $time }
draws-own = Your entry
draws-own-line = You are line { $line } of the list.
draws-own-won = You were drawn as number { $place }.
draws-own-reserve = You are number { $place } in reserve.
draws-own-left-out = You are not in the list.
draws-own-secret = Your name in this draw
draws-own-secret-hint = Nobody but you knows which line is yours. With the secret, your browser finds it; keep both together with the receipt.
draws-pseudonym = Name in the list
draws-salt = Your secret
draws-receipt = Download the receipt
draws-step-announced = Announced
draws-alternates = More are drawn in order as reserve.
draws-is-open = open now
draws-step-closed = Closed: the list is public
draws-total-weight = { $n } chances in all
draws-commitment = Commitment
draws-commitment-hint = A fingerprint of the list, of everything that was announced and of the round that decides. None of it can be changed afterwards without being seen.
draws-root = Root of the list
draws-public-id = Id of the draw
draws-log-at = Entry of the public log
draws-list-file = List and commitment
draws-to-come = Still to come.
draws-step-beacon = The random number arrives
draws-round = Round { $round } of drand, a public source of random numbers
draws-round-practice = Round { $round } of the server's own practice numbers
draws-waits = It does not exist yet.
draws-late = The round is late. We ask for it again and again, and take no other.
draws-beacon-about = When the list is closed, a round at least three minutes ahead is named. It cannot be known before.
draws-beacon-bring = Bring the random number by hand
draws-beacon-text = Answer of a drand server
draws-beacon-hint = If this server reaches none: open this path at any drand server, and paste what it says. It is verified like any other.
draws-beacon-do = Verify and draw
draws-beacon-refused = That is not this round of this chain, or its signature is not right.
draws-step-drawn = Drawn
draws-settled = everything that follows is done
draws-reserve = reserve
draws-you = you
draws-odds = Were the odds right?
draws-odds-about = The same list was drawn { $n } times with other random numbers. Those follow from the commitment, so this can be repeated as well.
draws-odds-weight = Chances
draws-odds-entrants = Entrants
draws-odds-declared = First, declared
draws-odds-measured = First, measured
draws-odds-prize = A prize, measured
draws-proof-file = The whole proof
draws-void-nobody = Nobody took part, so nothing was drawn.
draws-void-called-off = It was called off before it was drawn.
draws-void-moved = The date moved to before this draw could take place. Another draw took over everybody who took part.
draws-void-begun = The date had begun before it was drawn.
draws-not-open = This draw takes no entries now.
notice-draw-drawn = Verified. The winners are drawn.
draws-own-weight = { $n ->
    [one] You take part with one chance.
   *[other] You take part with { $n } chances.
}
draws-prizes = { $n ->
    [one] One place is drawn.
   *[other] { $n } places are drawn.
}
draws-entrants = { $n ->
    [one] one entrant
   *[other] { $n } entrants
}
draws-more = { $n ->
    [one] One more is in the proof.
   *[other] { $n } more are in the proof.
}
draws-left-out-withdrawn = { $n ->
    [one] One entry was taken back.
   *[other] { $n } entries were taken back.
}
draws-left-out-lowered = { $n ->
    [one] One entry has fewer chances than its receipt says.
   *[other] { $n } entries have fewer chances than their receipts say.
}
draws-left-out-other = { $n ->
    [one] One entry was left out; the list says why.
   *[other] { $n } entries were left out; the list says why.
}
draws-check = Check a draw yourself
draws-link = Draws
draws-left-out-barred = { $n ->
    [one] One entry was left out: an operator keeps its account out of the lotteries.
   *[other] { $n } entries were left out: an operator keeps their accounts out of the lotteries.
}
draws-left-out-linked = { $n ->
    [one] One entry was left out: the same person takes part with another account.
   *[other] { $n } entries were left out: the same persons take part with other accounts.
}
draws-left-out-staff = { $n ->
    [one] One entry was left out: of somebody who runs the city.
   *[other] { $n } entries were left out: of people who run the city.
}
draws-left-out-organiser = { $n ->
    [one] One entry was left out: of the organiser.
   *[other] { $n } entries were left out: of organisers.
}
draws-left-out-age = { $n ->
    [one] One entry was left out for age.
   *[other] { $n } entries were left out for age.
}
draws-left-out-residence = { $n ->
    [one] One entry was left out for residence.
   *[other] { $n } entries were left out for residence.
}
draws-left-out-no-notes = { $n ->
    [one] One entry had no note left that counts.
   *[other] { $n } entries had no note left that counts.
}
draws-left-out-chosen = { $n ->
    [one] One person was chosen by hand.
   *[other] { $n } people were chosen by hand.
}
draws-left-out-asks = { $n ->
    [one] One person no longer met what was asked for.
   *[other] { $n } people no longer met what was asked for.
}
