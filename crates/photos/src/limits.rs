//! How large anything may be. Each number bounds memory, time or disk.

/// A file, in bytes.
pub const FILE_BYTES_MAX: usize = 20 * 1000 * 1000;

/// The pixels of a picture, width times height, as its header states them.
pub const PIXELS_MAX: u64 = 40_000_000;

/// The memory that one photo may take, in MiB (see [`crate::Head::permits`]): enough for a
/// progressive JPEG of 40 megapixels, too little for the same in inks.
pub const PERMITS_MAX: u32 = 356;

/// Either side of a picture, in pixels: a panorama has room, a header of 65,535 does not.
pub const SIDE_PX_MAX: u32 = 32_768;

/// The widths that a picture is offered in, in pixels. See [`crate::Sheet`].
pub const WIDTHS_PX: [u32; 4] = [320, 640, 1280, 2048];

/// A sheet is at most this many times as high as its width: a very long picture gets narrower.
pub const HEIGHT_TIMES_WIDTH_MAX: u32 = 2;

/// The longer side of the card that other sites show, in pixels.
pub const CARD_PX_MAX: u32 = 1200;

/// An embedded colour profile, in bytes; a printer's is 0.5 to 3 MB.
pub const PROFILE_BYTES_MAX: usize = 4 * 1000 * 1000;

/// What a PNG may make its decoder keep beside the pixels, in bytes: rows, palette, profile.
pub const PNG_EXTRA_BYTES_MAX: usize = 8 * 1000 * 1000;

/// The scans of a progressive JPEG. Cameras and encoders write about ten.
pub const SCANS_MAX: usize = 64;

/// The marker segments or chunks that a header's reader walks over before it gives up.
pub const CHUNKS_MAX: usize = 20_000;

/// The address space of the helper that reads HEIC, in bytes.
pub const HELPER_MEMORY_BYTES_MAX: u64 = 1 << 30;

/// The processor time of the helper that reads HEIC, in seconds.
pub const HELPER_CPU_S_MAX: u64 = 20;

/// A file that the helper writes, in bytes.
pub const HELPER_FILE_BYTES_MAX: u64 = 64 * 1000 * 1000;

/// The files in the helper's folder: its input, and a few pictures of one container.
pub const HELPER_FILES_MAX: usize = 4;
