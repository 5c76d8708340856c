//! [`Chinese`]: how well a text reads as GB18030 to the reference.

/// A bit for each pair of the bytes B0 to D7 and A1 to FE, the lowest bit of a byte first: whether the reference takes that
/// character for frequent. Measured by `xtask/oracle/text_charset_tables.py`.
static FREQUENT: &[u8; 470] = include_bytes!("frequent.bin");

/// Reads a text as GB18030 and counts frequent characters, as far as it can be GB18030.
#[derive(Debug, Default)]
pub(super) struct Chinese {
    state: State,
    /// Characters in the main part of GB2312, and the frequent ones among them.
    counted: u16,
    frequent: u16,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Between,
    /// Behind the first byte of a character.
    Lead(u8),
    /// Within one of four bytes, which no other encoding has.
    Second,
    Third,
    Sure,
    Impossible,
}

impl Chinese {
    /// Reads a piece of no more than 16 KiB in all. Of ASCII only what follows other characters is looked at, which may be a
    /// part of them.
    pub(super) fn push(&mut self, piece: &[u8]) {
        let mut keep = true;
        for &byte in piece {
            if !byte.is_ascii() || keep {
                self.state = self.next(byte);
            }
            keep = !byte.is_ascii();
        }
    }

    fn next(&mut self, byte: u8) -> State {
        match (self.state, byte) {
            (State::Between, 0..=0x80) => State::Between,
            (State::Between, 0x81..=0xfe) => State::Lead(byte),
            (State::Lead(lead), 0x40..=0x7e | 0x80..=0xfe) => {
                self.count(lead, byte);
                State::Between
            }
            (State::Lead(_), b'0'..=b'9') => State::Second,
            (State::Second, 0x81..=0xfe) => State::Third,
            (State::Third, b'0'..=b'9') | (State::Sure, _) => State::Sure,
            _ => State::Impossible,
        }
    }

    fn count(&mut self, lead: u8, trail: u8) {
        let (Some(row), Some(column)) = (lead.checked_sub(0xb0), trail.checked_sub(0xa1)) else {
            return;
        };
        let place = usize::from(row) * 94 + usize::from(column);
        let bits = FREQUENT.get(place / 8).copied().unwrap_or(0);
        self.counted += 1;
        self.frequent += u16::from(bits >> (place % 8) & 1);
    }

    /// From 0 to 0.99.
    pub(super) fn confidence(&self) -> f32 {
        const SURE: f32 = 0.99;
        match self.state {
            State::Sure => return SURE,
            State::Impossible => return 0.0,
            _ if self.frequent <= 4 => return 0.0,
            _ => {}
        }
        let others = f32::from(self.counted - self.frequent);
        // Without others this is beyond all bounds.
        (f32::from(self.frequent) / (others * 0.9)).min(SURE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn confidence(text: &str) -> f32 {
        let mut chinese = Chinese::default();
        chinese.push(text.as_bytes());
        chinese.confidence()
    }

    #[test]
    fn what_reads_as_chinese() {
        // a frequent one and one that is not counted
        assert!(confidence("· · · · ·") > 0.98);
        assert!(confidence("·à·à·à·à·à") > 0.98);
        assert!(confidence("· · · ·") < 0.01, "too few");
        // a rare one
        assert!(confidence("éé·".repeat(20).as_str()) < 0.6);
        assert!(confidence("· · · · · \u{2013} a").abs() < 0.01, "no pairs");
    }
}
