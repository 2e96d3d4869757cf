//! The demo: two cities with real events moved to this week, and people to sign in as.
