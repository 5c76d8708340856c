"""Golden fingerprints: PCM of our own making through fpcalc 1.5.1 and FFmpeg, and iscc-core's codes of the items.

    python audio_golden.py OUTDIR

Needs `fpcalc` 1.5.1 and `ffmpeg` (5.1) beside the reference packages. Writes OUTDIR/golden/audio.json: what sound it is
(made again by the tests, from integers only), and for each
* `v151`: the items of fpcalc 1.5.1 for the WAV file (fixed point for 16 bits, the resampler is not flushed);
* `mono`: the BLAKE3 hash of the 16-bit samples at 11025 Hz that libswresample makes with fpcalc's settings in the
  arithmetic that newer versions choose, flushed; its number of samples; and the items of fpcalc for them, which are
  those of fpcalc 1.6.
Items are a count, the BLAKE3 hash of their little-endian bytes, and the Audio-Codes of 64 and 256 bits.
"""

import json
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import iscc_core as ic
from blake3 import blake3

RATE = 11025
# Tones in millihertz, for a quarter of a second each.
TONES = [110000, 440000, 261626, 1318510, 329628, 82407, 587330, 2093005, 195998, 880000, 3322438, 146832]


def samples(sound, rate, channels, frames):
    """Values of 24 bits, interleaved."""
    if sound == "silence":
        return [0] * (frames * channels)
    steps = [(tone << 32) // (rate * 1000) for tone in TONES]
    state = 1
    values = []
    append = values.append
    for n in range(frames):
        beat = n * 4 // rate
        up, down = n * steps[beat % 12], n * steps[(beat * 5 + 3) % 12]
        loudness = beat % 7 + 2
        for channel in range(channels):
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
            noise = (state >> 7) - (1 << 23)
            if sound == "square":
                append(-(1 << 23) if (up >> 31) + channel & 1 else (1 << 23) - 1)
                continue
            phase = (up + channel * down) & 0xFFFFFFFF
            triangle = abs((phase >> 7) - (1 << 24)) - (1 << 23)
            append((triangle * 3 + noise) * loudness // 40)
    return values


def wav(path, rate, channels, kind, mask, values):
    """Writes values of 24 bits as a WAV file of some type of samples."""
    if kind == "u8":
        data = bytes((value >> 16) + 128 for value in values)
    elif kind == "s16":
        data = struct.pack(f"<{len(values)}h", *[value >> 8 for value in values])
    elif kind == "s24":
        data = b"".join(value.to_bytes(3, "little", signed=True) for value in values)
    elif kind == "f32":
        data = struct.pack(f"<{len(values)}f", *[value / (1 << 23) for value in values])
    else:
        data = struct.pack(f"<{len(values)}d", *[value / (1 << 23) for value in values])
    bits = int(kind[1:])
    tag = 3 if kind[0] == "f" else 1
    head = struct.pack("<HIIHH", channels, rate, rate * channels * bits // 8, channels * bits // 8, bits)
    if mask:
        guid = struct.pack("<H", tag) + bytes.fromhex("000000001000800000aa00389b71")
        head = struct.pack("<H", 0xFFFE) + head + struct.pack("<HHI", 22, bits, mask) + guid
    else:
        head = struct.pack("<H", tag) + head
    body = b"WAVEfmt " + struct.pack("<I", len(head)) + head + b"data" + struct.pack("<I", len(data)) + data
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)


def items_of(path):
    call = ["fpcalc", "-raw", "-json", "-signed", "-length", "0", str(path)]
    done = subprocess.run(call, capture_output=True, text=True)
    # 3 is the code of 1.5.1 for an error at the end, after everything was printed.
    if done.returncode not in (0, 3):
        assert "Empty fingerprint" in done.stderr or "Not enough audio data" in done.stderr, done.stderr
        return []
    return json.loads(done.stdout)["fingerprint"]


def mono_of(path, kind, rate):
    """What libswresample makes of it in fpcalc 1.6's settings."""
    fixed = kind == "u8" or (kind == "s16" and rate == RATE)
    internal = "s16p" if fixed else "dblp" if kind == "f64" else "fltp"
    settings = (
        f"aresample={RATE}:filter_size=16:phase_shift=8:linear_interp=1:cutoff=0.8"
        f":internal_sample_fmt={internal}:out_sample_fmt=s16:out_chlayout=mono"
    )
    call = ["ffmpeg", "-v", "error", "-i", str(path), "-af", settings, "-f", "s16le", "-"]
    return subprocess.run(call, capture_output=True, check=True).stdout


def described(items):
    raw = struct.pack(f"<{len(items)}i", *items)
    codes = [ic.gen_audio_code_v0(items, bits=bits)["iscc"] for bits in (64, 256)]
    return {"items": len(items), "blake3": blake3(raw).hexdigest(length=16), "codes": codes}


def cases():
    def case(rate, kind, channels=1, mask=0, seconds=4.0, frames=None, sound="tones"):
        frames = int(rate * seconds) + 7 if frames is None else frames
        return {"rate": rate, "kind": kind, "channels": channels, "mask": mask, "frames": frames, "sound": sound}

    usual = [8000, 12000, 16000, 22050, 24000, 32000, 37800, 44100, 48000, 88200, 96000, 192000]
    for rate in [11025, *usual]:
        yield case(rate, "s16")
        yield case(rate, "s16", 2)
        yield case(rate, "f32", 2)
    for rate in [4000, 5512, 7999, 11024, 11026, 18900, 33075, 44056, 44101, 47952, 50000, 64000, 176400, 352800]:
        yield case(rate, "s16", 2, seconds=3.2)
        yield case(rate, "f32", seconds=3.2)
    for rate in [11025, 44100, 48000, 96000]:
        yield case(rate, "s24", 2)
        yield case(rate, "u8", 2)
        yield case(rate, "f64", 2)
    for channels in [3, 4, 5, 6, 7, 8]:
        yield case(44100, "s16", channels, seconds=3)
        yield case(48000, "f32", channels, seconds=3)
    # 3.0, front center and LFE, quad of the back and of the sides, 5.0 and 5.1 of the sides, hexagonal, 6.0, 7.0, octagonal,
    # 7.1 wide, 5.1.2, 5.1.4, left and right of center alone
    for mask in [0x7, 0xC, 0x33, 0x603, 0x607, 0x60F, 0x137, 0x707, 0x637, 0x737, 0xFF, 0x503F, 0x2D03F, 0xC3]:
        channels = mask.bit_count()
        yield case(44100, "f32", channels, mask, seconds=3)
        yield case(16000, "s16", channels, mask, seconds=3)
    for frames in [0, 1, 16, 17, 4096, 28666, 30030, 30031, 31395, 31396, 32761]:
        yield case(11025, "s16", frames=frames)
    # The first item appears between these, with and without flush.
    for frames in [120099, 120120, 120124, 120125, 120126, 120160, 120161, 120165, 120200, 125621, 125660]:
        yield case(44100, "f32", frames=frames)
    for frames in [130700, 130740, 130745, 130770, 130800]:
        yield case(48000, "s16", 2, frames=frames)
    for rate in [11025, 44100, 48000]:
        yield case(rate, "s16", 2, sound="silence")
        yield case(rate, "s16", 2, sound="square")
        yield case(rate, "f32", 2, sound="square")
    yield case(44100, "s16", 2, seconds=20)


def main(out):
    made = []
    with tempfile.TemporaryDirectory() as scratch:
        path, mono_path = Path(scratch, "a.wav"), Path(scratch, "mono.wav")
        for case in cases():
            values = samples(case["sound"], case["rate"], case["channels"], case["frames"])
            wav(path, case["rate"], case["channels"], case["kind"], case["mask"], values)
            case["v151"] = described(items_of(path))
            mono = mono_of(path, case["kind"], case["rate"]) if case["frames"] else b""
            count = len(mono) // 2
            wav(mono_path, RATE, 1, "s16", 0, [value << 8 for value in struct.unpack(f"<{count}h", mono)])
            case["mono"] = {"samples": count, "blake3": blake3(mono).hexdigest(length=16)}
            case["v16"] = described(items_of(mono_path))
            made.append(case)
    out = Path(out, "golden")
    out.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(case) for case in made)
    (out / "audio.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main(sys.argv[1])
