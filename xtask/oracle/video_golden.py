"""Golden frame signatures and signature files of FFmpeg's filter `signature`, scenes of iscc-sdk: `cargo xtask oracle video`.

usage: video_golden.py OUTDIR   (writes OUTDIR/golden/video_signature.json and OUTDIR/golden/video.mp7sig)

The pictures are made of integers by the rules below, here and in crates/iscc-video/tests/support/pictures.rs, and given
to FFmpeg as raw gray video of five frames a second. `file` is the FNV-1a hash of the whole signature file.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import iscc_sdk as idk
import numpy as np

FPS = 5
# Numbers of 32 bits wrap around here.
np.seterr(over="ignore")


def picture(kind, width, height, frame):
    """One of the pictures that tests make as well; every number is one of 32 bits."""
    x = np.arange(width, dtype=np.uint32)[None, :]
    y = np.arange(height, dtype=np.uint32)[:, None]
    t = np.uint32(frame)
    match kind:
        case "noise":
            n = x * np.uint32(0x9E3779B1) + y * np.uint32(0x85EBCA77) + t * np.uint32(0xC2B2AE3D)
            n = (n ^ (n >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
            n = (n ^ (n >> np.uint32(12))) * np.uint32(0x297A2D39)
            luma = n >> np.uint32(24)
        case "bright":
            luma = np.uint32(255) - (picture("noise", width, height, frame) & np.uint32(7))
        case "dark":
            luma = picture("noise", width, height, frame) & np.uint32(3)
        case "waves":
            luma = (x * x + np.uint32(3) * y * y + x * y + t * (x + np.uint32(41))) >> np.uint32(6)
        case "blocks":
            luma = ((x + np.uint32(5) * t) // np.uint32(11) ^ y // np.uint32(7)) * np.uint32(37) + t
        case "ramp":
            luma = x * np.uint32(255) // np.uint32(width) + np.zeros_like(y) + t
        case "flat":
            luma = np.zeros((height, width), np.uint32) + np.uint32(77) + t
        case "step":
            # One half of one cell: what stands on the threshold shows.
            luma = np.where((x < width // 64) & (y < height // 64), np.uint32(255), np.uint32(128) + t)
    luma = np.broadcast_to(luma, (height, width))
    return (luma & np.uint32(255)).astype(np.uint8)


def signature(kind, width, height, frames, rate=FPS, filters=""):
    """The signature file of a film."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out.bin"
        command = ["ffmpeg", "-v", "error", "-f", "rawvideo", "-pix_fmt", "gray"]
        command += ["-s", f"{width}x{height}", "-r", str(rate), "-i", "-"]
        command += ["-vf", f"{filters}signature=format=binary:filename={out}", "-f", "null", "-"]
        ffmpeg = subprocess.Popen(command, stdin=subprocess.PIPE)
        for frame in range(frames):
            ffmpeg.stdin.write(picture(kind, width, height, frame).tobytes())
        ffmpeg.stdin.close()
        assert ffmpeg.wait() == 0, command
        return out.read_bytes()


def records(file):
    """Confidence, words and digits of the frames, as hexadecimal digits."""
    bits = int.from_bytes(file, "big")
    total = len(file) * 8
    at = lambda position, count: bits >> (total - position - count) & ((1 << count) - 1)
    frames, segments = at(129, 32), at(129 + 32 + 16 + 1 + 64, 32)
    first = 129 + 32 + 16 + 1 + 64 + 32 + segments * (4 * 32 + 1 + 5 * 243) + 1
    for frame in range(frames):
        yield f"{at(first + frame * 689 + 33, 656):0164x}"


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return f"{value:016x}"


