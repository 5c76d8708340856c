//! ISCC Image-Code (ISO 24138) from pixels, and from JPEG and PNG files exactly as the reference.
