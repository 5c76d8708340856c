//! What a file says about itself, as plain text, in the one type of all media.

#[cfg(any(
    feature = "text",
    feature = "image",
    feature = "audio",
    all(feature = "video", any(feature = "ffmpeg", feature = "native"))
))]
use iscc_schema::Metadata;

/// The metadata of an image file. Without the Meta-Code nothing is made of it, nor is there anything that takes markup
/// out.
#[cfg(feature = "image")]
pub(crate) fn of_image(bytes: &[u8], limits: &iscc_image::Limits) -> Metadata {
    if cfg!(not(feature = "meta")) {
        return Metadata::default();
    }
    let found = iscc_image::metadata(bytes, limits);
    let found = Metadata {
        name: found.name,
        description: found.description,
        meta: found.meta,
        creator: found.creator,
        license: found.license,
        acquire: found.acquire,
        rights: found.rights,
        identifier: found.identifier,
        language: found.language,
        ..Metadata::default()
    };
    // The first tag with a value counts, even if nothing is left of it: then the field has none.
    #[cfg(feature = "meta")]
    let found = found.map(|value| Some(iscc_text::sanitize(&value))).without_empty();
    found
}

/// The metadata of an audio file, which the reference takes as it is.
#[cfg(feature = "audio")]
pub(crate) fn of_audio(found: iscc_audio::metadata::Metadata) -> Metadata {
    let found = Metadata {
        name: found.name,
        description: found.description,
        meta: found.meta,
        creator: found.creator,
        license: found.license,
        acquire: found.acquire,
        rights: found.rights,
        language: found.language,
        ..Metadata::default()
    };
    found.without_empty()
}

/// The metadata of a film, which the reference takes as it is.
#[cfg(all(feature = "video", any(feature = "ffmpeg", feature = "native")))]
pub(crate) fn of_video(found: iscc_video::Metadata) -> Metadata {
    Metadata {
        name: found.name,
        description: found.description,
        meta: found.meta,
        creator: found.creator,
        license: found.license,
        acquire: found.acquire,
        rights: found.rights,
        language: found.language,
        ..Metadata::default()
    }
}

/// The metadata of a document, which is plain text already.
#[cfg(feature = "text")]
pub(crate) fn of_document(found: iscc_document::Metadata) -> Metadata {
    Metadata {
        name: found.name,
        description: found.description,
        meta: found.meta,
        creator: found.creator,
        keywords: found.keywords,
        license: found.license,
        acquire: found.acquire,
        credit: found.credit,
        rights: found.rights,
        language: found.language,
        pages: found.pages,
        ..Metadata::default()
    }
}
