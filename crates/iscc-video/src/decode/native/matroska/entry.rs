//! [`TrackEntry`]: what Matroska says of a track, and [`Tags`] of the film.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::error::Error;
use iscc_container::ebml::{elements, float, text, unsigned};

/// A track.
#[derive(Debug)]
pub(super) struct TrackEntry {
    pub(super) number: u64,
    /// 1: pictures, 2: sound, 17: text.
    pub(super) kind: u64,
    pub(super) is_default: bool,
    /// Nanoseconds that a frame lasts.
    pub(super) frame_ns: u64,
    /// Nanoseconds that the decoder is late.
    pub(super) delay_ns: u64,
    pub(super) language: String,
    pub(super) codec: String,
    pub(super) config: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
    /// Bytes that are taken away from the front of every frame.
    pub(super) prefix: Vec<u8>,
    /// What of it is not read.
    pub(super) unread: Option<&'static str>,
}

impl TrackEntry {
    pub(super) fn read(content: &[u8]) -> Option<Self> {
        let mut entry = Self {
            number: 0,
            kind: 0,
            is_default: true,
            frame_ns: 0,
            delay_ns: 0,
            language: "eng".to_string(),
            codec: String::new(),
            config: Vec::new(),
            width: 0,
            height: 0,
            prefix: Vec::new(),
            unread: None,
        };
        for (id, content) in elements(content) {
            match id {
                0xd7 => entry.number = unsigned(content)?,
                0x83 => entry.kind = unsigned(content)?,
                0x88 => entry.is_default = unsigned(content)? != 0,
                0x23_e383 => entry.frame_ns = unsigned(content)?,
                0x56aa => entry.delay_ns = unsigned(content)?,
                0x22_b59c => entry.language = text(content),
                0x86 => entry.codec = text(content),
                0x63a2 => entry.config = content.to_vec(),
                0x23_314f if (float(content)? - 1.0).abs() > 0.0 => {
                    entry.unread = Some("Matroska tracks in a time of their own");
                }
                0xe0 => entry.pictures(content)?,
                0x6d80 => entry.encodings(content)?,
                _ => {}
            }
        }
        Some(entry)
    }

    fn pictures(&mut self, content: &[u8]) -> Option<()> {
        for (id, content) in elements(content) {
            match id {
                0xb0 => self.width = u32::try_from(unsigned(content)?).ok()?,
                0xba => self.height = u32::try_from(unsigned(content)?).ok()?,
                0x7670 => {
                    let turned = elements(content).any(|(id, pose)| {
                        matches!(id, 0x7673..=0x7675) && float(pose) != Some(0.0)
                    });
                    if turned {
                        self.unread = Some("Matroska films that are turned");
                    }
                }
                _ => {}
            }
        }
        Some(())
    }

    /// Frames are stored without the bytes that all begin with, or compressed in a way that nobody uses for pictures.
    fn encodings(&mut self, content: &[u8]) -> Option<()> {
        for (id, encoding) in elements(content) {
            let of = |wanted: u32| {
                elements(encoding).find(|(id, _)| *id == wanted).map(|(_, found)| found)
            };
            let kind = of(0x5033).map_or(Some(0), unsigned)?;
            let scope = of(0x5032).map_or(Some(1), unsigned)?;
            let compression = of(0x5034).unwrap_or_default();
            let mut parts = elements(compression);
            let algorithm = parts
                .find(|(id, _)| *id == 0x4254)
                .map_or(Some(0), |(_, found)| unsigned(found))?;
            if id != 0x6240 || kind != 0 || scope != 1 || algorithm != 3 || !self.prefix.is_empty()
            {
                self.unread = Some("Matroska tracks that are encrypted or compressed");
            } else if let Some((_, settings)) = elements(compression).find(|(id, _)| *id == 0x4255)
            {
                self.prefix = settings.to_vec();
            }
        }
        Some(())
    }

    /// Whether the track is H.264 that is read.
    pub(super) fn check(&self) -> Result<(), Error> {
        if self.codec != "V_MPEG4/ISO/AVC" || self.config.is_empty() {
            return Err(Error::Unsupported { what: "codecs other than H.264" });
        }
        self.unread.map_or(Ok(()), |what| Err(Error::Unsupported { what }))
    }
}

/// The tags of the film; of several with one name the last counts.
#[derive(Debug, Default)]
pub(super) struct Tags(pub(super) Vec<(String, String)>);

impl Tags {
    /// Takes a `Tags` element: what it says of tracks, chapters and attachments is theirs.
    pub(super) fn read(&mut self, content: &[u8]) {
        for (_, tag) in elements(content).filter(|(id, _)| *id == 0x7373) {
            let targets =
                elements(tag).find(|(id, _)| *id == 0x63c0).map_or(&[][..], |found| found.1);
            let own = |(id, uid): (u32, &[u8])| {
                matches!(id, 0x63c4..=0x63c6) && unsigned(uid).unwrap_or_default() != 0
            };
            if elements(targets).any(own) {
                continue;
            }
            let level =
                elements(targets).find(|(id, _)| *id == 0x63ca).map(|(_, found)| text(found));
            for (_, simple) in elements(tag).filter(|(id, _)| *id == 0x67c8) {
                self.simple(simple, level.as_deref());
            }
        }
    }

    fn simple(&mut self, simple: &[u8], level: Option<&str>) {
        let of =
            |wanted: u32| elements(simple).find(|(id, _)| *id == wanted).map(|(_, found)| found);
        let (Some(name), Some(value)) = (of(0x45a3), of(0x4487)) else { return };
        let language = of(0x447a).map(text).filter(|language| language != "und");
        let is_default = of(0x4484).and_then(unsigned).is_none_or(|flag| flag != 0);
        if !is_default && language.is_some() {
            return;
        }
        let name = text(name);
        self.set(
            &level.map_or(name.clone(), |level| alloc::format!("{level}/{name}")),
            text(value),
        );
    }

    pub(super) fn set(&mut self, name: &str, value: String) {
        // FFmpeg's names for two of Matroska's.
        let name = match name {
            "LEAD_PERFORMER" => "performer",
            "PART_NUMBER" => "track",
            name => name,
        };
        self.0.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self.0.push((name.to_string(), value));
    }
}
