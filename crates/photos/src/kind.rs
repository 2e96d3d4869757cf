//! What a file is, told by its first bytes and nothing else.

/// The kinds of pictures that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Jpeg,
    Png,
    WebP,
    /// Its first frame is taken.
    Gif,
    /// HEIC, by the helper (`heif-convert`).
    Heif,
}

impl Kind {
    /// The kind by the signature at the start. The name and the declared type of a file are lies
    /// waiting to happen, and nobody asks for them.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(Self::WebP),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] if is_heic(bytes) => Some(Self::Heif),
            _ => None,
        }
    }
}

/// Whether the `ftyp` box names a brand of HEVC pictures (ISO/IEC 23008-12, annex B). AVIF and
/// films share the container and are not meant.
fn is_heic(bytes: &[u8]) -> bool {
    const BRANDS: [&[u8]; 6] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"];
    let length = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize;
    let brands = &bytes[8..length.clamp(8, 256).min(bytes.len())];
    brands.chunks_exact(4).any(|brand| BRANDS.contains(&brand))
}
