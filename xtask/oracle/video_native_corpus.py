"""The films of H.264 that the reader without FFmpeg is compared on: what encoders, cameras and cutters make of MP4 and Matroska.

Made by the installed ffmpeg; edit lists that it does not write are patched into the files.
"""

import pathlib
import struct
import subprocess

from video_parity_corpus import run, source, tone

SECONDS = 6
FAST = ["-c:v", "libx264", "-preset", "veryfast", "-threads", "1"]


def x264(preset, params="", *more):
    return ["-c:v", "libx264", "-preset", preset, "-threads", "1", *(["-x264-params", params] if params else []), *more]


# name: (size, rate, filter, arguments, with a tone)
PLAIN = {
    f"preset-{preset}.{ending}": ("320x180", "25", "null", x264(preset), False)
    for preset, ending in (("ultrafast", "mp4"), ("superfast", "mkv"), ("faster", "mov"), ("fast", "mkv"), ("medium", "mp4"),
                           ("medium", "mkv"), ("slow", "mp4"), ("slower", "mkv"), ("veryslow", "mp4"))
}
PLAIN |= {
    "main-cavlc.mp4": ("320x180", "25", "null", x264("medium", "cabac=0", "-profile:v", "main"), False),
    "baseline.mkv": ("320x180", "25", "null", x264("medium", "", "-profile:v", "baseline"), False),
    "b-1.mp4": ("320x180", "25", "null", x264("medium", "bframes=1:b-adapt=0"), False),
    "b-8-strict.mp4": ("320x180", "25", "null", x264("medium", "bframes=8:b-pyramid=strict:b-adapt=0:weightb=1"), False),
    "b-16.mkv": ("320x180", "30", "null", x264("medium", "bframes=16:b-pyramid=normal:b-adapt=0:ref=8"), False),
    "b-none-pyramid.mp4": ("320x180", "25", "null", x264("medium", "bframes=3:b-pyramid=none"), False),
    "open-gop.mkv": ("320x180", "25", "null", x264("medium", "open-gop=1:keyint=12:bframes=3"), False),
    "intra-refresh.mp4": ("320x180", "25", "null", x264("medium", "intra-refresh=1:keyint=40:bframes=0"), False),
    "slices-7.mkv": ("320x180", "25", "null", x264("medium", "slices=7"), False),
    "deblock-off.mp4": ("320x180", "25", "null", x264("medium", "no-deblock=1:8x8dct=0"), False),
    "quant-matrices.mp4": ("320x180", "25", "null", x264("medium", "cqm=jvt"), False),
    "interlaced-top.mp4": ("320x192", "25", "null", x264("medium", "", "-flags", "+ilme+ildct", "-top", "1"), False),
    "interlaced-bottom.mkv": ("320x192", "25", "null", x264("medium", "bframes=2", "-flags", "+ilme+ildct", "-top", "0"), False),
    "fake-interlaced.mp4": ("320x192", "25", "null", x264("medium", "fake-interlaced=1"), False),
    "4-2-2.mkv": ("320x180", "25", "format=yuv422p", x264("medium"), False),
    "gray.mp4": ("320x180", "25", "format=gray", x264("medium"), False),
    "full-range.mkv": ("320x180", "25", "null", x264("medium", "", "-pix_fmt", "yuvj420p"), False),
    "ten-bits.mp4": ("320x180", "25", "format=yuv420p10", x264("medium"), False),
    "cropped-1.mp4": ("322x182", "25", "null", FAST, False),
    "cropped-2.mkv": ("130x98", "25", "null", FAST, False),
    "smallest.mp4": ("32x32", "25", "null", FAST, False),
    "too-small.mp4": ("96x80", "25", "scale=30:34", FAST, False),
    "hd.mp4": ("1920x1080", "25", "null", FAST, False),
    **{f"rate-{rate.replace('/', '-')}.{ending}": ("160x120", rate, "null", x264("medium"), False)
       for rate, ending in (("2", "mp4"), ("5", "mkv"), ("7.5", "mp4"), ("24000/1001", "mp4"), ("24000/1001", "mkv"), ("30000/1001", "mov"),
                            ("30000/1001", "mkv"), ("48", "mp4"), ("60000/1001", "mp4"), ("60000/1001", "mkv"), ("100", "mp4"), ("240", "mkv"),
                            ("17.3", "mp4"), ("17.3", "mkv"))},
    "vary-b.mp4": ("160x120", "30", "select='not(mod(n\\,7))+not(mod(n\\,4))'", x264("medium", "", "-vsync", "vfr"), False),
    "vary-no-b.mp4": ("160x120", "30", "select='not(mod(n\\,7))+not(mod(n\\,4))'", x264("medium", "bframes=0", "-vsync", "vfr"), False),
    "vary-b.mkv": ("160x120", "30", "select='not(mod(n\\,7))+not(mod(n\\,4))'", x264("medium", "", "-vsync", "vfr"), False),
    "jitter.mp4": ("160x120", "30", "settb=1/90000,setpts='PTS+floor(random(1)*900)'", x264("medium", "bframes=0", "-vsync", "vfr", "-enc_time_base", "1:90000"), False),
    "jitter-b.mp4": ("160x120", "30", "settb=1/90000,setpts='PTS+floor(random(1)*900)'", x264("medium", "", "-vsync", "vfr", "-enc_time_base", "1:90000"), False),
    "scale-90000.mp4": ("160x120", "25", "null", [*FAST, "-video_track_timescale", "90000"], False),
    "scale-1000.mp4": ("160x120", "24000/1001", "null", [*FAST, "-video_track_timescale", "1000"], False),
    "no-edits.mp4": ("160x120", "25", "null", [*x264("medium"), "-use_editlist", "0"], True),
    "negative-delays.mp4": ("160x120", "25", "null", [*x264("medium"), "-movflags", "negative_cts_offsets"], True),
    "aac.mp4": ("160x120", "25", "null", x264("medium"), True),
    "opus.mkv": ("160x120", "25", "null", [*x264("medium"), "-c:a", "libopus"], True),
    "vorbis.mkv": ("160x120", "25", "null", [*x264("medium"), "-c:a", "libvorbis"], True),
    "mp3.mov": ("160x120", "25", "null", [*x264("medium"), "-c:a", "libmp3lame"], True),
    "pcm.mov": ("160x120", "25", "null", [*x264("medium"), "-c:a", "pcm_s16le"], True),
    "faststart.mp4": ("160x120", "25", "null", [*x264("medium"), "-movflags", "faststart"], True),
    "fragments.mp4": ("160x120", "25", "null", [*x264("medium", "keyint=30"), "-movflags", "frag_keyframe+empty_moov"], True),
    "fragments-edit.mp4": ("160x120", "25", "null", [*x264("medium", "keyint=30"), "-movflags", "frag_keyframe+delay_moov"], True),
    "fragments-dash.mp4": ("160x120", "25", "null", [*x264("medium", "keyint=30"), "-movflags", "dash+frag_keyframe+default_base_moof"], True),
    "fragments-rest.mp4": ("160x120", "25", "null", [*x264("medium", "keyint=30"), "-movflags", "frag_keyframe"], False),
    "fragments-no-b.mp4": ("160x120", "25", "null", [*x264("medium", "keyint=30:bframes=0"), "-movflags", "frag_every_frame+empty_moov"], False),
    "fragments-negative.mp4": ("160x120", "25", "null", [*x264("medium", "keyint=30"), "-movflags", "frag_keyframe+empty_moov+negative_cts_offsets"], False),
    "live.mkv": ("160x120", "25", "null", [*x264("medium"), "-live", "1"], True),
    "clusters.mkv": ("160x120", "25", "null", [*x264("medium"), "-cluster_time_limit", "300"], True),
    "tags.mp4": ("160x120", "25", "null", [*x264("medium"), "-metadata", "title=Ein Titel", "-metadata", "artist=Jemand", "-metadata", "comment=c",
                                            "-metadata", "track=3/9", "-metadata:s:v:0", "language=deu"], True),
    "tags.mov": ("160x120", "25", "null", [*x264("medium"), "-metadata", "title=Ein Titel é", "-metadata", "author=Jemand", "-metadata", "comment=c"], True),
    "tags-keys.mp4": ("160x120", "25", "null", [*x264("medium"), "-movflags", "use_metadata_tags", "-metadata", "title=By keys", "-metadata", "license=CC"], True),
    "tags.mkv": ("160x120", "25", "null", [*x264("medium"), "-metadata", "title=T", "-metadata", "DESCRIPTION=D", "-metadata", "artist=A",
                                            "-metadata:s:v:0", "language=fre"], True),
}

