# What organisers write to guests.

messages-title = Messages to guests
messages-write = Write to guests
messages-write-lead = Each gets it once: members in their notifications and by mail, guests without an account by mail.
messages-none = Nothing written yet.
messages-to = To
messages-to-going = Who is going
messages-to-waiting = Who is waiting
messages-to-all = Everybody who answered
messages-dates = Dates
messages-this-date = This date
messages-one-date = One date
messages-all-dates = Every date ahead
messages-subject = Subject
messages-text = Message
messages-send = Send
messages-state = Sent
messages-empty = Please write something.
messages-long = { $n } characters at most, please.
messages-many = { $n } messages a day are the most for one event. Please write again tomorrow.
messages-from = { $name } writes to the guests of { $event }:
messages-topic = Messages from organisers to their guests
notice-message-sent = Your message is on its way.
messages-sent = { $n ->
    [one] To { $n } person
   *[other] To { $n } people
}
messages-being-sent = { $n ->
    [one] Being sent: { $n } person so far
   *[other] Being sent: { $n } people so far
}
