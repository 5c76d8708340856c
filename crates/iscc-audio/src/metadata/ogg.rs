//! The comments of Ogg streams: Vorbis, Opus, Speex and FLAC.

use std::io::{self, Read};

use super::comments;
use super::properties::Tags;

/// The comments of the first stream. The second packet holds them; its pages have to follow each other without a gap, as
/// for the reference. `None` if it is of a codec without comments, or not there.
pub(super) fn read(source: &mut impl Read, most: usize) -> io::Result<Option<(Tags, bool)>> {
    let mut packets = Packets { source, most, serial: None, lacing: Vec::new(), page: Vec::new() };
    let Some((head, _)) = packets.next()? else { return Ok(None) };
    let Some((comment, is_whole)) = packets.next()? else { return Ok(None) };
    let strip = |mark: &[u8]| comment.strip_prefix(mark);
    let (tags, is_damaged) = match &head[..] {
        [1, b'v', b'o', b'r', b'b', b'i', b's', ..] => match strip(b"\x03vorbis") {
            Some(comment) => comments::parse(comment),
            None => return Ok(None),
        },
        [b'O', b'p', b'u', b's', b'H', b'e', b'a', b'd', ..] => match strip(b"OpusTags") {
            Some(comment) => comments::parse(comment),
            None => return Ok(None),
        },
        [b'S', b'p', b'e', b'e', b'x', b' ', ..] => comments::parse(&comment),
        // A metadata block to a packet; the first of them are the comments.
        [0x7f, b'F', b'L', b'A', b'C', ..] => match comment.split_at_checked(4) {
            Some((block, comment)) if block[0] & 0x7f == 4 => comments::parse(comment),
            _ => return Ok(None),
        },
        _ => return Ok(None),
    };
    Ok(Some((tags, is_damaged || !is_whole)))
}

/// The packets of the first stream, as long as its pages follow each other.
struct Packets<'a, R> {
    source: &'a mut R,
    most: usize,
    /// The number of the stream.
    serial: Option<[u8; 4]>,
    /// Segments of the page that are not read yet, the last one first.
    lacing: Vec<u8>,
    /// What of the page is not read yet.
    page: Vec<u8>,
}

impl<R: Read> Packets<'_, R> {
    /// The next packet, and whether it is there to its end.
    fn next(&mut self) -> io::Result<Option<(Vec<u8>, bool)>> {
        let mut packet = Vec::new();
        loop {
            while let Some(len) = self.lacing.pop() {
                let len = usize::from(len);
                let rest = self.page.split_off(len.min(self.page.len()));
                packet.append(&mut core::mem::replace(&mut self.page, rest));
                if len < 255 {
                    return Ok(Some((packet, true)));
                }
            }
            if packet.len() > self.most || !self.read_page()? {
                return Ok((!packet.is_empty()).then_some((packet, false)));
            }
        }
    }

    /// Reads the next page of the stream (RFC 3533 clause 6), whatever of it is there; `false` where none follows.
    fn read_page(&mut self) -> io::Result<bool> {
        loop {
            let mut header = [0; 27];
            if read_up_to(self.source, &mut header)? < 27 || !header.starts_with(b"OggS") {
                return Ok(false);
            }
            let [.., s0, s1, s2, s3, _, _, _, _, _, _, _, _, count] = header;
            let mut lacing = vec![0; count.into()];
            let read = read_up_to(self.source, &mut lacing)?;
            lacing.truncate(read);
            let mut page = vec![0; lacing.iter().map(|len| usize::from(*len)).sum()];
            let read = read_up_to(self.source, &mut page)?;
            page.truncate(read);
            let serial = [s0, s1, s2, s3];
            if *self.serial.get_or_insert(serial) != serial {
                continue;
            }
            lacing.reverse();
            (self.lacing, self.page) = (lacing, page);
            return Ok(true);
        }
    }
}

pub(super) fn read_up_to(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
