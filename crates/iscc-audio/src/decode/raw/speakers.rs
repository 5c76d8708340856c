//! The speakers that Apple's formats name.

/// Of the tags of Core Audio those whose channels are in the order of a mask, or count the same in mono in theirs; and masks.
/// FFmpeg takes the channels of the others in the usual order of so many.
pub(crate) fn mask(tag: u32, bitmap: u32) -> Option<u64> {
    Some(match tag {
        // The mask itself.
        0x1_0000 => bitmap.into(),
        0x65_0002 => 0x003,
        // 2.1
        0x85_0003 => 0x00b,
        // 3.0: left, right, center
        0x71_0003 => 0x007,
        // 4.0: and center surround
        0x73_0004 => 0x107,
        // quadraphonic: at the back, at the sides
        0x6c_0004 => 0x033,
        0x84_0004 => 0x603,
        // 5.0 and 5.1: and surround
        0x75_0005 => 0x037,
        0x79_0006 => 0x03f,
        // 6.1, 7.1
        0x7d_0007 => 0x13f,
        0x7e_0008 => 0x0ff,
        0x80_0008 => 0x63f,
        _ => return None,
    })
}
