//! What a file says about itself: the metadata embedded in it, as plain text.

/// Embedded metadata. Values are sanitized and not empty; the names are those of the ISCC metadata schema.
#[derive(Debug, Default)]
#[cfg_attr(not(feature = "meta"), expect(dead_code, reason = "without it nothing is made of them"))]
pub(crate) struct Embedded {
    pub(crate) name: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) meta: Option<String>,
    pub(crate) creator: Option<String>,
    pub(crate) license: Option<String>,
    pub(crate) acquire: Option<String>,
    pub(crate) rights: Option<String>,
    pub(crate) identifier: Option<String>,
    pub(crate) language: Option<String>,
}

impl Embedded {
    /// The metadata of an image file.
    #[cfg(all(feature = "image", feature = "meta"))]
    pub(crate) fn of_image(bytes: &[u8], limits: &iscc_image::Limits) -> Self {
        let found = iscc_image::metadata(bytes, limits);
        // The first tag with a value counts, even if nothing is left of it: then the field has none.
        let plain = |value: Option<String>| {
            value.map(|value| iscc_text::sanitize(&value)).filter(|value| !value.is_empty())
        };
        Self {
            name: plain(found.name),
            description: plain(found.description),
            meta: plain(found.meta),
            creator: plain(found.creator),
            license: plain(found.license),
            acquire: plain(found.acquire),
            rights: plain(found.rights),
            identifier: plain(found.identifier),
            language: plain(found.language),
        }
    }

    /// The metadata of an audio file, which the reference takes as it is.
    #[cfg(feature = "audio")]
    pub(crate) fn of_audio(found: iscc_audio::metadata::Metadata) -> Self {
        let text = |value: Option<String>| value.filter(|value| !value.is_empty());
        Self {
            name: text(found.name),
            description: text(found.description),
            meta: text(found.meta),
            creator: text(found.creator),
            license: text(found.license),
            acquire: text(found.acquire),
            rights: text(found.rights),
            identifier: None,
            language: text(found.language),
        }
    }

    /// The metadata of a film, which the reference takes as it is.
    #[cfg(all(feature = "video", any(feature = "ffmpeg", feature = "native")))]
    pub(crate) fn of_video(found: iscc_video::Metadata) -> Self {
        Self {
            name: found.name,
            description: found.description,
            meta: found.meta,
            creator: found.creator,
            license: found.license,
            acquire: found.acquire,
            rights: found.rights,
            identifier: None,
            language: found.language,
        }
    }

    /// Without the Meta-Code nothing is made of it, nor is there anything that takes markup out.
    #[cfg(all(feature = "image", not(feature = "meta")))]
    pub(crate) fn of_image(_: &[u8], _: &iscc_image::Limits) -> Self {
        Self::default()
    }

    /// The metadata of a document, which is plain text already.
    #[cfg(feature = "text")]
    pub(crate) fn of_document(found: iscc_document::Metadata) -> Self {
        Self {
            name: found.name,
            description: found.description,
            meta: found.meta,
            creator: found.creator,
            license: found.license,
            acquire: found.acquire,
            rights: found.rights,
            identifier: None,
            language: found.language,
        }
    }
}