# name: (made of, arguments before the input, arguments behind it)
COPIED = {
    "cut-front.mp4": ("aac.mp4", ["-ss", "1.37"], []),
    "cut-front-2.mp4": ("preset-medium.mp4", ["-ss", "3.2"], []),
    "cut-front.mov": ("tags.mov", ["-ss", "2.71"], []),
    "cut-front.mkv": ("aac.mp4", ["-ss", "1.37"], []),
    "cut-open.mp4": ("open-gop.mkv", ["-ss", "1.9"], []),
    "cut-end.mp4": ("aac.mp4", [], ["-t", "2.93"]),
    "cut-both.mp4": ("b-8-strict.mp4", ["-ss", "0.7"], ["-t", "3.3"]),
    "late.mp4": ("aac.mp4", [], ["-output_ts_offset", "0.83"]),
    "early-sound.mp4": (["-itsoffset", "0.41", "-i", "preset-medium.mp4", "-i", "aac.mp4", "-map", "0:v", "-map", "1:a"], [], []),
    "early-sound.mkv": (["-itsoffset", "0.41", "-i", "preset-medium.mp4", "-i", "aac.mp4", "-map", "0:v", "-map", "1:a"], [], []),
    "late-sound.mp4": (["-itsoffset", "0.41", "-i", "aac.mp4", "-i", "preset-medium.mp4", "-map", "1:v", "-map", "0:a"], [], []),
    "late-sound.mkv": (["-itsoffset", "0.41", "-i", "aac.mp4", "-i", "preset-medium.mp4", "-map", "1:v", "-map", "0:a"], [], []),
    "turned-90.mp4": ("preset-medium.mp4", [], ["-metadata:s:v:0", "rotate=90"]),
    "turned-180.mov": ("preset-medium.mp4", [], ["-metadata:s:v:0", "rotate=180"]),
    "turned-270.mp4": ("cropped-1.mp4", [], ["-metadata:s:v:0", "rotate=270"]),
    "turned-30.mp4": ("preset-medium.mp4", [], ["-metadata:s:v:0", "rotate=30"]),
    "to-mkv.mkv": ("b-8-strict.mp4", [], []),
    "to-mp4.mp4": ("b-16.mkv", [], []),
    "to-mov.mov": ("vary-b.mkv", [], []),
    "avc3.mp4": ("preset-medium.mp4", [], ["-tag:v", "avc3"]),
    "two-films.mp4": (["-i", "cropped-1.mp4", "-i", "preset-medium.mp4", "-map", "0", "-map", "1"], [], []),
    "two-films.mkv": (["-i", "cropped-2.mkv", "-i", "preset-medium.mp4", "-map", "0", "-map", "1"], [], []),
    "fragments-cut.mp4": ("cut-front.mp4", [], ["-movflags", "frag_keyframe+delay_moov"]),
}


