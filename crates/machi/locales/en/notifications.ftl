# Notifications: what others did, and how one wants to be told.

notifications-followed = { $name } follows you now
notifications-liked = { $others ->
    [0] { $name } liked your note
    [one] { $name } and one other liked your note
   *[other] { $name } and { $others } others liked your note
  }
notifications-commented = { $name } commented on your note
notifications-answered = { $name } answered your comment
notifications-mentioned = { $name } mentioned you in a note
notifications-mentioned-in-comment = { $name } mentioned you in a comment
notifications-new = New:
notifications-read-all = Mark all as read
notifications-none = Nothing yet
notifications-none-text = When somebody follows you, likes your note, answers you or mentions you, it shows up here.
notifications-more = Earlier notifications
notifications-to-settings = Choose what you are told
notifications-settings-hint = Choose what shows up in your notifications. What you were told before stays.
notifications-kind = What happens
notifications-kind-answered = Answers to your comments
notifications-kind-mentioned = Mentions of you
notifications-kind-commented = Comments on your notes
notifications-kind-liked = Likes of your notes
notifications-kind-followed = New followers
notifications-in-app = In the app
notifications-mail = By mail
notifications-digest = Daily mail
notifications-mail-hint = Mails go to the address that you have confirmed. The daily mail comes at 8 in the morning, and only when there is something unread.
notifications-mail-topic = Notifications, one by one
notifications-digest-topic = Daily mails with what you have not read
notifications-mail-open = Show it
notifications-digest-intro = You have not read this yet:
notifications-digest-subject = { $n ->
    [one] One thing that you have not read
   *[other] { $n } things that you have not read
  }
notifications-digest-all = See all notifications
notice-notifications-read = Everything is marked as read.
notice-notification-settings-saved = Your notification settings are saved.
notifications-seat-offered = A seat came free and is kept for you. Accept it before it goes to the next.
notifications-event-moved = The time or the place changed
notifications-event-cancelled = Called off
notifications-seat-asked = { $others ->
    [0] { $name } asks for a seat
    [one] { $name } and one other ask for seats
   *[other] { $name } and { $others } others ask for seats
  }
notifications-organiser-accepted = You may publish events now
notifications-organiser-refused = Your application to publish was not accepted
notifications-kind-seat-offered = Seats that come free for you
notifications-kind-event-moved = Another time or place of what you go to
notifications-kind-event-cancelled = Cancellations of what you go to
notifications-kind-seat-asked = People who ask for a seat at your events
notifications-kind-organiser-decided = Answers to your application to publish
notifications-seat-given = The organiser gave you a seat
notifications-seat-handed = { $name } handed you their seat
notifications-seat-refused = The organiser could not give you a seat
notifications-kind-seat-given = Seats that an organiser gives you
notifications-kind-seat-handed = Seats that others hand you
notifications-kind-seat-refused = Seats that an organiser cannot give you
notifications-going = You have a seat
notifications-kind-going = Your seats, with the date for your calendar
notifications-guests-written = { $name } wrote to the guests
notifications-kind-guests-written = Messages from organisers to their guests
notifications-seat-drawn = The draw gave you a seat
notifications-seat-not-drawn = The seats were drawn. You are on the waiting list
notifications-kind-seat-drawn = Seats that a draw gives you
notifications-kind-seat-not-drawn = Draws that give you no seat
notifications-merch-granted = You may choose a prize
notifications-merch-shipped = Your merch is on its way
notifications-merch-cancelled = Your claim was cancelled, and what you paid came back
notifications-kind-merch-granted = Prizes you may choose
notifications-kind-merch-shipped = Merch on its way to you
notifications-kind-merch-cancelled = Claims of merch that were cancelled
notifications-prize-offered = You won a seat in the lottery. Accept it before it goes to the next.
notifications-kind-prize-offered = Prizes that you won
notifications-prize-called-off = You were drawn in the lottery, but the date of its prize was called off
notifications-kind-prize-called-off = Prizes whose date is called off
notifications-seats-not-drawn = The draw for seats does not take place. You are on the waiting list
notifications-kind-seats-not-drawn = Draws of seats that do not take place
notifications-campaign-seat-offered = A free seat is yours if you accept it before it goes to the next
notifications-kind-campaign-seat-offered = Free seats that you are offered
notifications-campaign-seat-off = A free seat that you were offered or had is off
notifications-kind-campaign-seat-off = Free seats that are called off
notifications-pictured = { $others ->
    [0] Somebody who was there says whether your note is as pictured
    [one] Two who were there say whether your note is as pictured
   *[other] Somebody who was there and { $others } others say whether your note is as pictured
  }
notifications-counter-photo = { $name } was there too, and added a photo to your note
notifications-counter-photo-removed = Your photo was taken away from a note. The note says why
notifications-kind-pictured = Answers whether your notes are as pictured
notifications-kind-counter-photo = Photos that others add to your notes
notifications-kind-counter-photo-removed = Photos of yours that are taken down
notifications-obligation-soon = Due { $due }: what you owe for a free seat
notifications-obligation-due = Due now ({ $due }): what you owe for a free seat
notifications-obligation-overdue = Overdue since { $due }: what you owe for a free seat. You can still hand it in late.
notifications-obligation-met = You kept your word for a free seat
notifications-obligation-refused = What you handed in was not accepted. It was due { $due }.
notifications-obligation-excused = You are excused from what you owed for a free seat
notifications-excuse-refused = Your request to be excused was not accepted; it is still owed
notifications-kind-obligation-soon = What you owe and is due soon
notifications-kind-obligation-due = What you owe and is due now
notifications-kind-obligation-overdue = What you owe and is overdue
notifications-kind-obligation-met = What you owed and have met
notifications-kind-obligation-refused = What you handed in and was not accepted
notifications-kind-obligation-excused = Excuses that are accepted
notifications-kind-excuse-refused = Excuses that are not accepted
