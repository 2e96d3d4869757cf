# Seats without an account.

visits-ask-title = Get a seat
visits-get = Get a seat
visits-name = Your name
visits-address = Mail address
visits-address-hint = We mail you a link. Your seat is held for 15 minutes until you open it. No account needed.
visits-address-hint-link = We mail you a link that confirms your wish. No account needed.
visits-name-missing = Please enter your name.
visits-confirm = Yes, please
visits-event = The event
visits-is-left = You are not coming.
visits-is-account = This is kept with your account now. Sign in to see it or to change it.
visits-account = Coming more often?
visits-account-why = With an account you have all your dates in one place. Your mail address is confirmed already.
visits-account-do = Make an account
visits-forgotten = A guest
visits-mail-subject = Your seat: { $event }
visits-mail-held = Somebody, most likely you, asked for a seat with this mail address. It is held for 15 minutes at most: open the link and press the button.
visits-mail-unconfirmed = Somebody, most likely you, asked for a seat with this mail address. Open the link and press the button to go on. If there are none left by then, you join the waiting list.
visits-mail-known = Somebody, most likely you, asked for a seat with this mail address, which is on the list already. The link shows how it stands.
visits-mail-do = Confirm
visits-mail-open = See how it stands
visits-mail-not-you = Whoever has this link can change your answer: please do not pass it on. If it was not you, do nothing.
notice-visit-held = Look into your mail: your seat is held for 15 minutes until you open the link there.
notice-visit-waiting = Look into your mail: with the link there you join the waiting list.
notice-visit-asked = Look into your mail: with the link there the organiser gets your question.
notice-visit-declined = The organiser could not give you a seat.
visits-is-held = { $n ->
    [one] { $n } seat is held for you until { $time }. Take it before then.
   *[other] { $n } seats are held for you until { $time }. Take them before then.
}
visits-is-unconfirmed = { $n ->
    [one] Do you want { $n } seat? If there is none left, you join the waiting list.
   *[other] Do you want { $n } seats? If there are not enough left, you join the waiting list.
}
visits-seat-subject = You have a seat: { $event }
visits-seat-words = You have a seat. See you there! The date is attached for your calendar.
visits-offered-subject = A seat came free: { $event }
visits-offered-words = A seat came free and is kept for you for a while. Accept it before it goes to the next.
visits-refused-subject = No seat: { $event }
visits-refused-words = The organiser could not give you a seat.
visits-moved-subject = Another time or place: { $event }
visits-moved-words = The time or the place changed. This is how it is now.
visits-cancelled-subject = Called off: { $event }
visits-cancelled-words = This date was called off.
