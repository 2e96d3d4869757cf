//! The name under which somebody takes part in one draw.

use super::counted;
use crate::merkle::sha256;

const PURPOSE: &[u8] = b"machi-draw-pseudonym-v1\0";
const BYTES: usize = 16;

/// What a member keeps to themselves; who has it finds their own line.
pub type Salt = [u8; 32];
/// 16 bytes, written as 32 lower-case hexadecimal digits.
pub type Pseudonym = [u8; BYTES];

/// The name in this draw of whoever has the salt: another one in each draw, so that nobody is
/// followed from one to the next.
#[must_use]
pub fn pseudonym(draw_id: &str, salt: &Salt) -> Pseudonym {
    let hash = sha256(&[PURPOSE, &counted(draw_id), salt]);
    let mut pseudonym = [0; BYTES];
    pseudonym.copy_from_slice(&hash[..BYTES]);
    pseudonym
}
