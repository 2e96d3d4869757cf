//! What stands for a member without a picture: a letter on one of twelve hues.

use crate::ids::AccountId;

const HUES: u64 = 12;
/// Knuth's multiplicative hash: ids made one after the other get far-apart hues.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The first letter of the display name.
pub fn letter(display_name: &str) -> String {
    let first = display_name.chars().find(|c| c.is_alphanumeric());
    first.map_or_else(String::new, |c| c.to_uppercase().collect())
}

/// 0–11, the same for ever.
pub fn hue(account: AccountId) -> u8 {
    let spread = account.get().unsigned_abs().wrapping_mul(SPREAD) >> 32;
    u8::try_from(spread % HUES).unwrap_or(0)
}
