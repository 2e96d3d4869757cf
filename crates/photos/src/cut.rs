//! Reading numbers off a slice that may be too short.

/// `N` bytes at a place, if the slice reaches that far.
fn at<const N: usize>(bytes: &[u8], from: usize) -> Option<[u8; N]> {
    bytes.get(from..from.checked_add(N)?)?.try_into().ok()
}

pub(crate) fn u8_at(bytes: &[u8], from: usize) -> Option<u8> {
    bytes.get(from).copied()
}

pub(crate) fn u16_be(bytes: &[u8], from: usize) -> Option<u32> {
    at(bytes, from).map(u16::from_be_bytes).map(u32::from)
}

pub(crate) fn u16_le(bytes: &[u8], from: usize) -> Option<u32> {
    at(bytes, from).map(u16::from_le_bytes).map(u32::from)
}

pub(crate) fn u24_le(bytes: &[u8], from: usize) -> Option<u32> {
    let [a, b, c] = at(bytes, from)?;
    Some(u32::from_le_bytes([a, b, c, 0]))
}

pub(crate) fn u32_be(bytes: &[u8], from: usize) -> Option<u32> {
    at(bytes, from).map(u32::from_be_bytes)
}

pub(crate) fn u32_le(bytes: &[u8], from: usize) -> Option<u32> {
    at(bytes, from).map(u32::from_le_bytes)
}

pub(crate) fn four_cc(bytes: &[u8], from: usize) -> Option<[u8; 4]> {
    at(bytes, from)
}