def boxes(data, start, end):
    while start + 8 <= end:
        size, kind = struct.unpack(">I4s", data[start:start + 8])
        yield start, size, kind
        start += max(size, 8)


def patch_edits(data, edits):
    """The same file with other edits of the track of pictures: its table of samples is behind the head, so nothing moves."""
    def find(start, end, path):
        for at, size, kind in boxes(data, start, end):
            if kind == path[0]:
                if len(path) == 1:
                    return at, size
                return find(at + 8, at + size, path[1:])
        raise ValueError(path)

    data = bytearray(data)
    moov, moov_size = find(0, len(data), [b"moov"])
    assert moov + moov_size == len(data), "the head is at the end"
    trak, trak_size = find(moov + 8, moov + moov_size, [b"trak"])
    edts, edts_size = find(trak + 8, trak + trak_size, [b"edts"])
    elst = b"".join(struct.pack(">IiI", duration, start, 1 << 16) for duration, start in edits)
    elst = struct.pack(">I4sII", 16 + len(elst), b"elst", 0, len(edits)) + elst
    new = struct.pack(">I4s", 8 + len(elst), b"edts") + elst
    more = len(new) - edts_size
    data[edts:edts + edts_size] = new
    for at, size in ((moov, moov_size), (trak, trak_size)):
        data[at:at + 4] = struct.pack(">I", size + more)
    return bytes(data)


