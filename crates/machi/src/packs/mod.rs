//! City packs: a city opened from a folder of data.
