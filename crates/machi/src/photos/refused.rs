//! Why a file is not taken, for people.

use ::photos::Refused;
use ::photos::limits::FILE_BYTES_MAX;

use crate::error::Refusal;

const MEGABYTE: usize = 1_000_000;

pub(super) fn too_many_bytes() -> Refusal {
    Refusal::new("photos-bytes").with("max", FILE_BYTES_MAX / MEGABYTE)
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Empty => Self::new("photos-empty"),
            Refused::NotAPicture => Self::new("photos-not-a-picture"),
            Refused::TooManyBytes => too_many_bytes(),
            Refused::TooManyPixels { width, height } => Self::new("photos-pixels")
                .with("width", i64::from(width))
                .with("height", i64::from(height)),
            Refused::Broken => Self::new("photos-broken"),
            Refused::TooSlow => Self::new("photos-slow"),
            Refused::HeifNotInstalled => Self::new("photos-heif"),
        }
    }
}
