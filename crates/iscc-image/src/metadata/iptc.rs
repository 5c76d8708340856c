//! IPTC data sets (the Information Interchange Model, version 4).

use super::fields::{Fields, text};

const APPLICATION: u8 = 2;

/// The data sets that count: their number in the application record, their tag, and whether they may be
/// repeated. Of those that may not the first counts, of the others the last.
const DATA_SETS: [(u8, &str, bool); 5] = [
    (5, "Iptc.Application2.ObjectName", false),
    (80, "Iptc.Application2.Byline", true),
    (85, "Iptc.Application2.BylineTitle", true),
    (105, "Iptc.Application2.Headline", false),
    (135, "Iptc.Application2.Language", false),
];

/// Sets what the data sets say. Gives whether there were any; if one of them is cut off none counts.
///
/// The declared character set is of no consequence, as in the reference: values are UTF-8 if they can be.
pub(super) fn read(bytes: &[u8], fields: &mut Fields) -> bool {
    let any = each(bytes, |_, _| ());
    if any == Some(true) {
        read_up_to_a_cut(bytes, fields);
    }
    any == Some(true)
}

/// Whether no data set is cut off.
pub(super) fn is_sound(bytes: &[u8]) -> bool {
    each(bytes, |_, _| ()).is_some()
}

/// As [`read`], but what comes before a cut counts.
pub(super) fn read_up_to_a_cut(bytes: &[u8], fields: &mut Fields) {
    let mut seen = [false; DATA_SETS.len()];
    each(bytes, |number, value| {
        let mut slots = DATA_SETS.iter().zip(&mut seen);
        if let Some(((_, tag, repeats), seen)) = slots.find(|((own, ..), _)| *own == number) {
            if *repeats || !*seen {
                fields.set(tag, &text(value));
            }
            *seen = true;
        }
    });
}

/// Calls `found` with the data sets of the application record; `None` if one is cut off.
fn each(bytes: &[u8], mut found: impl FnMut(u8, &[u8])) -> Option<bool> {
    let mut any = false;
    let mut rest = bytes;
    // Five bytes of head alone, an empty data set at the end, do not count.
    while rest.len() > 5 {
        let [0x1c, record, number, high, low, tail @ ..] = rest else {
            // What is between data sets is skipped.
            rest = rest.get(1..)?;
            continue;
        };
        let size = u16::from_be_bytes([*high, *low]);
        let (size, tail) = if size & 0x8000 == 0 {
            (usize::from(size), tail)
        } else {
            let (digits, tail) = tail.split_at_checked(usize::from(size & 0x7fff))?;
            if digits.len() > 4 {
                return None;
            }
            (digits.iter().fold(0, |size, digit| size << 8 | usize::from(*digit)), tail)
        };
        let (value, tail) = tail.split_at_checked(size)?;
        if *record == APPLICATION {
            found(*number, value);
        }
        any = true;
        rest = tail;
    }
    Some(any)
}
