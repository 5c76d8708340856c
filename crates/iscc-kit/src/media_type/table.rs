//! The one table of media types: names, modes, readers, extensions and signatures. Detection, README's promise and the
//! modes of files derive from it; a new format is a row here and a reader in its engine.
//!
//! Spellings and modes are those of iscc-sdk 0.9.7 where it knows the type (its own table, then libmagic's and Python's),
//! else the registered or usual ones.

use iscc_core::Mode;
use iscc_core::Mode::{Audio, Image, Text, Video};

use Reader::{Ffmpeg, Nothing, Rust};

/// A media type and what is known of it.
#[derive(Debug)]
pub(super) struct Kind {
    pub(super) media_type: &'static str,
    /// What people call it.
    #[cfg_attr(not(test), expect(dead_code, reason = "for README, which a test compares"))]
    pub(super) name: &'static str,
    pub(super) mode: Option<Mode>,
    #[cfg_attr(not(test), expect(dead_code, reason = "for README, which a test compares"))]
    pub(super) reader: Reader,
    /// In lower case.
    pub(super) extensions: &'static [&'static str],
    pub(super) signatures: &'static [Signature],
}

/// Bytes and where they stand; all of them must be there.
pub(super) type Signature = &'static [(usize, &'static [u8])];

/// Who reads files of a media type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// An engine, without libraries of the system.
    Rust,
    /// The libraries of FFmpeg.
    Ffmpeg,
    /// Nothing: such files get their ISCC-SUM and a note.
    Nothing,
}

const fn read(
    media_type: &'static str,
    name: &'static str,
    mode: Mode,
    reader: Reader,
    extensions: &'static [&'static str],
    signatures: &'static [Signature],
) -> Kind {
    Kind { media_type, name, mode: Some(mode), reader, extensions, signatures }
}

/// A kind of files without a perceptual mode.
const fn other(
    media_type: &'static str,
    name: &'static str,
    extensions: &'static [&'static str],
    signatures: &'static [Signature],
) -> Kind {
    Kind { media_type, name, mode: None, reader: Nothing, extensions, signatures }
}

