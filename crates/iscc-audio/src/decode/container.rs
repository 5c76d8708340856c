//! [`Container`]: what a file is, told by its own bytes.
//!
//! Decoders are chosen by this and by nothing else. Probing of decoders is too generous for that: MPEG frames can be found
//! in Flash, `RealMedia` and program streams, and what comes out of them is noise.

use core::fmt;

use super::mpeg;

/// A container of sound, or a bare stream of one codec.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Container {
    /// Bare MPEG audio: MP1, MP2, MP3.
    Mpeg,
    /// Bare AAC in ADTS frames.
    Adts,
    /// MP4, M4A, `QuickTime`, 3GP.
    IsoBmff,
    /// Bare FLAC.
    Flac,
    /// Ogg: Vorbis, Opus, FLAC, Speex.
    Ogg,
    /// RIFF WAVE, RF64 and BW64.
    Wave,
    /// AIFF and AIFF-C.
    Aiff,
    /// Apple's Core Audio Format.
    Caf,
    /// Matroska and `WebM`.
    Matroska,
    /// `WavPack`.
    WavPack,
    /// Bare AC-3 and E-AC-3.
    Ac3,
    /// Windows Media: ASF.
    Asf,
    /// Bare AMR.
    Amr,
    /// AVI.
    Avi,
    /// Flash video.
    Flv,
    /// Flash.
    Swf,
    /// `RealMedia` and `RealAudio`.
    Real,
    /// MPEG program stream.
    MpegPs,
    /// MPEG transport stream.
    MpegTs,
    /// Bare MPEG video.
    MpegVideo,
    /// Sony Wave64.
    Wave64,
    /// Sun's AU.
    Au,
    /// Monkey's Audio.
    Ape,
    /// Musepack.
    Musepack,
    /// True Audio.
    Tta,
    /// TAK.
    Tak,
    /// Bare DTS.
    Dts,
    /// DSD in DSF and DFF.
    Dsd,
    /// Creative Voice.
    Voc,
    /// Bare AAC in LATM frames.
    Latm,
    /// Bare Dolby `TrueHD` and MLP.
    TrueHd,
}

/// How far into a file bare MPEG and AAC frames are searched for, after the tags in front.
pub(crate) const HEAD: usize = 64 * 1024;

impl Container {
    /// What the first bytes of a file are: `head` as many as there are, or 64 KiB. An `ID3v2` tag in front must have been
    /// left out, see [`id3v2_len`].
    ///
    /// ```
    /// use iscc_audio::decode::Container;
    ///
    /// assert_eq!(Container::sniff(b"fLaC\0\0\0\x22"), Some(Container::Flac));
    /// assert_eq!(Container::sniff(b"FLV\x01\x04"), Some(Container::Flv));
    /// assert_eq!(Container::sniff(b"plain text"), None);
    /// ```
    #[must_use]
    pub fn sniff(head: &[u8]) -> Option<Self> {
        Self::by_signature(head)
            .or_else(|| mpeg::find(head).map(|(container, _)| container))
            .or_else(|| ogg_start(head).map(|_| Self::Ogg))
    }

    fn by_signature(head: &[u8]) -> Option<Self> {
        let is = |mark: &[u8]| head.starts_with(mark);
        let form = |kind: &[u8], form: &[u8]| is(kind) && head.get(8..12) == Some(form);
        Some(match head {
            _ if is(b"fLaC") => Self::Flac,
            _ if is(b"OggS") => Self::Ogg,
            _ if form(b"RIFF", b"WAVE") || form(b"RF64", b"WAVE") || form(b"BW64", b"WAVE") => {
                Self::Wave
            }
            _ if form(b"RIFF", b"AVI ") => Self::Avi,
            _ if form(b"FORM", b"AIFF") || form(b"FORM", b"AIFC") => Self::Aiff,
            _ if is(b"caff") => Self::Caf,
            _ if is(b"\x1a\x45\xdf\xa3") => Self::Matroska,
            _ if is(b"wvpk") => Self::WavPack,
            _ if is(b"\x30\x26\xb2\x75\x8e\x66\xcf\x11") => Self::Asf,
            _ if is(b"#!AMR") => Self::Amr,
            _ if is(b"FLV\x01") => Self::Flv,
            [b'F' | b'C' | b'Z', b'W', b'S', 1..=50, ..] => Self::Swf,
            _ if is(b".RMF") || is(b".ra\xfd") => Self::Real,
            _ if is(b"riff\x2e\x91\xcf\x11") => Self::Wave64,
            _ if is(b".snd") => Self::Au,
            _ if is(b"MAC ") => Self::Ape,
            _ if is(b"MPCK") || is(b"MP+") => Self::Musepack,
            _ if is(b"TTA1") || is(b"TTA2") => Self::Tta,
            _ if is(b"tBaK") => Self::Tak,
            _ if is(b"DSD ") || form(b"FRM8", b"\0\0\0\0") => Self::Dsd,
            _ if is(b"FRM8") => Self::Dsd,
            _ if is(b"Creative Voice File\x1a") => Self::Voc,
            _ if is(b"\x7f\xfe\x80\x01") || is(b"\xfe\x7f\x01\x80") => Self::Dts,
            _ if is(b"\x1f\xff\xe8\x00") || is(b"\xff\x1f\x00\xe8") => Self::Dts,
            _ if is(b"\0\0\x01\xba") => Self::MpegPs,
            _ if is(b"\0\0\x01\xb3") => Self::MpegVideo,
            _ if head.get(4..7) == Some(b"\xf8\x72\x6f") => Self::TrueHd,
            _ if is_transport_stream(head) => Self::MpegTs,
            _ if is_iso_bmff(head) => Self::IsoBmff,
            // Before MPEG frames: the sync words cannot be mistaken for each other, their contents can.
            _ if is(b"\x0b\x77") || is(b"\x77\x0b") => Self::Ac3,
            _ => return None,
        })
    }

