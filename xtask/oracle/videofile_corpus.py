"""Small films for the tests of iscc-video: `cargo xtask oracle videofile`.

usage: videofile_corpus.py OUTDIR

Made by the installed ffmpeg (5.1) from its own generators, two seconds and a half of 64x48 pixels with a cut in the middle.
Where it lacks an encoder, the committed file is taken as it is.
"""

import pathlib
import subprocess
import sys

import video_native_corpus

X264 = ["-c:v", "libx264", "-preset", "veryslow", "-threads", "1", "-crf", "34", "-x264-params", "keyint=30"]
X265 = ["-c:v", "libx265", "-preset", "medium", "-x265-params", "log-level=none:pools=1:frame-threads=1:crf=34:info=0"]
MPEG2 = ["-c:v", "mpeg2video", "-bf", "2", "-q:v", "12", "-threads", "1"]
TAGS = ["-metadata", "title=Two Halves", "-metadata", "comment=Made for tests", "-metadata", "artist=iscc-kit", "-metadata:s:v:0", "language=ger"]
# name: (filter behind the picture, arguments)
FILMS = {
    "h264-pyramid.mp4": ("null", [*X264, "-bf", "3", *TAGS]),
    "h264-open-gop.mkv": ("null", [*X264[:-2], "-x264-params", "keyint=12:open-gop=1", *TAGS]),
    "h264-fragments.mp4": ("null", [*X264, "-bf", "3", "-movflags", "frag_keyframe+delay_moov"]),
    "hevc.mp4": ("null", [*X265, "-metadata", "synopsis=No title, but this"]),
    "mpeg2.ts": ("null", MPEG2),
    "mpeg2.mpg": ("null", MPEG2),
    "mpeg4.avi": ("null", ["-c:v", "mpeg4", "-bf", "2", "-q:v", "12", "-threads", "1"]),
    "vp9.webm": ("null", ["-c:v", "libvpx-vp9", "-crf", "50", "-b:v", "0", "-threads", "1"]),
    "av1.mp4": ("null", ["-c:v", "libaom-av1", "-crf", "45", "-b:v", "0", "-cpu-used", "6", "-threads", "1", "-row-mt", "0"]),
    "mjpeg.mov": ("null", ["-c:v", "mjpeg", "-q:v", "24", "-pix_fmt", "yuvj420p", "-threads", "1"]),
    "variable-rate.mkv": ("select='not(mod(n\\,7))+not(mod(n\\,4))'", [*X264, "-vsync", "vfr"]),
    "turned.mp4": ("null", [*X264, "-metadata:s:v:0", "rotate=90"]),
    "turned-10bit.mp4": ("format=yuv420p10le", [*X265, "-metadata:s:v:0", "rotate=270"]),
    "palette.avi": ("fps=6,format=rgb24", ["-c:v", "png", "-pix_fmt", "pal8", "-threads", "1"]),
    "edit-list.mp4": ("null", [*X264, "-bf", "3", "-ss", "0.7"]),
    "late.ts": ("null", [*MPEG2, "-output_ts_offset", "3.37"]),
    "cuts.mkv": ("negate=enable='gte(mod(t\\,0.8)\\,0.4)'", [*X264, "-bf", "2"]),
    "too-small.mkv": ("scale=30:48", [*X264]),
}
MPEG4 = ["-c:v", "mpeg4", "-bf", "2", "-q:v", "14", "-threads", "1"]
VP9 = ["-c:v", "libvpx-vp9", "-crf", "50", "-b:v", "0", "-threads", "1"]
FAST = ["-movflags", "+faststart"]
# What is damaged besides, because FFmpeg's decoders conceal damage in their own ways, and demuxers resume in theirs.
FILMS |= {
    "damage-h264.mp4": ("null", [*X264, "-bf", "3", *FAST]),
    "damage-h264.ts": ("null", [*X264, "-bf", "2"]),
    "damage-hevc.mp4": ("null", [*X265, *FAST]),
    "damage-hevc.mkv": ("null", X265),
    "damage-hevc.ts": ("null", X265),
    "damage-mpeg4.mp4": ("null", [*MPEG4, *FAST]),
    "damage-mpeg4.mkv": ("null", MPEG4),
    "damage-mpeg4.ts": ("null", MPEG4),
    "damage-vp9.mp4": ("null", [*VP9, *FAST]),
    "damage-vp9.mkv": ("null", VP9),
}


