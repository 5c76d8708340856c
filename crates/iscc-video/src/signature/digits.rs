//! Five values in a byte: the ternary digits of a signature as files hold them.

use crate::hash::{FrameVector, VALUES};

/// The bytes that hold the values of a signature.
pub(crate) const BYTES: usize = VALUES / 5;
/// The numbers that have five digits to base 3.
pub(crate) const NUMBERS: u8 = 243;

/// The values of 0 to 2, five a byte, the first of them the most significant digit.
pub(crate) fn pack(vector: &FrameVector) -> [u8; BYTES] {
    let mut packed = [0; BYTES];
    for (byte, digits) in packed.iter_mut().zip(vector.as_chunks::<5>().0) {
        *byte = digits.iter().fold(0, |byte, digit| byte * 3 + digit);
    }
    packed
}

/// The values in bytes below [`NUMBERS`].
pub(crate) fn unpack(packed: &[u8; BYTES]) -> FrameVector {
    let mut vector = [0; VALUES];
    for (digits, byte) in vector.as_chunks_mut::<5>().0.iter_mut().zip(packed) {
        let mut rest = *byte;
        for digit in digits.iter_mut().rev() {
            *digit = rest % 3;
            rest /= 3;
        }
    }
    vector
}
