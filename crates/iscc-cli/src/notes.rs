//! The sentences of notes.

use iscc_kit::{Note, NoteCode};

/// What a note says to a user.
pub(crate) fn sentence(note: &Note) -> String {
    let media_type = note.media_type.as_ref().map_or("this kind of file", |found| found.as_str());
    let detail = note.detail.as_deref().unwrap_or("for no known reason");
    match &note.code {
        NoteCode::UnknownMediaType => "unknown media type, ISCC-SUM only".into(),
        NoteCode::NoMode => format!("no Content-Code for {media_type}, ISCC-SUM only"),
        NoteCode::NoReader => {
            format!("{media_type} is not read by this build, ISCC-SUM only")
        }
        NoteCode::NeedsFfmpeg => format!(
            "{media_type} of this kind is read by FFmpeg: install its libraries (Debian: libavcodec-dev \
             libavformat-dev libswscale-dev libclang-dev) and build with the feature `ffmpeg`; ISCC-SUM only"
        ),
        NoteCode::NeedsFile => "a film is read from a file only, ISCC-SUM only".into(),
        NoteCode::Empty => "the file is empty, ISCC-SUM only".into(),
        NoteCode::NoText => "no text in it".into(),
        NoteCode::TooShort => {
            "too short for an Audio-Code, which needs 2.73 seconds; ISCC-SUM only".into()
        }
        NoteCode::TooFewFrames => "too few frames for a Video-Code, ISCC-SUM only".into(),
        NoteCode::TooSmall => {
            "frames of less than 32 pixels in width or height have no Video-Code, \
                               ISCC-SUM only"
                .into()
        }
        NoteCode::NoStream => {
            format!("{media_type} with neither audio nor video in it, ISCC-SUM only")
        }
        NoteCode::VariantNotRead => {
            format!("{media_type} of this kind is not read: {detail}; ISCC-SUM only")
        }
        NoteCode::MetaLeftOut => "no Meta-Code without a Content-Code".into(),
        NoteCode::EmbeddedMetaLeftOut => {
            "the ISCC metadata inside the file is damaged and was left out".into()
        }
        NoteCode::NoName => "no Meta-Code, as the file's name is no name".into(),
        NoteCode::TextTruncated => "the text is longer than the limit and was cut off".into(),
        NoteCode::DamagedAudio => "damaged, the Audio-Code is that of what can be heard".into(),
        NoteCode::WithoutFfmpeg => {
            "read without FFmpeg: if its pictures are damaged, the Video-Code may be another".into()
        }
        NoteCode::DamagedTag => "a tag is malformed, only what precedes the flaw counts".into(),
        NoteCode::CoverLeftOut => "the cover cannot be read, no thumbnail".into(),
        NoteCode::Featureless => {
            "hardly any feature in it, its Content-Code is not distinctive".into()
        }
        other => other.as_str().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_note_has_its_sentence() {
        for code in NoteCode::ALL {
            let sentence = sentence(&Note::new(code.clone()));
            assert!(sentence.contains(' ') && !sentence.contains("  "), "{sentence}");
        }
    }
}
