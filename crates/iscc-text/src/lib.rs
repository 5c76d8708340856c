//! ISCC Text-Code and Meta-Code (ISO 24138), text normalisation, granular features, text files.
