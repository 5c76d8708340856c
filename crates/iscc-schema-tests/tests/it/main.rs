//! iscc-schema from the outside.

mod records;
