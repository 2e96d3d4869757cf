//! People: their stories, through the router.

mod signing;
