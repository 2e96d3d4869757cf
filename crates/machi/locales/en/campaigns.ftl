# Tried & True: free seats for honest notes.

campaigns-desk = Tried & True
campaigns-desk-lead = Free seats of an event or at a place, for members who then write honestly about it.
campaigns-desk-none = No campaign yet. Draft the first one below.
campaigns-of-city = Tried & True in { $city }
campaigns-lead = Free seats for honest notes. Ask for one; if you get it, come, and tell others what it was like, good or bad.
campaigns-none = No free seats right now
campaigns-none-hint = New ones are announced here.
campaigns-all = All campaigns
campaigns-new = New campaign
campaigns-again = Copy for another week
campaigns-edit = Change the draft
campaigns-back = Back to the campaign
campaigns-as-members = As members see it
campaigns-stage = State
campaigns-draft = Draft
campaigns-announced = Announced
campaigns-open = Open
campaigns-selecting = Selecting
campaigns-selected-state = Seats given
campaigns-held = Waiting for notes
campaigns-finished = Finished
campaigns-called-off = Called off
campaigns-title-label = Title
campaigns-about-label = What it is, and for whom
campaigns-date-label = The event
campaigns-choose-date = Choose a date
campaigns-date-hint = Dates of events published here with a number of seats and one kind of seat. The seats are taken when you publish.
campaigns-seats-label = Seats
campaigns-opens-label = Open from
campaigns-closes-label = Open until
campaigns-accept-hours-label = Hours to accept a seat
campaigns-selection-label = Who gets a seat
campaigns-by-draw-name = By draw
campaigns-by-hand-name = By hand
campaigns-mixed-name = Some by hand, the others by draw
campaigns-hand-seats-label = Seats given by hand, where both are mixed
campaigns-asks-legend = Who may ask
campaigns-members-only = Only who has joined the city
campaigns-community-label = Only members of this community
campaigns-community-any = Everybody
campaigns-posted-days = Has posted in the city within so many days (0: not asked)
campaigns-reliability-min = Reliability of at least, in percent (0: not asked)
campaigns-not-won-days = Had no seat within so many days (0: not asked)
campaigns-terms-legend = What is owed for a seat
campaigns-terms-hint = Hours after check-in; leave empty what is not owed. You may ask for a post, never for a positive one.
campaigns-note-hours = A note here: within so many hours
campaigns-instagram-hours = A post on Instagram: within so many hours
campaigns-tiktok-hours = A post on TikTok: within so many hours
campaigns-words-label = Something else ({ $n })
campaigns-hours-label = Hours
campaigns-tags-legend = Accounts that posts tag
campaigns-tag-instagram = On Instagram
campaigns-tag-tiktok = On TikTok
campaigns-disclosure-legend = What notes and posts say of the free seat
campaigns-disclosure-hint = The law asks for plain words. Left empty, the usual ones are used.
campaigns-questions-legend = Questions
campaigns-question-label = Question { $n }
campaigns-required-label = Question { $n } has to be answered
campaigns-make = Save the draft
campaigns-publish = Publish
campaigns-publish-hint = The seats are taken from the event, and nothing of the campaign can be changed afterwards. You can call it off until its seats are given.
campaigns-discard = Throw away
campaigns-discard-ask = Throw this draft away?
campaigns-discard-hint = It cannot be brought back.
campaigns-call-off = Call off
campaigns-call-off-ask = Call this campaign off?
campaigns-call-off-hint = Nobody gets a seat by it any more. Seats that nobody has accepted go back to the event.
campaigns-finish = Finish choosing
campaigns-finish-ask = Finish choosing?
campaigns-finish-hint = Seats that nobody has go back to the event.
campaigns-ask-not = Keep it
campaigns-what = What it offers and asks
campaigns-see-draw = The draw, and how to check it
campaigns-how-draw = Seats are drawn among those who ask. The more reliable you are, the greater your chance; lately given seats make it smaller. Anybody can check the draw.
campaigns-how-hand = The city’s team chooses among those who ask, and keeps the reasons.
campaigns-how-mixed = The city’s team chooses for { $hand }, and { $drawn } are drawn among the others who ask. Anybody can check the draw.
campaigns-asks = Who may ask
campaigns-asks-city = Who has joined { $city }
campaigns-asks-community = Members of { $community }
campaigns-asks-posted = { $n ->
    [one] Who has posted in the city within one day
   *[other] Who has posted in the city within { $n } days
}
campaigns-asks-reliability = Whose reliability is { $n } % or more
campaigns-asks-not-won = { $n ->
    [one] Who had no seat within one day
   *[other] Who had no seat within { $n } days
}
campaigns-owed = What you owe if you get a seat
campaigns-term-come = Come, or give the seat back before it begins
campaigns-term-note = A note here about the event
campaigns-term-post = A post on { $network }
campaigns-term = { $what }: { $within } after you come in (for who comes when it begins: { $by })
campaigns-within-days = { $n ->
    [one] within one day
   *[other] within { $n } days
}
campaigns-within-hours = { $n ->
    [one] within one hour
   *[other] within { $n } hours
}
campaigns-tag = Posts tag: { $accounts }
campaigns-disclosure = Your note carries this label, and posts say it: { $words }
campaigns-honest = Write what you think. Nothing here depends on whether you liked it.
campaigns-seats = { $n ->
    [one] One seat.
   *[other] { $n } seats.
}
campaigns-applicants = { $n ->
    [0] Nobody asks yet.
    [one] One person asks.
   *[other] { $n } people ask.
}
campaigns-nobody = Whoever asks for a seat is listed here.
campaigns-until-time = Open until { $time }.
campaigns-apply-title = Ask for a seat
campaigns-apply = Ask for a seat
campaigns-apply-again = Save the answers
campaigns-applied = You asked
campaigns-withdraw = Take it back
campaigns-waiting = You asked. It is being decided who gets a seat.
campaigns-sign-in = Sign in to ask for a seat
campaigns-alias-label = What you are called on { $network }
campaigns-offered-you = A seat is yours if you accept it until { $time }. Look at what you would owe, then accept below.
campaigns-accept = Accept the seat
campaigns-decline = Let it go to the next
campaigns-accepted-you = The seat is yours.
campaigns-to-tickets = Your ticket
campaigns-give-back = Give the seat back
campaigns-give-back-hint = Before you come in: then the next has it, and you owe nothing.
campaigns-own-declined = You let your seat go to the next.
campaigns-own-given-back = You gave your seat back.
campaigns-own-called-off = The event or the campaign was called off: you owe nothing.
campaigns-own-lapsed = You did not accept your seat in time; it went to the next.
campaigns-seat-offered = offered
campaigns-seat-accepted = accepted
campaigns-seat-declined = declined
campaigns-seat-lapsed = lapsed
campaigns-seat-given-back = given back
campaigns-seat-blocked = not possible: one of them has blocked the other
campaigns-seat-called-off = called off
campaigns-seats-given = Seats
campaigns-person = Person
campaigns-gone = Account deleted
campaigns-way = How
campaigns-state = State
campaigns-since = Since
campaigns-until = Accept until
campaigns-chosen = Chosen
campaigns-choose = Choose
campaigns-choose-now = Choose, and offer a free seat
campaigns-unchoose = Choose no more
campaigns-reason-label = Why
campaigns-steps = What happens when
campaigns-step-made = The draft was made
campaigns-step-published = Published
campaigns-step-opens = One can ask for a seat
campaigns-step-closes = Nobody can ask any more
campaigns-step-selected = It is decided who gets a seat
campaigns-step-held = The event begins
campaigns-step-called-off = Called off
campaigns-line = One line, { $n } characters at most.
campaigns-long = { $n } characters at most.
campaigns-range = A number from { $from } to { $to }.
campaigns-number = That is no number.
campaigns-time = A day and a time on the city’s clock.
campaigns-window = It closes after it opens, and within 31 days.
campaigns-over = It would be over already. Choose a later end.
campaigns-community = That community is not in this city.
campaigns-date = Choose a date ahead, with a number of seats, one kind of seat, and seats given here.
campaigns-date-near = The date is too near: those who get a seat need their time to accept before it begins.
campaigns-no-seats = The date has fewer free seats than the campaign.
campaigns-terms = At least one thing is owed: a note, a post on each network, and { $n } things in your own words at most.
campaigns-term-refused = A note, a post on Instagram or TikTok, or something in your own words.
campaigns-questions = { $n } questions at most.
campaigns-is-published = It is published: nothing of it changes any more.
campaigns-is-draft = It is a draft: throw it away instead.
campaigns-is-called-off = It is called off.
campaigns-selected = It is decided already who gets a seat.
campaigns-still-open = One can still ask for a seat.
campaigns-by-draw = Of this campaign seats are drawn.
campaigns-reason = Say why, in { $n } characters at most.
campaigns-not-applied = They do not ask for a seat.
campaigns-offered = They were offered a seat.
campaigns-not-open = One cannot ask for a seat now.
campaigns-full = So many ask already that no more can.
campaigns-alias-missing = What you are called there is needed, since you would post there.
campaigns-answer-missing = One of the questions has to be answered.
campaigns-late = It is too late: the seat went to the next.
campaigns-not-given-back = This seat cannot be given back here: change your answer at the event.
campaigns-not-staff = Who runs this city gets no seats of its campaigns.
campaigns-not-organiser = You organise this event, so you cannot ask for a seat.
campaigns-not-barred = The city’s team has excluded you from its programmes.
campaigns-not-linked = Another account of yours asks already: one person, one seat.
campaigns-not-city = Join the city first: this campaign is for its members.
campaigns-not-community = Join the community first: this campaign is for its members.
campaigns-not-posted = This campaign is for members who have posted in the city lately.
campaigns-not-won = You had a seat lately; this one is for others.
notice-campaigns-made = The draft is saved. Look at it once more, then publish.
notice-campaigns-changed = The draft is changed.
notice-campaigns-discarded = The draft is thrown away.
notice-campaigns-published = Published. The seats are taken.
notice-campaigns-called-off = Called off.
notice-campaigns-finished = Finished. Seats that nobody has went back to the event.
notice-campaigns-chosen = Chosen.
notice-campaigns-unchosen = Chosen no more.
notice-campaigns-applied = You asked for a seat.
notice-campaigns-withdrawn = You ask no more.
notice-campaigns-accepted = The seat is yours.
notice-campaigns-declined = It goes to the next.
notice-campaigns-given-back = You gave the seat back.
campaigns-not-reliability = Your reliability is lower than this campaign asks for.
campaigns-reliability = Reliability { $n } %
campaigns-praise = These words ask for praise: “{ $words }”. A free seat may be given for a post, never for a positive one.
campaigns-to-obligations = What you owe
campaigns-fair = Who got free seats in { $city }
campaigns-fair-link = Who got free seats
campaigns-fair-lead = Free seats of Tried & True in the last { $n } days. People are counted, never named.
campaigns-fair-none = Nobody got a free seat in this time
campaigns-fair-counts = In numbers
campaigns-fair-campaigns = Campaigns
campaigns-fair-applicants = People who asked
campaigns-fair-seats = Seats accepted
campaigns-fair-people = Different people who got them
campaigns-fair-first = { $people ->
    [one] It was the first such seat in this city for { $first } of one person ({ $percent }%).
   *[other] It was the first such seat in this city for { $first } of { $people } people ({ $percent }%).
}
campaigns-fair-gone = { $n ->
    [one] One seat went to an account that has been deleted since. It is not counted among the people.
   *[other] { $n } seats went to accounts that have been deleted since. They are not counted among the people.
}
campaigns-fair-how = How it is counted
campaigns-fair-how-seats = A seat counts when it was offered in this time and accepted. One that was given back or called off does not. Only campaigns with such a seat count, and who asked for one of theirs.
campaigns-fair-how-people = Each account counts once, however many seats it got or asked for. Who took their request back, or deleted their account, does not count.
campaigns-fair-how-first = First means: no accepted seat of Tried & True in this city before the last { $n } days.
campaigns-fair-how-rounded = Percentages are rounded down.
campaigns-subject-legend = What the seats are for: a date, or a visit to a place
campaigns-place-label = The place
campaigns-place-hint = Instead of a date: a place of this city, and from when until when one may come. The visit is listed nowhere else; as many may come as the campaign has seats.
campaigns-visit-starts = One may come from
campaigns-visit-ends = One may come until
campaigns-visit-door = Guests and the door
campaigns-term-come-place = Come in that time, or give the seat back before it begins
campaigns-term-note-place = A note here about the place
campaigns-step-visit = One can come
campaigns-date-or-place = Choose a date of an event, or name a place with the time of the visit: one of the two.
campaigns-place = Name one place of this city; where several are called so, say which.
campaigns-visit-end = It ends before it begins.
campaigns-visit-long = A visit may last { $n } days at most.
