//! The functions of the reference in terms of this crate, from JSON inputs to JSON outputs.

use core::error::Error;
use core::fmt::Write;

use iscc_core::{Bits, Code, Iscc, RawUnit, Seq, Unit, mixed_code};
use serde_json::{Value, json};

type Found = Result<Value, Box<dyn Error>>;

/// Calls a function of the reference; `None` if this build does not have it.
pub(super) fn call(function: &str, inputs: &Value) -> Option<Found> {
    let (first, last) = (&inputs[0], last(inputs));
    Some(match function {
        "gen_meta_code_v0" => return meta(inputs),
        "gen_text_code_v0" => return text(first, last),
        "gen_image_code_v0" => return image(first, last),
        "gen_audio_code_v0" => return audio(first, last),
        "gen_video_code_v0" => return video(first, last),
        "gen_data_code_v0" => return data(first, last),
        "gen_instance_code_v0" => return instance(first, last),
        "gen_mixed_code_v0" => mixed(first, last),
        "gen_iscc_code_v0" => iscc_code(first),
        "encode_seq" => encode_seq(first),
        "decode_seq" => decode_seq(first),
        _ => return None,
    })
}

fn last(inputs: &Value) -> &Value {
    inputs.as_array().and_then(|inputs| inputs.last()).unwrap_or(&Value::Null)
}

fn bits(value: &Value) -> Result<Bits, Box<dyn Error>> {
    let bits = value.as_u64().ok_or("not a number of bits")?;
    Ok(Bits::try_from(u32::try_from(bits)?)?)
}

fn str(value: &Value) -> Result<&str, Box<dyn Error>> {
    value.as_str().ok_or_else(|| "not a string".into())
}

fn array(value: &Value) -> Result<&[Value], Box<dyn Error>> {
    value.as_array().map(Vec::as_slice).ok_or_else(|| "not an array".into())
}

/// The bytes of an input that is marked as `stream:` or `bytes:`.
fn bytes(value: &Value) -> Result<Vec<u8>, Box<dyn Error>> {
    let digits = str(value)?.split_once(':').ok_or("not marked as bytes")?.1.as_bytes();
    let pairs = digits.chunks_exact(2).map(|pair| {
        let pair = core::str::from_utf8(pair)?;
        Ok(u8::from_str_radix(pair, 16)?)
    });
    pairs.collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

fn units(value: &Value) -> Result<Vec<RawUnit>, Box<dyn Error>> {
    array(value)?.iter().map(|unit| Ok(RawUnit::parse_lenient(str(unit)?)?)).collect()
}

fn mixed(codes: &Value, bits_: &Value) -> Found {
    let unit = mixed_code(units(codes)?, bits(bits_)?)?;
    Ok(json!({ "iscc": unit.to_string(), "parts": codes }))
}

fn iscc_code(codes: &Value) -> Found {
    let units: Result<Vec<Unit>, _> = units(codes)?.iter().map(RawUnit::unit).collect();
    let code = Code::compose(&units?)?;
    Ok(json!({ "iscc": Iscc::from(code).to_string() }))
}

fn encode_seq(codes: &Value) -> Found {
    Ok(json!(format!("bytes:{}", hex(&Seq::encode(units(codes)?)))))
}

fn decode_seq(input: &Value) -> Found {
    let units: Vec<String> =
        Seq::new(&bytes(input)?)?.iter().map(|unit| unit.to_string()).collect();
    Ok(json!(units))
}

macro_rules! engines {
    ($($feature:literal fn $name:ident($($input:ident),*) $body:block)*) => {$(
        #[cfg(feature = $feature)]
        fn $name($($input: &Value),*) -> Option<Found> {
            Some((|| $body)())
        }

        #[cfg(not(feature = $feature))]
        fn $name($(_: engines!(@ $input)),*) -> Option<Found> {
            None
        }
    )*};
    (@ $input:ident) => { &Value };
}

engines! {
    "meta" fn meta(inputs) {
        use iscc_text::MetaInput;

        let (name, description) = (str(&inputs[0])?, inputs[1].as_str().unwrap_or_default());
        let mut input = MetaInput::new(name).description(description);
        let json = inputs[2].to_string();
        input = match &inputs[2] {
            Value::Null => input,
            Value::String(url) => input.data_url(url),
            _ => input.json(&json),
        };
        let code = input.code(bits(&inputs[3])?)?;
        let mut found = json!({
            "iscc": code.unit.to_string(),
            "name": code.name,
            "metahash": code.metahash.to_string(),
        });
        // Fields without a value are left out.
        for (field, value) in [("description", code.description), ("meta", code.meta)] {
            if let Some(value) = value {
                found[field] = Value::String(value);
            }
        }
        Ok(found)
    }

    "text" fn text(input, bits_) {
        let code = iscc_text::text_code(str(input)?, bits(bits_)?);
        Ok(json!({ "iscc": code.unit.to_string(), "characters": code.characters }))
    }

    "image" fn image(input, bits_) {
        let pixels: Vec<u8> = serde_json::from_value(input.clone())?;
        let pixels: [u8; 1024] = pixels.try_into().map_err(|_| "not 1024 pixels")?;
        let unit = iscc_image::image_code(&iscc_image::Gray32x32::new(pixels), bits(bits_)?);
        Ok(json!({ "iscc": unit.to_string() }))
    }

    "audio" fn audio(input, bits_) {
        let items: Vec<i32> = serde_json::from_value(input.clone())?;
        let unit = iscc_audio::audio_code(&items, bits(bits_)?);
        Ok(json!({ "iscc": unit.to_string() }))
    }

    "video" fn video(input, bits_) {
        let frames: Vec<Vec<u32>> = serde_json::from_value(input.clone())?;
        let frames: Result<Vec<[u32; iscc_video::VALUES]>, _> =
            frames.into_iter().map(<[u32; iscc_video::VALUES]>::try_from).collect();
        let frames = frames.map_err(|_| "a frame signature of another length")?;
        let unit = iscc_video::video_code(&frames, bits(bits_)?).ok_or("no frame")?;
        Ok(json!({ "iscc": unit.to_string() }))
    }

    "data" fn data(input, bits_) {
        let unit = iscc_data::data_code(&bytes(input)?, bits(bits_)?);
        Ok(json!({ "iscc": unit.to_string() }))
    }

    "data" fn instance(input, bits_) {
        let sum = iscc_data::sum(&bytes(input)?);
        Ok(json!({
            "iscc": sum.instance_code(bits(bits_)?).to_string(),
            "datahash": sum.datahash().to_string(),
            "filesize": sum.size(),
        }))
    }
}
