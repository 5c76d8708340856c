//! Photoshop's image resource blocks, in which IPTC data is stored.

/// The resource that holds IPTC data.
pub(super) const IPTC: u16 = 0x0404;
/// The resource that holds EXIF data.
pub(super) const EXIF: u16 = 0x0422;
/// The resource that holds an XMP packet.
pub(super) const XMP: u16 = 0x0424;

/// The bytes of a resource without name and data. Fewer are taken for none, also if they are the start of one.
const MIN: usize = 12;

const MARKS: [&[u8; 4]; 4] = [b"8BIM", b"AgHg", b"DCSR", b"PHUT"];

/// A resource.
#[derive(Clone, Copy)]
pub(super) struct Resource<'a> {
    pub(super) number: u16,
    /// The data and the head before it.
    pub(super) block: &'a [u8],
    pub(super) data: &'a [u8],
}

/// The resources, up to the first thing that is none.
pub(super) struct Resources<'a> {
    rest: &'a [u8],
}

impl<'a> Resources<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Whether no other segment belongs to them: none of them is cut off.
    pub(super) fn are_complete(bytes: &'a [u8]) -> bool {
        let mut resources = Self::new(bytes);
        while resources.next().is_some() {}
        let rest = resources.rest;
        rest.len() < MIN || !MARKS.iter().any(|mark| rest.starts_with(*mark))
    }
}

/// The first IPTC data.
pub(super) fn first_iptc(bytes: &[u8]) -> Option<&[u8]> {
    Resources::new(bytes).find(|one| one.number == IPTC).map(|one| one.data)
}

impl<'a> Iterator for Resources<'a> {
    type Item = Resource<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.rest;
        let (mark, rest) = start.split_at_checked(4)?;
        if !MARKS.iter().any(|own| mark == *own) {
            return None;
        }
        let (number, rest) = rest.split_first_chunk()?;
        // The name with its length, padded to an even number of bytes.
        let name = (usize::from(*rest.first()?) + 2) & !1;
        let (len, rest) = rest.get(name..)?.split_first_chunk()?;
        let len = usize::try_from(u32::from_be_bytes(*len)).ok()?;
        let (data, rest) = rest.split_at_checked(len)?;
        self.rest = rest.get(len & 1..).unwrap_or_default();
        let block = start.get(..start.len() - rest.len()).unwrap_or_default();
        Some(Resource { number: u16::from_be_bytes(*number), block, data })
    }
}
