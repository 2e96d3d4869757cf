# "As pictured?": what those who were there say of the photos of a note.

pictured-title = As pictured?
pictured-none = Nobody who was there has answered yet.
pictured-none-counts = No answer counts yet.
pictured-said = { $yes } of { $n } who were there: as pictured
pictured-counting = { $n ->
    [one] One answer, { $counted } count
   *[other] { $n } answers, { $counted } count
  }
pictured-disputed = Many who were there say that it looks different.
pictured-ask = You were there. Does it look like this?
pictured-yes = As pictured
pictured-no = Looks different
pictured-mine-yes = You said: as pictured.
pictured-mine-no = You said: it looks different.
pictured-waits-young = It counts once your account is { $days } days old, or a ticket of yours was checked in.
pictured-waits-network = It does not count: another answer came from the same network. Answer again from elsewhere.
pictured-waits-gone = It does not count any more: nothing shows that you were there.
pictured-yours = You wrote this note. Others who were there answer, and nobody sees who said what.
pictured-not-there = Those who were there can answer: with a ticket that was checked in, or a note of their own about it.
pictured-sign-in = Were you there? Sign in to answer
pictured-how = Who answers, and what counts
pictured-change = Change your answer, or add a photo
pictured-photos = How it looked to others
pictured-photos-all = All photos by others who were there
pictured-photos-more = Earlier photos
pictured-photo = A photo of yours
pictured-photo-hint = Shown beside the note with your name and your answer. What the file says of time and place is removed.
pictured-photo-alt = What the photo shows
pictured-photo-without = Take my photo away
pictured-photo-waits = Only you see this photo until your answer counts.
pictured-photo-removed = Your photo was taken down: { $reason }
pictured-photo-barred = A photo of yours was taken down here. You cannot add another to this note.
pictured-save = Save my answer
pictured-take-back = Take my answer back
pictured-say = Say whether it looks like this.
pictured-own-note = Others answer for your own note.
pictured-why-young = { $n } by accounts younger than { $days } days
pictured-why-network = { $n } from a network that another answer came from before
pictured-why-gone = { $n } by people of whom nothing shows any more that they were there
pictured-rules = What counts
pictured-rule-there = Those answer who were there: a ticket of theirs for the event, or for one at the place, was checked in, or they wrote a note about it. Nobody answers for their own note.
pictured-rule-counts = With a ticket that was checked in, an answer counts at once. By a note alone, it counts once the account is { $days } days old, and only the first from one network.
pictured-rule-network = We keep no address. A code that fits this note alone tells one network from another, and is forgotten after { $days } days.
pictured-rule-seen = Nobody sees who said what, unless they add a photo: it is shown with their name and answer once that counts. The newest { $n } answers are looked at.
pictured-remove = Take it down
pictured-remove-of = Take the photo by { $name } down
pictured-reason = Why
pictured-reason-hint = Whose photo it is reads this.
pictured-reason-empty = Say why the photo is taken down.
pictured-reason-long = A reason has at most { $max } characters.
notice-pictured-saved = Thank you. Your answer is saved.
notice-pictured-taken-back = Your answer is taken back.
notice-pictured-removed = The photo is taken down.
