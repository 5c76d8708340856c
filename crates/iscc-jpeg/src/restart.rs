//! Restart intervals (E.2.4), and how decoding finds its way again where a marker is not the one expected.

use crate::input::Input;

/// Counts units up to the next restart marker.
#[derive(Debug, Clone, Default)]
pub(crate) struct Restarts {
    interval: u16,
    to_go: u16,
    /// The number of the next marker, 0 to 7.
    next: u8,
}

const RST0: u8 = 0xd0;
const RST7: u8 = 0xd7;

impl Restarts {
    pub(crate) const fn new(interval: u16) -> Self {
        Self { interval, to_go: interval, next: 0 }
    }

    /// Whether a restart marker stands before the next unit.
    #[inline]
    pub(crate) const fn is_due(&self) -> bool {
        self.interval != 0 && self.to_go == 0
    }

    #[inline]
    pub(crate) const fn count(&mut self) {
        self.to_go = self.to_go.wrapping_sub(1);
    }

    /// Reads the marker.
    pub(crate) fn pass(&mut self, input: &mut Input<'_>) {
        if input.marker == 0 {
            input.next_marker();
        }
        if input.marker == RST0 + self.next {
            input.marker = 0;
        } else {
            self.resynchronise(input);
        }
        self.next = (self.next + 1) % 8;
        self.to_go = self.interval;
    }

    /// A marker that is one of the next two, or no restart, stays for later: the data up to it are missing. One of the
    /// last two is left out, and so is what cannot be a marker. Any other is taken for the one expected.
    fn resynchronise(&self, input: &mut Input<'_>) {
        input.warn();
        loop {
            let marker = input.marker;
            match marker {
                ..0xc0 => {}
                RST0..=RST7 => match (marker - RST0 + 8 - self.next) % 8 {
                    1 | 2 => return,
                    6 | 7 => {}
                    _ => {
                        input.marker = 0;
                        return;
                    }
                },
                _ => return,
            }
            input.next_marker();
        }
    }
}
