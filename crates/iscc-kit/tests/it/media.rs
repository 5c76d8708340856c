//! Files of some size that tests make.

/// Sound that never repeats: 22,050 samples a second, 16 bits, two channels.
pub(crate) fn wav(seconds: u32) -> Vec<u8> {
    const RATE: u32 = 22_050;
    let samples = 2 * RATE * seconds;
    let mut file = b"RIFF".to_vec();
    file.extend((36 + samples * 2).to_le_bytes());
    file.extend(b"WAVEfmt \x10\0\0\0\x01\0\x02\0");
    file.extend(RATE.to_le_bytes());
    file.extend((RATE * 4).to_le_bytes());
    file.extend(b"\x04\0\x10\0data");
    file.extend((samples * 2).to_le_bytes());
    // Two tones that change every quarter of a second, and noise.
    let (mut state, mut phases) = (1_u32, [0_u32; 2]);
    for sample in 0..samples / 2 {
        let step = sample / (RATE / 4) + 1;
        for (channel, phase) in phases.iter_mut().enumerate() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let channel = u32::try_from(channel).unwrap();
            let hertz = 200 + (step * (37 + channel * 14)) % 900;
            *phase = phase.wrapping_add(hertz * (u32::MAX / RATE));
            let tone = (phase.cast_signed() >> 17).abs() - (1 << 13);
            let value = tone + (state.cast_signed() >> 21);
            file.extend(i16::try_from(value).unwrap().to_le_bytes());
        }
    }
    file
}

/// A picture of 800 x 600 pixels as a bitmap of 1.4 megabytes.
pub(crate) fn bmp() -> Vec<u8> {
    let (width, height) = (800_u32, 600_u32);
    let mut file = b"BM".to_vec();
    file.extend((54 + width * height * 3).to_le_bytes());
    file.extend(b"\0\0\0\0\x36\0\0\0\x28\0\0\0");
    file.extend(width.to_le_bytes());
    file.extend(height.to_le_bytes());
    file.extend(b"\x01\0\x18\0");
    file.extend([0; 24]);
    for y in 0..height {
        for x in 0..width {
            let wave = (x * x / 900 + y * 3 + x * y / 500) & 255;
            let colours = [wave, (wave + x / 4) & 255, y * 255 / height];
            file.extend(colours.map(|colour| u8::try_from(colour).unwrap()));
        }
    }
    file
}

/// Bytes of no kind.
pub(crate) fn bytes(length: u32) -> Vec<u8> {
    (0..length).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
}
