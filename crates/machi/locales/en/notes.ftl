# Notes: what members post, comment and like.

notes-body-empty = Write something: one line is enough.
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
notes-like-failed = That did not go through. Please try again.
