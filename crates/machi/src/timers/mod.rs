//! Timers: what is to be done at a time, done once, on one of the nodes.
