//! Photos from the bytes on the wire to the file that is served, in a folder and in a bucket.

mod checked;
mod crashes;
mod kit;
mod near;
mod opened;
mod refused;
mod story;
