//! [`ReadSeek`]: a reader of any kind as an object.

use std::io::{Read, Seek};

/// What can be read in any order.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}
