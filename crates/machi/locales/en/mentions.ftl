# Mentions: the notes and comments that name a member.

mentions-title = Mentions
mentions-all = All
mentions-in-note = { $name } mentioned you
mentions-in-comment = { $name } mentioned you in a comment
mentions-none = Nobody has mentioned you yet
mentions-none-text = When somebody writes @{ $handle } in a note or a comment, it shows up here.
mentions-look-around = Look around
mentions-pages = Pages
mentions-more = Earlier mentions
