# Notes: what members post, comment and like.

notes-body-empty = Add a photo or write something: one line is enough.
notes-body-long = The text has { $chars } characters; { $max } fit.
notes-title-blank = The title has nothing that can be read.
notes-title-long = The title has { $chars } characters; { $max } fit.
notes-control-marks = The text holds hidden marks that turn the reading direction. Please type it anew.
notes-tags-many = { $max } tags at most.
notes-mentions-many = { $max } people can be named at most.
notes-communities-many = { $max } communities at most.
notes-community-elsewhere = This community is not in this city.
notes-place-gone = This place is no longer listed. Please choose another.
notes-event-gone = This event is no longer listed. Please choose another.
notes-language-unknown = We do not know this language.
notes-city-not-open = This city is not open yet. Notes come once it is.
notes-comment-empty = Write something before you send it.
notes-comment-long = The comment has { $chars } characters; { $max } fit.
notes-restore-late = Deleted more than 24 hours ago: it cannot be brought back.
notes-like = Like
notes-note-by = A note by { $name }
notes-edited = edited
notes-edit = Edit
notes-delete = Delete
notes-undo = Undo
notes-save = Save
notes-cancel = Cancel
notes-beside = Other notes
notes-newer = Newer
notes-older = Older
notes-comments-title = Comments
notes-comments =
    { $n ->
        [one] { $n } comment
       *[other] { $n } comments
    }
notes-comments-none = No comments yet.
notes-comments-first = To the first comments
notes-comments-more = More comments
notes-comment-label = Your comment
notes-comment-send = Send
notes-comment-sign-in = Sign in to comment
notes-comment-deleted = The comment is deleted.
notes-answer = Answer
notes-answering = Your answer to { $name }
notes-edit-comment = Edit your comment
notes-write-in = New note in { $city }
notes-edit-title = Edit your note
notes-text = What’s going on?
notes-text-placeholder = One line is enough. #tags and @names work.
notes-more = Place, event, title and more
notes-title = Title
notes-title-hint = Only for longer stories.
notes-place = Place
notes-place-hint = A name, or the beginning of one.
notes-place-which = Which one?
notes-place-unknown = We know no place of this name here. Try a part of it, or leave it empty.
notes-place-several = Several places are called so. Please choose one below.
notes-event = Event
notes-event-none = None
notes-communities = Communities
notes-language = Language
notes-language-auto = Find it out
notes-post = Post
notes-deleted = Your note is deleted
notes-deleted-until = You can bring it back until { $time }.
notes-neighbourhood-gone = This neighbourhood is no longer listed.
notes-spot-elsewhere = The exact spot is not in this city.
notes-later-unknown = Choose when to show the place.
notes-other-author = Somebody else wrote this. Sign in as them, or write it anew.
notes-file-refused = { $name }: { $reason }
notes-photos-chosen = Photos
notes-photos-choose = Choose photos
notes-photo-take = Take a photo
notes-photos-hint = One photo and nothing else is enough.
notes-photo-sending = Being sent
notes-photo-retrying = Trying again…
notes-photo-failed = This photo could not be sent.
notes-photo-again = Try again
notes-photo-earlier = Earlier
notes-photo-later = Later
notes-photo-remove = Remove
notes-photos-wait = Waiting for the photos…
notes-photos-failed = A photo is not sent yet. Try it again or remove it.
notes-sending = Sending…
notes-alts = Describe the photos
notes-alts-hint = For people who cannot see them.
notes-alt = Photo { $n }
notes-near = Where it was
notes-near-at = At { $name }?
notes-near-none = A photo’s location offers places here.
notes-near-hint = Unless you choose a place or the exact spot, only the neighbourhood is shown.
notes-near-precise = Exact spot
notes-later = Show where I was
notes-later-hint = Until then nobody sees place, event or neighbourhood.
notes-later-now = Right away
notes-later-hours =
    { $n ->
        [one] { $n } hour later
       *[other] { $n } hours later
    }
notes-later-kept = { $time }, as before
notes-later-follows = The place is shown to others from { $time }.
notes-spot = The exact spot, in a map
notes-waiting = Waiting to be sent
notes-waiting-when = Will be sent when the network is back.
notes-waiting-refused = Could not be posted. Open it to see why.
notes-waiting-now = Open
notice-note-posted = Posted.
notice-note-changed = Your note is changed.
notice-note-restored = Your note is back.
notice-comment-changed = Your comment is changed.
notice-comment-restored = The comment is back.
notes-photo-by = A photo by { $name }
notes-photos =
    { $n ->
        [one] { $n } photo
       *[other] { $n } photos
    }
notes-in-lottery = In this week’s lottery
notes-disclosure-free-ticket = Free ticket
notes-disclosure-yours = This note carries the label “{ $label }”, since you got something for it. The label stays, whatever you change.
notes-disclosure-will = You got something for this: your note will carry the label “{ $label }”, and the label stays.
notes-disclosure-illegible = A label must be readable and have { $max } characters at most.
notes-sponsored-share =
    { $cards ->
        [one] Of the one note that the feeds of this city showed in the last { $days } days, { $percent } was sponsored: its author got something for it. It is never more than 1 in { $every }.
       *[other] Of the { $cards } notes that the feeds of this city showed in the last { $days } days, { $percent } were sponsored: their authors got something for them. It is never more than 1 in { $every }.
    }
