//! People: found, followed, blocked.

mod look_up;
