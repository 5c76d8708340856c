//! The bytes of the file, and the marker that was met but not yet read.

/// Reads bytes from the front. After the last byte there are end-of-image markers without end.
#[derive(Debug, Clone)]
pub(crate) struct Input<'a> {
    data: &'a [u8],
    pos: usize,
    /// Whether a byte after the last one was wanted.
    starved: bool,
    /// The next made-up byte is a marker's second.
    in_marker: bool,
    /// The second byte of a marker that was met, 0 if there is none.
    pub(crate) marker: u8,
    /// How often something was wrong that does not end decoding.
    pub(crate) warnings: u32,
}

/// The end of the image.
pub(crate) const EOI: u8 = 0xd9;

impl<'a> Input<'a> {
    pub(crate) const fn new(data: &'a [u8]) -> Self {
        Self { data, pos: 0, starved: false, in_marker: false, marker: 0, warnings: 0 }
    }

    pub(crate) const fn starved(&self) -> bool {
        self.starved
    }

    pub(crate) const fn warn(&mut self) {
        self.warnings = self.warnings.saturating_add(1);
    }

    /// What has not been read.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.data.get(self.pos..).unwrap_or_default()
    }

    /// Leaves out `len` bytes of those that are there.
    #[inline]
    pub(crate) fn skip(&mut self, len: usize) {
        self.pos += len.min(self.rest().len());
    }

    #[inline]
    pub(crate) fn byte(&mut self) -> u8 {
        match self.data.get(self.pos) {
            Some(byte) => {
                self.pos += 1;
                *byte
            }
            None => self.made_up(),
        }
    }

    #[cold]
    fn made_up(&mut self) -> u8 {
        self.starved = true;
        self.in_marker = !self.in_marker;
        if self.in_marker { 0xff } else { EOI }
    }

    pub(crate) fn word(&mut self) -> u16 {
        u16::from_be_bytes([self.byte(), self.byte()])
    }

    /// Goes to the next marker, over whatever is in between.
    pub(crate) fn next_marker(&mut self) {
        loop {
            let mut junk = false;
            while self.byte() != 0xff {
                junk = true;
            }
            let mut second = 0xff;
            while second == 0xff {
                second = self.byte();
            }
            if junk || second == 0 {
                self.warn();
            }
            if second != 0 {
                self.marker = second;
                return;
            }
        }
    }

    /// The next byte of entropy-coded data (B.1.1.5): zeros after 0xff are taken out. `None` at a marker.
    #[inline]
    pub(crate) fn coded(&mut self) -> Option<u8> {
        if self.marker != 0 {
            return None;
        }
        let byte = self.byte();
        if byte != 0xff {
            return Some(byte);
        }
        self.stuffed()
    }

    #[cold]
    fn stuffed(&mut self) -> Option<u8> {
        let mut second = 0xff;
        while second == 0xff {
            second = self.byte();
        }
        if second == 0 {
            return Some(0xff);
        }
        self.marker = second;
        None
    }
}
