//! The story of a note, as commands.