def damaged(data):
    """The ways in which films are damaged, the same as in `tests/damaged.rs` of iscc-video."""
    size = len(data)
    ways = {f"cut-{part}": data[: size * part // 7] for part in (1, 3, 5, 6)}
    for step in (1499, 397, 101):
        flipped = bytearray(data)
        for at in range(size // 5, size, step):
            flipped[at] ^= 1 << at % 8
        ways[f"flip-{step}"] = bytes(flipped)
    ways["zero"] = data[: size // 2] + bytes(size // 9) + data[size // 2 + size // 9 :]
    ways["gap"] = data[: size * 2 // 5] + data[size * 2 // 5 + size // 20 :]
    return ways


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    size = "size=64x48:rate=24"
    inputs = ["-f", "lavfi", "-t", "1.25", "-i", f"testsrc2={size}", "-f", "lavfi", "-t", "1.25", "-i", f"mandelbrot={size}"]
    for name, (behind, args) in FILMS.items():
        graph = f"[0:v][1:v]concat=n=2:v=1:a=0,format=yuv420p,{behind}[v]"
        subprocess.run(["ffmpeg", "-nostdin", "-y", "-loglevel", "error", *inputs, "-filter_complex", graph, "-map", "[v]", *args,
                        "-fflags", "+bitexact", "-flags:v", "+bitexact", str(folder / name)], check=False)
        turned = next((arg for arg in args if arg.startswith("rotate=")), None)
        if turned and (folder / name).exists():
            # The container says how pictures are turned; encoders do not pass it on.
            lying = (folder / name).rename(folder / f"lying-{name}")
            subprocess.run(["ffmpeg", "-nostdin", "-y", "-loglevel", "error", "-i", str(lying), "-c", "copy", "-metadata:s:v:0", turned,
                            "-fflags", "+bitexact", str(folder / name)], check=False)
            lying.unlink()
        if (folder / name).exists() and (folder / name).stat().st_size == 0:
            (folder / name).unlink()
    copy(folder)
    join(folder)


def copy(folder):
    """H.264 that was cut, edited and moved without being coded again."""
    film, exact = str(folder / "h264-pyramid.mp4"), ["-fflags", "+bitexact"]
    ffmpeg = ["ffmpeg", "-nostdin", "-y", "-loglevel", "error"]
    subprocess.run([*ffmpeg, "-ss", "0.9", "-i", film, "-c", "copy", *exact, str(folder / "h264-cut.mp4")], check=False)
    sound = ["-f", "lavfi", "-t", "0.5", "-i", "sine=sample_rate=48000"]
    subprocess.run([*ffmpeg, "-itsoffset", "0.33", "-i", film, *sound, "-c:v", "copy", "-c:a", "libopus", "-b:a", "8k", *exact,
                    str(folder / "h264-late.mkv")], check=False)
    # Half a second of nothing, then one and a half seconds from the seventh frame on.
    edits = [(500, -1), (1500, 512 * 8)]
    data = video_native_corpus.patch_edits((folder / "h264-pyramid.mp4").read_bytes(), edits)
    (folder / "h264-edited.mp4").write_bytes(data)


def join(folder):
    """Time stamps that jump back, and a film that is cut off."""
    late, other = folder / "late.ts", folder / "mpeg2.ts"
    if late.exists() and other.exists():
        (folder / "jump.ts").write_bytes(late.read_bytes() + other.read_bytes())
        late.unlink()
    whole = folder / "mpeg2.mpg"
    if whole.exists():
        data = whole.read_bytes()
        (folder / "cut.mpg").write_bytes(data[: len(data) * 3 // 5])


if __name__ == "__main__":
    main(*sys.argv[1:])
