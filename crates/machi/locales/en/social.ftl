social-follow-yourself = You cannot follow yourself.
social-block-yourself = You cannot block yourself.
social-mute-yourself = You cannot mute yourself.
social-follows-full = You follow { $max } people, and that is as many as one can.
social-blocks-full = You have blocked { $max } people, and that is as many as one can.
social-mutes-full = You have muted { $max } people, and that is as many as one can.
