//! ISCC (ISO 24138) for files: every engine behind features, media type sniffing, file to record.