/// All kinds, in the order in which signatures are compared.
#[rustfmt::skip]
pub(super) const KINDS: &[Kind] = &[
    // Text as it stands.
    read("text/plain", "plain text", Text, Rust, &[
        "txt", "text", "log", "asc", "c", "h", "bat", "ksh", "pl", "rs", "rst", "toml", "yaml", "yml", "ini", "tex", "sh", "srt",
    ], &[]),
    read("text/markdown", "Markdown", Text, Rust, &["md", "markdown"], &[]),
    read("application/json", "JSON", Text, Rust, &["json"], &[]),
    read("text/csv", "CSV", Text, Rust, &["csv"], &[]),
    read("text/tab-separated-values", "TSV", Text, Rust, &["tsv"], &[]),
    read("text/css", "source text", Text, Rust, &["css"], &[]),
    read("text/javascript", "source text", Text, Rust, &["js", "mjs"], &[]),
    read("text/x-python", "source text", Text, Rust, &["py"], &[]),
    read("text/vtt", "WebVTT", Text, Rust, &["vtt"], &[]),
    // Documents. What is in ZIP and OLE containers is decided by their members, see `iscc_document::Format::sniff`.
    read("text/html", "HTML", Text, Rust, &["html", "htm"], &[]),
    read("application/xhtml+xml", "XHTML", Text, Rust, &["xhtml", "xht"], &[]),
    read("text/xml", "XML", Text, Rust, &["xml", "xsl", "rdf", "rss", "atom"], &[]),
    read("application/rtf", "RTF", Text, Rust, &["rtf"], &[&[(0, b"{\\rtf")]]),
    read("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX", Text, Rust,
        &["docx", "docm", "dotx", "dotm"], &[]),
    read("application/vnd.openxmlformats-officedocument.presentationml.presentation", "PPTX", Text, Rust,
        &["pptx", "pptm", "ppsx", "ppsm", "potx", "potm"], &[]),
    read("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX", Text, Rust,
        &["xlsx", "xlsm", "xltx", "xltm", "xlam"], &[]),
    read("application/vnd.oasis.opendocument.text", "ODT", Text, Rust, &["odt", "ott"], &[]),
    read("application/vnd.oasis.opendocument.spreadsheet", "ODS", Text, Rust, &["ods", "ots"], &[]),
    read("application/vnd.oasis.opendocument.presentation", "ODP", Text, Rust, &["odp", "otp"], &[]),
    read("application/msword", "DOC", Text, Rust, &["doc", "dot"], &[]),
    read("application/vnd.ms-powerpoint", "PPT", Text, Rust, &["ppt", "pps"], &[]),
    // Sheets of before 1993 are the stream alone, without a container: BIFF 2, 3 and 4.
    read("application/vnd.ms-excel", "XLS", Text, Rust, &["xls", "xlt", "xla"],
        &[&[(0, b"\x09\0\x04\0")], &[(0, b"\x09\x02\x06\0")], &[(0, b"\x09\x04\x06\0")]]),
    read("application/epub+zip", "EPUB", Text, Rust, &["epub", "ibooks"], &[]),
    read("application/x-mobipocket-ebook", "MOBI", Text, Rust, &["mobi", "azw", "azw3", "prc"],
        &[&[(60, b"BOOKMOBI")]]),
    read("application/pdf", "PDF", Text, Rust, &["pdf"], &[]),
    read("application/vnd.ms-excel.sheet.binary.macroEnabled.12", "XLSB", Text, Nothing, &["xlsb"], &[]),
    read("application/vnd.ms-outlook", "Outlook MSG", Text, Nothing, &["msg"], &[]),
    // Images.
    read("image/jpeg", "JPEG", Image, Rust, &["jpg", "jpeg", "jpe", "jfif"], &[&[(0, b"\xff\xd8\xff")]]),
    read("image/png", "PNG", Image, Rust, &["png", "apng"], &[&[(0, b"\x89PNG")]]),
    read("image/gif", "GIF", Image, Rust, &["gif"], &[&[(0, b"GIF8")]]),
    read("image/bmp", "BMP", Image, Rust, &["bmp", "dib"], &[&[(0, b"BM")]]),
    read("image/webp", "WebP", Image, Rust, &["webp"], &[&[(0, b"RIFF"), (8, b"WEBP")]]),
    read("image/tiff", "TIFF", Image, Rust, &["tif", "tiff"], &[
        &[(0, b"II*\0")], &[(0, b"MM\0*")], &[(0, b"II+\0")], &[(0, b"MM\0+")], &[(0, b"II\0*")], &[(0, b"MM*\0")],
    ]),
    read("image/vnd.adobe.photoshop", "PSD", Image, Rust, &["psd", "psb"], &[&[(0, b"8BPS")]]),
    read("image/svg+xml", "SVG", Image, Rust, &["svg", "svgz"], &[]),
    read("image/avif", "AVIF", Image, Rust, &["avif"], &[]),
    read("image/jxl", "JPEG XL", Image, Rust, &["jxl"], &[&[(0, b"\0\0\0\x0cJXL \r\n\x87\n")], &[(0, b"\xff\x0a")]]),
    read("image/heic", "HEIC", Image, Rust, &["heic", "heif", "hif"], &[]),
    read("image/jp2", "JPEG 2000", Image, Rust, &["jp2", "j2k", "jpf", "jpx", "j2c", "jpc", "jpm"],
        &[&[(0, b"\0\0\0\x0cjP  \r\n\x87\n")], &[(0, b"\xff\x4f\xff\x51")]]),
    read("image/jls", "JPEG-LS", Image, Nothing, &["jls"], &[&[(0, b"\xff\xd8\xff\xf7")]]),
    read("image/vnd.microsoft.icon", "ICO", Image, Rust, &["ico", "cur"], &[]),
    read("image/x-portable-bitmap", "PNM", Image, Rust, &["pbm"], &[]),
    read("image/x-portable-graymap", "PNM", Image, Rust, &["pgm"], &[]),
    read("image/x-portable-pixmap", "PNM", Image, Rust, &["ppm"], &[]),
    read("image/x-portable-anymap", "PNM", Image, Rust, &["pnm", "pam"], &[&[(0, b"P7\nWIDTH ")]]),
    read("image/x-tga", "TGA", Image, Nothing, &["tga", "icb", "vda"], &[]),
    read("image/vnd.zbrush.pcx", "PCX", Image, Nothing, &["pcx"], &[]),
    read("image/x-dds", "DDS", Image, Nothing, &["dds"], &[&[(0, b"DDS \x7c\0\0\0")]]),
    read("image/x-exr", "OpenEXR", Image, Nothing, &["exr"], &[&[(0, b"\x76\x2f\x31\x01")]]),
    read("image/x-qoi", "QOI", Image, Rust, &["qoi"], &[&[(0, b"qoif")]]),
    read("image/x-rgb", "SGI", Image, Nothing, &["sgi", "rgb", "rgba", "bw"], &[&[(0, b"\x01\xda\0\x01\0")], &[(0, b"\x01\xda\x01\x01\0")],
        &[(0, b"\x01\xda\0\x02\0")], &[(0, b"\x01\xda\x01\x02\0")]]),
    read("image/x-icns", "ICNS", Image, Nothing, &["icns"], &[&[(0, b"icns")]]),
    read("image/vnd.ms-photo", "JPEG XR", Image, Nothing, &["jxr", "wdp", "hdp"], &[&[(0, b"II\xbc")]]),
    read("image/vnd.djvu", "DjVu", Image, Nothing, &["djvu", "djv"], &[&[(0, b"AT&TFORM")]]),
    read("image/vnd.dwg", "DWG", Image, Nothing, &["dwg"], &[&[(0, b"AC10")]]),
    read("image/fits", "FITS", Image, Nothing, &["fits"], &[&[(0, b"SIMPLE  =")]]),
    read("image/x-xcf", "XCF", Image, Nothing, &["xcf"], &[&[(0, b"gimp xcf ")]]),
    read("image/x-canon-cr3", "CR3", Image, Nothing, &["cr3"], &[&[(4, b"ftypcrx ")]]),
    read("image/openraster", "OpenRaster", Image, Nothing, &["ora"], &[]),
    read("application/postscript", "PostScript", Image, Nothing, &["eps", "ps", "ai"], &[&[(0, b"%!PS")], &[(0, b"\xc5\xd0\xd3\xc6")]]),
    // Audio.
    read("audio/mpeg", "MP3", Audio, Rust, &["mp3", "mp2"], &[&[(0, b"ID3")]]),
    read("audio/mp4", "M4A (AAC, ALAC)", Audio, Rust, &["m4a", "m4b", "m4r", "f4a"], &[
        &[(4, b"ftypM4A")], &[(4, b"ftypM4B")], &[(4, b"ftypF4A")], &[(4, b"ftypF4B")],
    ]),
    read("audio/aac", "AAC", Audio, Rust, &["aac", "adts"], &[]),
    read("audio/x-flac", "FLAC", Audio, Rust, &["flac"], &[&[(0, b"fLaC")]]),
    read("audio/ogg", "Ogg (Vorbis, Opus, FLAC)", Audio, Rust, &["ogg", "oga", "opus", "spx"], &[]),
    read("audio/wav", "WAV", Audio, Rust, &["wav"], &[&[(0, b"RIFF"), (8, b"WAVE")], &[(0, b"RF64"), (8, b"WAVE")], &[(0, b"BW64"), (8, b"WAVE")]]),
    read("audio/aiff", "AIFF", Audio, Rust, &["aif", "aiff", "aifc"], &[&[(0, b"FORM"), (8, b"AIFF")], &[(0, b"FORM"), (8, b"AIFC")]]),
    read("audio/x-caf", "CAF", Audio, Rust, &["caf"], &[&[(0, b"caff")]]),
    read("audio/webm", "WebM", Audio, Rust, &["weba"], &[]),
    read("audio/x-matroska", "Matroska", Audio, Rust, &["mka"], &[]),
    read("audio/quicktime", "QuickTime", Audio, Rust, &[], &[]),
    read("audio/x-wavpack", "WavPack", Audio, Ffmpeg, &["wv"], &[&[(0, b"wvpk")]]),
    read("audio/ac3", "AC-3, E-AC-3", Audio, Ffmpeg, &["ac3", "eac3", "ec3"], &[&[(0, b"\x0b\x77")], &[(0, b"\x77\x0b")]]),
    read("audio/x-ms-wma", "WMA", Audio, Ffmpeg, &["wma"], &[]),
    read("audio/amr", "AMR", Audio, Ffmpeg, &["amr", "awb"], &[&[(0, b"#!AMR")]]),
    read("audio/basic", "AU", Audio, Ffmpeg, &["au", "snd"], &[&[(0, b".snd")]]),
    read("audio/x-tta", "TTA", Audio, Ffmpeg, &["tta"], &[&[(0, b"TTA1")], &[(0, b"TTA2")]]),
    read("audio/vnd.dts", "DTS", Audio, Ffmpeg, &["dts"], &[
        &[(0, b"\x7f\xfe\x80\x01")], &[(0, b"\xfe\x7f\x01\x80")], &[(0, b"\x1f\xff\xe8\0")], &[(0, b"\xff\x1f\0\xe8")],
    ]),
    read("audio/vnd.dts.hd", "DTS-HD", Audio, Ffmpeg, &["dtshd"], &[&[(0, b"DTSHDHDR")]]),
    read("audio/voc", "VOC", Audio, Ffmpeg, &["voc"], &[&[(0, b"Creative Voice File\x1a")]]),
    read("audio/x-w64", "W64", Audio, Ffmpeg, &["w64"], &[&[(0, b"riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb")]]),
    read("audio/mp4a-latm", "LATM", Audio, Ffmpeg, &["latm", "loas"], &[]),
    read("audio/x-pn-realaudio", "RealAudio", Audio, Ffmpeg, &["ra"], &[&[(0, b".ra\xfd")]]),
    read("audio/vnd.dolby.mlp", "TrueHD, MLP", Audio, Ffmpeg, &["thd", "truehd", "mlp"], &[&[(4, b"\xf8\x72\x6f\xba")], &[(4, b"\xf8\x72\x6f\xbb")]]),
    read("audio/x-ape", "Monkey's Audio", Audio, Ffmpeg, &["ape"], &[&[(0, b"MAC ")]]),
    read("audio/x-musepack", "Musepack", Audio, Ffmpeg, &["mpc"], &[&[(0, b"MPCK")], &[(0, b"MP+")]]),
    read("audio/x-tak", "TAK", Audio, Ffmpeg, &["tak"], &[&[(0, b"tBaK")]]),
    read("audio/x-dsf", "DSD", Audio, Ffmpeg, &["dsf", "dff"], &[&[(0, b"DSD ")], &[(0, b"FRM8"), (12, b"DSD ")]]),
    read("audio/avi", "AVI", Audio, Ffmpeg, &[], &[]),
    read("audio/x-flv", "Flash Video", Audio, Ffmpeg, &[], &[]),
    read("audio/mp2t", "MPEG-TS", Audio, Ffmpeg, &[], &[]),
    read("audio/mxf", "MXF", Audio, Ffmpeg, &[], &[]),
    read("audio/midi", "MIDI", Audio, Nothing, &["mid", "midi"], &[&[(0, b"MThd")]]),
    // Video.
    read("video/mp4", "MP4", Video, Rust, &["mp4", "f4v", "m4v", "3gp", "3g2"], &[]),
    read("video/quicktime", "QuickTime", Video, Rust, &["mov", "qt"], &[]),
    read("video/x-matroska", "Matroska", Video, Rust, &["mkv"], &[]),
    read("video/webm", "WebM", Video, Ffmpeg, &["webm"], &[]),
    read("video/avi", "AVI", Video, Ffmpeg, &["avi", "divx"], &[&[(0, b"RIFF"), (8, b"AVI")]]),
    read("video/ogg", "Ogg (Theora)", Video, Ffmpeg, &["ogv", "ogx", "ogm"], &[]),
    read("video/x-ms-asf", "ASF", Video, Ffmpeg, &["asf"], &[&[(0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11")]]),
    read("video/x-ms-wmv", "WMV", Video, Ffmpeg, &["wmv"], &[]),
    read("video/x-flv", "Flash Video", Video, Ffmpeg, &["flv"], &[&[(0, b"FLV\x01")]]),
    read("application/x-shockwave-flash", "Flash", Video, Ffmpeg, &["swf"], &[&[(0, b"FWS")], &[(0, b"CWS")], &[(0, b"ZWS")]]),
    read("video/mpeg", "MPEG-PS", Video, Ffmpeg, &["mpeg", "mpg", "m1v", "m2v", "vob"], &[]),
    read("video/mp2t", "MPEG-TS (TS, M2TS, MTS)", Video, Ffmpeg, &["ts", "m2ts", "mts", "m2t", "tod", "trp", "tp"], &[]),
    read("application/mxf", "MXF", Video, Ffmpeg, &["mxf"], &[]),
    read("video/dv", "DV", Video, Ffmpeg, &["dv", "dif"], &[&[(0, b"\x1f\x07\0\x3f")], &[(0, b"\x1f\x07\0\xbf")]]),
    read("video/x-yuv4mpeg", "Y4M", Video, Ffmpeg, &["y4m"], &[&[(0, b"YUV4MPEG2 ")]]),
    read("application/vnd.rn-realmedia", "RealMedia", Video, Ffmpeg, &["rm", "rmvb"], &[&[(0, b".RMF")]]),
    read("video/h264", "H.264", Video, Ffmpeg, &["h264", "264", "avc"], &[]),
    read("video/h265", "H.265", Video, Ffmpeg, &["h265", "265", "hevc"], &[]),
    read("video/x-dirac", "Dirac", Video, Ffmpeg, &["drc"], &[&[(0, b"BBCD\0")]]),
    read("video/x-ivf", "IVF", Video, Ffmpeg, &["ivf"], &[&[(0, b"DKIF\0\0")]]),
    read("video/x-nut", "NUT", Video, Ffmpeg, &["nut"], &[&[(0, b"nut/multimedia container\0")]]),
    read("video/x-wtv", "WTV", Video, Ffmpeg, &["wtv"], &[&[(0, b"\xb7\xd8\0\x20\x37\x49\xda\x11")]]),
    read("video/x-gxf", "GXF", Video, Ffmpeg, &["gxf"], &[&[(0, b"\0\0\0\0\x01\xbc")]]),
    read("video/mj2", "Motion JPEG 2000", Video, Ffmpeg, &["mj2"], &[&[(0, b"\0\0\0\x0cjP  "), (20, b"mjp2")]]),
    // Neither, but worth a name.
    other("application/zip", "ZIP", &["zip"], &[&[(0, b"PK\x03\x04")], &[(0, b"PK\x05\x06")], &[(0, b"PK\x07\x08")], &[(0, b"PK00PK\x03\x04")]]),
    other("application/x-ole-storage", "OLE", &[], &[&[(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")]]),
    other("application/gzip", "gzip", &["gz"], &[&[(0, b"\x1f\x8b\x08")]]),
    other("application/x-bzip2", "bzip2", &[], &[&[(0, b"BZh")]]),
    other("application/x-xz", "XZ", &[], &[&[(0, b"\xfd7zXZ\0")]]),
    other("application/zstd", "Zstandard", &[], &[&[(0, b"\x28\xb5\x2f\xfd")]]),
    other("application/x-lz4", "LZ4", &[], &[&[(0, b"\x04\x22\x4d\x18")]]),
    other("application/x-lzip", "lzip", &[], &[&[(0, b"LZIP")]]),
    other("application/x-compress", "compress", &[], &[&[(0, b"\x1f\xa0")], &[(0, b"\x1f\x9d")]]),
    other("application/x-7z-compressed", "7-Zip", &[], &[&[(0, b"7z\xbc\xaf\x27\x1c")]]),
    other("application/vnd.rar", "RAR", &[], &[&[(0, b"Rar!\x1a\x07\0")], &[(0, b"Rar!\x1a\x07\x01")]]),
    other("application/x-tar", "tar", &[], &[&[(257, b"ustar")]]),
    other("application/x-cpio", "cpio", &[], &[&[(0, b"\xc7\x71")], &[(0, b"\x71\xc7")]]),
    other("application/vnd.debian.binary-package", "Debian package", &[], &[&[(0, b"!<arch>\ndebian-binary")]]),
    other("application/x-unix-archive", "ar", &[], &[&[(0, b"!<arch>")]]),
    other("application/x-rpm", "RPM", &[], &[&[(0, b"\xed\xab\xee\xdb")]]),
    other("application/vnd.ms-cab-compressed", "CAB", &[], &[&[(0, b"MSCF")], &[(0, b"ISc(")]]),
    other("application/x-google-chrome-extension", "CRX", &[], &[&[(0, b"Cr24")]]),
    other("application/x-par2", "PAR2", &[], &[&[(0, b"PAR2\0PKT")]]),
    other("application/x-sqlite3", "SQLite", &["sqlite"], &[&[(0, b"SQLi")]]),
    other("application/wasm", "WebAssembly", &["wasm"], &[&[(0, b"\0asm\x01\0\0\0")]]),
    other("application/x-executable", "ELF", &[], &[&[(0, b"\x7fELF")], &[(0, b"\x4c\x01")], &[(0, b"\x64\x86")]]),
    other("application/vnd.microsoft.portable-executable", "Windows program", &[], &[&[(0, b"MZ")]]),
    other("application/java", "Java class or Mach-O", &[], &[&[(0, b"\xca\xfe\xba\xbe")]]),
    other("application/x-mach-binary", "Mach-O", &[], &[
        &[(0, b"\xcf\xfa\xed\xfe")], &[(0, b"\xce\xfa\xed\xfe")], &[(0, b"\xfe\xed\xfa\xcf")], &[(0, b"\xfe\xed\xfa\xce")],
    ]),
    other("application/x-llvm", "LLVM bitcode", &[], &[&[(0, b"BC\xc0\xde")]]),
    other("application/vnd.android.dex", "DEX", &[], &[&[(0, b"dex\n")]]),
    other("application/x-qemu-disk", "QCOW", &[], &[&[(0, b"QFI\xfb")]]),
    other("application/dicom", "DICOM", &[], &[&[(128, b"DICM")]]),
    other("application/x-nintendo-nes-rom", "NES ROM", &[], &[&[(0, b"NES\x1a")]]),
    other("application/font-woff", "WOFF", &[], &[&[(0, b"wOFF\0\x01\0\0")], &[(0, b"wOF2\0\x01\0\0")]]),
    other("application/font-sfnt", "TrueType and OpenType", &[], &[&[(0, b"\0\x01\0\0\0")], &[(0, b"OTTO\0")]]),
    other("application/x-x509-ca-cert", "X.509", &[], &[&[(0, b"\x30\x82")]]),
];

/// What files of a media type of video are called that have no video in them.
#[cfg(any(test, all(feature = "video", any(feature = "ffmpeg", feature = "native"))))]
#[rustfmt::skip]
pub(super) const AUDIO_IN: &[(&str, &str)] = &[
    ("video/mp4", "audio/mp4"),
    ("video/quicktime", "audio/quicktime"),
    ("video/webm", "audio/webm"),
    ("video/x-matroska", "audio/x-matroska"),
    ("video/x-ms-asf", "audio/x-ms-wma"),
    ("video/x-ms-wmv", "audio/x-ms-wma"),
    ("video/avi", "audio/avi"),
    ("video/ogg", "audio/ogg"),
    ("video/x-flv", "audio/x-flv"),
    ("video/mpeg", "audio/mpeg"),
    ("video/mp2t", "audio/mp2t"),
    ("application/mxf", "audio/mxf"),
    ("application/vnd.rn-realmedia", "audio/x-pn-realaudio"),
];
