//! Area `data`: Data-Code, Instance-Code, and both in one pass over a file.

use std::fs;
use std::num::NonZero;
use std::thread::available_parallelism;

use iscc_core::Bits;
use iscc_data::{DataHasher, data_code, instance_code, sum_file, sum_file_parallel};
use iscc_lib::streaming;

use crate::input::{noise, size_name};
use crate::measure::Table;

pub fn area(table: &mut Table) {
    for length in [4 << 10, 64 << 10, 1 << 20, 64 << 20, 1 << 30] {
        let data = noise(length);
        let (name, size) = (size_name(length), (length, "bytes"));
        table.row(
            "data/data-code",
            &name,
            size,
            || data_code(&data, Bits::B64).to_string(),
            || iscc_lib::gen_data_code_v0(&data, 64).expect("64 bits are allowed").iscc,
        );
        table.row(
            "data/instance-code",
            &name,
            size,
            || instance_code(&data, Bits::B64).to_string(),
            || iscc_lib::gen_instance_code_v0(&data, 64).expect("64 bits are allowed").iscc,
        );
        let file = std::env::temp_dir().join(format!("iscc-bench-{}", std::process::id()));
        fs::write(&file, &data).expect("the temporary folder can be written");
        table.row(
            "data/sum of a file",
            &name,
            size,
            || sum_file(&file).expect("the file is there").code().to_string(),
            || iscc_lib::gen_sum_code_v0(&file, 64, false, false).expect("the file is there").iscc,
        );
        table.row(
            "data/sum of a file, all threads",
            &name,
            size,
            || sum_file_parallel(&file, threads()).expect("the file is there").code().to_string(),
            || iscc_lib::gen_sum_code_v0(&file, 64, false, false).expect("the file is there").iscc,
        );
        fs::remove_file(&file).expect("the file is ours");
    }
    let data = noise(1 << 20);
    for piece in [64, 4096] {
        table.row(
            "data/data-code streamed",
            &format!("1 MiB in pieces of {piece} bytes"),
            (data.len(), "bytes"),
            || {
                let mut hasher = DataHasher::new();
                data.chunks(piece).for_each(|piece| _ = hasher.update(piece));
                hasher.finalize().prefix(Bits::B64).to_vec()
            },
            || {
                let mut hasher = streaming::DataHasher::new();
                data.chunks(piece).for_each(|piece| hasher.update(piece));
                let code = hasher.finalize(64).expect("64 bits are allowed").iscc;
                iscc_lib::iscc_decode(&code).expect("it made the code").4
            },
        );
    }
}

fn threads() -> NonZero<usize> {
    available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}