# name: (made of, edits as duration in the film's unit of a thousandth and start in the media's)
EDITED = {
    "edits-two.mp4": ("preset-medium.mp4", [(2000, 1024), (1500, 1024 + 512 * 60)]),
    "edits-empty.mp4": ("preset-medium.mp4", [(700, -1), (3000, 1024)]),
    "edits-middle.mp4": ("preset-medium.mp4", [(1900, 1024 + 512 * 33)]),
    "edits-back.mp4": ("preset-slow.mp4", [(1000, 512 * 80), (1000, 1024)]),
    "edits-end.mp4": ("preset-medium.mp4", [(2345, 1024)]),
    "edits-none-start.mp4": ("preset-medium.mp4", [(6000, 0)]),
    "edits-late-start.mp4": ("preset-medium.mp4", [(6000, 1300)]),
}


def make(folder: pathlib.Path):
    """Makes what is not there yet; gives the paths that exist afterwards."""
    folder.mkdir(parents=True, exist_ok=True)

    def finish(name, done, part):
        if done and part.exists() and part.stat().st_size > 0:
            part.rename(folder / name)
        else:
            part.unlink(missing_ok=True)
            print(f"video_parity: ffmpeg makes no {name}")

    for name, (size, rate, behind, args, with_tone) in PLAIN.items():
        part = folder / f"part-{name}"
        if not (folder / name).exists():
            inputs, chain = source(size, rate, 3 if size.startswith("1920") else SECONDS)
            sound = tone(SECONDS) if with_tone else []
            maps = ["-map", "[v]"] + (["-map", "3:a"] if with_tone else [])
            done = run([*inputs, *sound, "-filter_complex", f"{chain},{behind}[v]", *maps, *args, "-fflags", "+bitexact", str(part)])
            finish(name, done, part)
    for name, (made_of, before, behind) in COPIED.items():
        part = folder / f"part-{name}"
        if not (folder / name).exists():
            inputs = ["-i", made_of] if isinstance(made_of, str) else made_of
            inputs = [str(folder / word) if (folder / word).exists() else word for word in inputs]
            done = run([*before, *inputs, *(["-map", "0"] if isinstance(made_of, str) else []), "-c", "copy", *behind, "-fflags", "+bitexact", str(part)])
            finish(name, done, part)
    for name, (made_of, edits) in EDITED.items():
        if not (folder / name).exists():
            (folder / name).write_bytes(patch_edits((folder / made_of).read_bytes(), edits))
    for made_of in ("preset-medium.mkv", "opus.mkv", "live.mkv", "aac.mp4", "faststart.mp4", "fragments.mp4"):
        path = folder / f"ended-{made_of}"
        if not path.exists():
            data = (folder / made_of).read_bytes()
            path.write_bytes(data[: len(data) * 6 // 10])
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("part-"))