    /// Whether this build reads such files at all. What is inside of them may still need the feature `ffmpeg`.
    ///
    /// ```
    /// use iscc_audio::decode::Container;
    ///
    /// assert!(Container::Mpeg.is_readable());
    /// assert_eq!(Container::WavPack.is_readable(), cfg!(feature = "ffmpeg"));
    /// ```
    #[must_use]
    pub const fn is_readable(self) -> bool {
        cfg!(feature = "ffmpeg") || self.is_native()
    }

    /// Whether it is read without the FFmpeg libraries.
    pub(crate) const fn is_native(self) -> bool {
        matches!(
            self,
            Self::Mpeg
                | Self::Adts
                | Self::IsoBmff
                | Self::Flac
                | Self::Ogg
                | Self::Wave
                | Self::Aiff
                | Self::Caf
                | Self::Au
                | Self::Matroska
        )
    }
}

impl fmt::Display for Container {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Mpeg => "MPEG audio",
            Self::Adts => "AAC",
            Self::IsoBmff => "MP4",
            Self::Flac => "FLAC",
            Self::Ogg => "Ogg",
            Self::Wave => "WAVE",
            Self::Aiff => "AIFF",
            Self::Caf => "CAF",
            Self::Matroska => "Matroska",
            Self::WavPack => "WavPack",
            Self::Ac3 => "AC-3",
            Self::Asf => "ASF",
            Self::Amr => "AMR",
            Self::Avi => "AVI",
            Self::Flv => "Flash video",
            Self::Swf => "Flash",
            Self::Real => "RealMedia",
            Self::MpegPs => "MPEG program stream",
            Self::MpegTs => "MPEG transport stream",
            Self::MpegVideo => "MPEG video",
            Self::Wave64 => "Wave64",
            Self::Au => "AU",
            Self::Ape => "Monkey's Audio",
            Self::Musepack => "Musepack",
            Self::Tta => "TTA",
            Self::Tak => "TAK",
            Self::Dts => "DTS",
            Self::Dsd => "DSD",
            Self::Voc => "Creative Voice",
            Self::Latm => "LATM",
            Self::TrueHd => "TrueHD",
        })
    }
}

/// The length of an `ID3v2` tag that the bytes start with, 0 without one. 10 bytes are looked at.
///
/// ```
/// use iscc_audio::decode::id3v2_len;
///
/// assert_eq!(id3v2_len(b"ID3\x04\0\0\0\0\x02\x01..."), 10 + 257);
/// assert_eq!(id3v2_len(b"fLaC\0\0\0\0\0\0"), 0);
/// ```
#[must_use]
pub fn id3v2_len(head: &[u8]) -> u64 {
    let [b'I', b'D', b'3', major, minor, flags, a, b, c, d, ..] = *head else { return 0 };
    if major == 0xff || minor == 0xff || (a | b | c | d) & 0x80 != 0 {
        return 0;
    }
    let size = [a, b, c, d].iter().fold(0, |size, byte| size << 7 | u64::from(*byte));
    // A footer repeats the header.
    10 + size + if flags & 0x10 != 0 { 10 } else { 0 }
}

/// Where the first page of an Ogg stream is (RFC 3533 clause 6), at the start or behind some junk.
pub(crate) fn ogg_start(head: &[u8]) -> Option<usize> {
    /// How much junk there may be.
    const JUNK: usize = 4096;
    let pages = head.windows(6).take(JUNK);
    pages.into_iter().position(|page| page.starts_with(b"OggS\0") && page[5] & 2 != 0)
}

/// Packets of 188 bytes, or of 192 with a time in front, that start with 0x47.
fn is_transport_stream(head: &[u8]) -> bool {
    [(0, 188), (4, 192), (0, 204)].into_iter().any(|(start, step)| {
        let mut packets = head.iter().skip(start).step_by(step).take(8);
        head.len() > start + 4 * step && packets.all(|byte| *byte == 0x47)
    })
}

/// A box that files start with, of a plausible size.
fn is_iso_bmff(head: &[u8]) -> bool {
    let Some((size, kind)) = head.split_first_chunk::<4>() else { return false };
    let size = u32::from_be_bytes(*size);
    let plausible = size == 0 || size == 1 || size >= 8;
    let kinds: [&[u8]; 8] =
        [b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"free", b"skip", b"wide"];
    plausible && kinds.iter().any(|known| kind.starts_with(known))
}
