//! Area `codec`: reading and printing codes, composing and taking apart.

use iscc_core::{Bits, Code, Digest, Mode, Unit, UnitKind};

use crate::input::noise;
use crate::measure::Table;

/// A call works on this many: one alone is over before the clock ticks.
const COUNT: usize = 1000;

pub fn area(table: &mut Table) {
    let digests: Vec<Digest> = noise(COUNT * 32)
        .chunks_exact(32)
        .map(|bytes| Digest::new(bytes.try_into().expect("32 bytes")))
        .collect();
    let kind = UnitKind::Content(Mode::Image);
    let size = (COUNT, "codes");
    for bits in [Bits::B64, Bits::B256] {
        let name = format!("{COUNT} units of {bits} bits");
        let units: Vec<Unit> = digests.iter().map(|digest| Unit::new(kind, bits, digest)).collect();
        let printed: Vec<String> = units.iter().map(Unit::to_string).collect();
        table.row(
            "codec/print",
            &name,
            size,
            || units.iter().map(Unit::to_string).collect::<Vec<_>>(),
            || {
                let print = |digest: &Digest| {
                    let code = iscc_lib::encode_component(2, 1, 0, bits.get(), digest.as_bytes());
                    format!("ISCC:{}", code.expect("a legal unit"))
                };
                digests.iter().map(print).collect()
            },
        );
        table.row(
            "codec/parse",
            &name,
            size,
            || {
                let parse = |text: &String| text.parse::<Unit>().expect("printed above");
                printed.iter().map(parse).map(|unit| u64::from(unit.body()[0])).sum::<u64>()
            },
            || {
                let parse = |text: &String| iscc_lib::iscc_decode(text).expect("printed above").4;
                printed.iter().map(parse).map(|body| u64::from(body[0])).sum()
            },
        );
    }
    let kinds = [UnitKind::Meta, kind, UnitKind::Data, UnitKind::Instance];
    let sets: Vec<[Unit; 4]> =
        digests.iter().map(|digest| kinds.map(|kind| Unit::new(kind, Bits::B64, digest))).collect();
    let printed: Vec<[String; 4]> =
        sets.iter().map(|set| set.map(|unit| unit.to_string())).collect();
    table.row(
        "codec/compose",
        &format!("{COUNT} ISCC-CODEs of 4 units"),
        size,
        || {
            let compose = |set: &[Unit; 4]| Code::compose(set).expect("a legal code").to_string();
            sets.iter().map(compose).collect::<Vec<_>>()
        },
        || {
            let compose = |set: &[String; 4]| {
                iscc_lib::gen_iscc_code_v0(&set.each_ref().map(|s| &**s), false)
                    .expect("a legal code")
                    .iscc
            };
            printed.iter().map(compose).collect()
        },
    );
}
