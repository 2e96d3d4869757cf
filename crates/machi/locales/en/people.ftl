# Finding people, profiles, following, blocking and muting.

people-search = Search
people-search-for = Search: { $query }
people-search-label = Find people
people-search-hint = Name, @handle, Instagram, TikTok …
people-search-do = Search
people-search-start = Find people in every city
people-search-start-text = By name in any script, by handle, or by the name they go by on Instagram, TikTok or Xiaohongshu.
people-search-none = Nobody found for “{ $query }”
people-search-none-text = Try fewer letters, or a name that they use elsewhere.
people-people = People
people-pages = Pages
people-more-rows = More
people-followers = { $n ->
    [one] { $n } follower
   *[other] { $n } followers
}
people-follows = { $n } following
people-followers-title = Followers
people-follows-title = Following
people-followers-none = No followers yet.
people-follows-none = Not following anybody yet.
people-follow = Follow
people-following-badge = Following
people-unfollow = Unfollow { $name }
people-follow-failed = That did not work. Please try again.
people-more = More
people-mute = Mute
people-unmute = Unmute
people-unmute-name = Unmute { $name }
people-muted = Muted
people-block = Block
people-unblock = Unblock
people-unblock-name = Unblock { $name }
people-blocked = Blocked
people-blocked-text = You have blocked this person. Neither of you sees anything of the other.
people-block-title = Block { $name }?
people-block-text = Neither of you will see anything of the other: no notes, no comments, no profile. If either of you follows the other, that ends. They are not told.
people-block-instead = Seen enough of their notes, but nothing worse? Muting leaves them out of your lists and changes nothing for them.
people-cancel = Cancel
people-notes-none = Nothing posted yet.
people-cities-none = Not in any city yet.
people-communities-none = Not in any community yet.
people-lists = Who sees whom you follow and who follows you
people-lists-hint = You still appear in other people’s lists.
people-lists-everyone = Everyone
people-lists-nobody = Only you; others do not see the numbers either
people-blocked-title = People you block
people-blocked-hint = Neither of you sees anything of the other.
people-muted-title = People you mute
people-muted-hint = Your lists leave them out. They do not know.
people-nobody = Nobody.

notice-followed = You follow them now.
notice-unfollowed = You no longer follow them.
notice-blocked = Blocked.
notice-unblocked = The block is lifted.
notice-muted = Muted.
notice-unmuted = No longer muted.
notice-follow-lists-saved = Your choice is saved.
