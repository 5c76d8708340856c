//! ISCC Data-Code, Instance-Code and ISCC-SUM (ISO 24138): what every file has, whatever it holds.
//!
//! The Data-Code stays similar when some of the bytes change; the Instance-Code is a checksum; the
//! ISCC-SUM is both under one header.
//!
//! # Example
//! ```
//! let sum = iscc_data::sum(b"any bytes");
//! println!("{} {} bytes", sum.code(), sum.size());
//! assert_eq!(sum.code().units().len(), 2);
//! ```
//!
//! # Which item do I want?
//! | you have | one unit | both in one pass |
//! |---|---|---|
//! | bytes | [`data_code`], [`instance_code`] | [`sum()`] |
//! | pieces of bytes | [`DataHasher`], [`InstanceHasher`] | [`SumHasher`] |
//! | a reader or a file | the hashers as `io::Write` | `sum_reader`, `sum_file` |
//! | threads to spare | | `sum_parallel`, `sum_file_parallel`, `sum_reader_parallel` |
//!
//! # Features
//! * `std` (default): readers, files, `io::Write`, and BLAKE3's choice of SIMD at run time.
//! * `simd` (default): AVX2 and AVX-512 for the Data-Code where the CPU has them.
//! * `mmap`: large files are mapped into memory where threads are asked for. Faster, but a file that
//!   gets shorter meanwhile ends the process; without the feature it gives an error.
//! * `pure`: BLAKE3 without its C and assembly.
//!
//! No feature changes a code.
//!
//! # Not supported
//! Seeking: a sum is always that of the whole input from its start.
#![no_std]
#![cfg_attr(not(feature = "mmap"), forbid(unsafe_code))]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "std")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod data;
mod instance;
#[cfg(feature = "mmap")]
mod mapping;
#[cfg(feature = "std")]
mod parallel;
#[cfg(feature = "std")]
mod pipe;
#[cfg(feature = "std")]
mod read;
mod sum;

pub use data::{DataHasher, data_code, data_hash};
pub use instance::{InstanceHasher, instance_code, instance_hash};
#[cfg(feature = "std")]
pub use parallel::sum_parallel;
#[cfg(feature = "std")]
pub use pipe::sum_reader_parallel;
#[cfg(feature = "std")]
pub use read::{sum_file, sum_file_parallel, sum_file_watched, sum_reader};
pub use sum::{Sum, SumHasher, sum};