# Films of shots: the kind of its pictures, the number of the first, how much it goes up each frame, how many frames.
# With the rate as a fraction, and the pixel format.
FILMS = [
    ("24/1", "gray", [("waves", 0, 1, 40), ("bright", 0, 1, 30), ("blocks", 3, 1, 55), ("dark", 0, 1, 24), ("ramp", 9, 1, 31), ("waves", 90, 2, 20)]),
    ("30000/1001", "gray", [("dark", 0, 1, 61), ("bright", 0, 1, 60), ("dark", 7, 1, 77), ("blocks", 0, 1, 50), ("bright", 5, 0, 40), ("dark", 3, 0, 1)]),
    ("1/7", "gray", [("dark", 0, 0, 50), ("bright", 0, 0, 61), ("dark", 0, 0, 33), ("waves", 0, 1, 40), ("bright", 9, 1, 22)]),
    ("5/1", "gray", [("dark", 0, 0, 6), ("bright", 1, 0, 2), ("dark", 2, 0, 1), ("bright", 3, 0, 1), ("dark", 4, 0, 5), ("waves", 0, 1, 9)]),
    ("2/1", "gray", [("dark", 0, 0, 2), ("bright", 1, 0, 1), ("dark", 2, 0, 1), ("bright", 3, 0, 1), ("dark", 4, 0, 1), ("bright", 0, 1, 1), ("dark", 0, 1, 3)]),
    ("25/1", "gray", [("waves", 0, 1, 60)]),
    ("25/1", "gray", [("dark", 0, 1, 60), ("bright", 0, 1, 30)]),
    ("25/1", "rgb24", [("dark", 0, 1, 30), ("bright", 0, 1, 30), ("dark", 0, 1, 30), ("bright", 0, 1, 30)]),
    ("25/1", "yuv420p10le", [("dark", 0, 1, 30), ("bright", 0, 1, 30), ("noise", 0, 1, 30), ("dark", 0, 1, 30)]),
]  # fmt: skip
WIDTH, HEIGHT = 64, 48


