//! Photos from the bytes on the wire to the file that is served, in a folder and in a bucket.

mod kit;
mod story;
