# Mails themselves, and the pages about them.

mail-address-form = This does not look like a mail address.
mail-not-set-up = This installation does not send mail. Please ask whoever runs it.
mail-why = You get this mail because your address was entered at { $host }.
mail-unsubscribe = Unsubscribe
mail-unsubscribe-title = Mails from us
mail-unsubscribe-ask = Would you rather not get these mails any more?
mail-unsubscribe-done = You do not get these mails any more.
mail-subscribe = Send me these mails again
mail-folder-title = Mails of this machine
mail-folder-lead = No mail server is set up, so mails are kept in a folder and shown here, on this machine only.
mail-folder-empty = No mail yet.
mail-subject = Subject
mail-to = To
mail-as-html = As HTML

notice-mail-unsubscribed = You are unsubscribed.
notice-mail-subscribed = You will get these mails again.
