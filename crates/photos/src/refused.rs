//! Why a photo is not taken, and what else can go wrong.

/// Why a file is refused: always the file's doing. The caller has the words for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// There is nothing in it.
    Empty,
    /// Its first bytes are of no kind that is read: JPEG, PNG, WebP, GIF, HEIC.
    NotAPicture,
    /// More than [`crate::limits::FILE_BYTES_MAX`].
    TooManyBytes,
    /// A side beyond [`crate::limits::SIDE_PX_MAX`], more than [`crate::limits::PIXELS_MAX`], or of
    /// a variant that takes more memory than [`crate::limits::PERMITS_MAX`].
    TooManyPixels {
        /// As the header states it, in pixels.
        width: u32,
        /// As the header states it, in pixels.
        height: u32,
    },
    /// Cut off, damaged, contradictory, or of a rare variant that is not decoded.
    Broken,
    /// Not done when the caller's time was up.
    TooSlow,
    /// A HEIC, and this machine lacks the program that reads them or the one that bounds it.
    HeifNotInstalled,
}

/// What [`crate::prepare`] answers instead of a photo.
#[derive(Debug)]
pub enum Error {
    /// The file is not taken.
    Refused(Refused),
    /// Our own trouble: no room for the helper's folder, an encoder out of memory.
    Io(std::io::Error),
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(refused) => write!(f, "the photo is refused: {refused:?}"),
            Self::Io(error) => write!(f, "the photo could not be worked on: {error}"),
        }
    }
}

impl std::error::Error for Error {}