def shots(pixel_format, shots):
    """The frames of a film."""
    for kind, first, step, count in shots:
        for frame in range(count):
            number = first + step * frame
            if pixel_format == "rgb24":
                yield picture(kind, WIDTH * 3, HEIGHT, number).tobytes()
            elif pixel_format == "gray":
                yield picture(kind, WIDTH, HEIGHT, number).tobytes()
            else:
                luma = picture(kind, WIDTH, HEIGHT, number).astype("<u2") * 4 + number % 4
                yield luma.tobytes() + b"\0\2" * (WIDTH * HEIGHT // 2)


def granular(rate, pixel_format, film):
    """The scenes of iscc-sdk, which calls FFmpeg with these filters, and FFmpeg's scores."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        filters = f"split[a][b];[a]select='gte(scene,0)',metadata=print:file={folder}/cuts[c];"
        filters += f"[b]fps=fps=5,signature=format=binary:filename={folder}/signature[d]"
        command = ["ffmpeg", "-v", "error", "-f", "rawvideo", "-pix_fmt", pixel_format]
        command += ["-s", f"{WIDTH}x{HEIGHT}", "-r", rate, "-i", "-", "-filter_complex", filters]
        command += ["-map", "[c]", "-f", "null", "-", "-map", "[d]", "-f", "null", "-"]
        ffmpeg = subprocess.Popen(command, stdin=subprocess.PIPE)
        for frame in shots(pixel_format, film):
            ffmpeg.stdin.write(frame)
        ffmpeg.stdin.close()
        assert ffmpeg.wait() == 0, command
        text = (folder / "cuts").read_text()
        frames = idk.read_mp7_signature((folder / "signature").read_bytes())
    scores = [float(line.split("=")[1]) for line in text.splitlines() if "scene_score" in line]
    cuts = idk.video_parse_scenes(text)
    features = idk.video_compute_granular(frames, cuts)
    case = {"rate": rate, "format": pixel_format, "shots": film, "frames": len(frames)}
    case |= {"scores": fnv(" ".join(f"{score:.6f}" for score in scores).encode()), "cuts": cuts}
    return case | {"simprints": features["simprints"], "sizes": features["sizes"]}


SIZES = [
    (32, 32), (33, 32), (32, 33), (33, 33), (35, 63), (47, 61), (63, 63), (64, 64), (65, 95), (96, 96), (100, 100), (127, 129),
    (176, 144), (200, 57), (320, 240), (352, 288), (353, 289), (640, 360), (719, 481), (720, 576), (1023, 77), (1025, 64), (1280, 720),
]  # fmt: skip
# Sums that wrap around, rounded sums, long sides.
LARGE = [
    ("noise", 1919, 1079), ("bright", 1919, 1079), ("waves", 1920, 1080), ("bright", 3840, 2160), ("dark", 3840, 2160), ("noise", 3840, 2160),
    ("waves", 3841, 2161), ("bright", 4096, 2160), ("waves", 7680, 4320), ("bright", 7681, 4321), ("waves", 32, 9000), ("bright", 20001, 33),
]  # fmt: skip
ORIENTATIONS = {
    "FlipHorizontal": "hflip,", "Rotate180": "hflip,vflip,", "FlipVertical": "vflip,", "Transpose": "transpose=cclock_flip,",
    "Rotate90": "transpose=clock,", "Transverse": "transpose=clock_flip,", "Rotate270": "transpose=cclock,",
}  # fmt: skip


def luma_of_rgba(width, height):
    """The luma plane that FFmpeg makes of RGBA whose channels are four frames of noise."""
    pixels = np.stack([picture("noise", width, height, channel) for channel in range(4)], axis=2).astype(np.uint8)
    command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgba", "-s", f"{width}x{height}", "-i", "-",
               "-vf", "format=yuv444p", "-f", "rawvideo", "-"]
    planes = subprocess.run(command, input=pixels.tobytes(), stdout=subprocess.PIPE, check=True).stdout
    return {"width": width, "height": height, "luma": fnv(planes[: width * height])}


def main(out):
    out = out / "golden"
    out.mkdir(parents=True, exist_ok=True)
    if not shutil.which("ffmpeg"):
        sys.exit("video_golden: needs FFmpeg 5.1")
    frames = []

    def add(kind, width, height, count, orientation="Normal"):
        file = signature(kind, width, height, count, filters=ORIENTATIONS.get(orientation, ""))
        case = {"kind": kind, "width": width, "height": height, "orientation": orientation}
        frames.append(case | {"frames": list(records(file)), "file": fnv(file)})

    for width, height in SIZES:
        for kind in ("noise", "waves", "blocks"):
            add(kind, width, height, 2)
    for kind in ("ramp", "flat", "step", "bright", "dark"):
        for width, height in ((32, 32), (64, 96), (101, 99), (640, 480)):
            add(kind, width, height, 2)
    for kind, width, height in LARGE:
        add(kind, width, height, 1)
    for orientation in ORIENTATIONS:
        for width, height in ((33, 47), (97, 130), (200, 64)):
            add("waves", width, height, 2, orientation)
    files = []
    # Whole files: frames around the borders of segments, another rate, a later start.
    for count in (1, 44, 45, 46, 89, 90, 91, 135, 136, 200):
        for rate, start in ((5, 0), (25, 3)) if count in (45, 91) else ((5, 0),):
            filters = f"setpts=PTS+{start}," if start else ""
            file = signature("blocks", 48, 40, count, rate, filters)
            case = {"kind": "blocks", "width": 48, "height": 40, "count": count}
            files.append(case | {"rate": rate, "start": start, "file": fnv(file)})
    (out / "video.mp7sig").write_bytes(signature("waves", 64, 36, 50))
    scenes = [granular(*film) for film in FILMS]
    lines = lambda cases: ",\n".join("  " + json.dumps(case) for case in cases)
    text = f'{{\n "frames": [\n{lines(frames)}\n ],\n "files": [\n{lines(files)}\n ],'
    rgba = [luma_of_rgba(*size) for size in ((64, 48), (37, 33), (256, 200))]
    text += f'\n "scenes": [\n{lines(scenes)}\n ],\n "rgba": [\n{lines(rgba)}\n ]\n}}\n'
    (out / "video_signature.json").write_text(text)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
