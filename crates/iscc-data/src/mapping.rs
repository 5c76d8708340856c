//! A large file in memory without a copy, where feature `mmap` asks for it.

use std::fs::File;
use std::io;

#[cfg(unix)]
use memmap2::Advice;
use memmap2::Mmap;

/// A regular file mapped for reading once from start to end.
///
/// The content must not get shorter meanwhile: the system ends the process (SIGBUS) that touches what
/// is no longer there. That is why mapping is a choice (docs/decisions/0003-mapping.md).
#[expect(unsafe_code, reason = "a mapping is only as constant as the file")]
pub(crate) fn map(file: &File) -> io::Result<Mmap> {
    // SAFETY: the mapping is read only, is not kept beyond one sum, and its bytes are only read: should
    // another process change them, the sum is that of some mixture, as it would be with reads.
    let map = unsafe { Mmap::map(file) }?;
    // A hint, which may fail.
    #[cfg(unix)]
    let _ = map.advise(Advice::Sequential);
    Ok(map)
}
