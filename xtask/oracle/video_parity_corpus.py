"""The films that video_parity.py compares: codecs, containers, pixel formats, sizes, time stamps, damage.

Made by the installed ffmpeg from its own generators; what it cannot encode is left out. Bytes may differ between versions of
encoders: the reference and we read the same files.
"""

import pathlib
import subprocess

SECONDS = 8


def source(size="176x144", rate="25", seconds=SECONDS):
    """Three scenes with motion and grain."""
    third = seconds / 3
    kinds = ["testsrc2", "mandelbrot", "smptehdbars"]
    inputs = []
    for kind in kinds:
        inputs += ["-f", "lavfi", "-t", f"{third:.3f}", "-i", f"{kind}=size={size}:rate={rate}"]
    chain = "[0:v][1:v][2:v]concat=n=3:v=1:a=0,noise=alls=12:allf=t:all_seed=7,hue=H=t/3,format=yuv420p"
    return inputs, chain


def tone(seconds=SECONDS):
    return ["-f", "lavfi", "-t", str(seconds), "-i", "sine=frequency=440:sample_rate=44100"]


# name: (size, rate, arguments after the filter, tone)
X264 = ["-c:v", "libx264", "-preset", "veryfast", "-threads", "1"]
X265 = ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none:pools=1"]
PLAIN = {
    # Codecs and containers.
    "h264-b3.mp4": [*X264, "-bf", "3"],
    "h264-pyramid.mkv": [*X264, "-bf", "4", "-b_strategy", "2", "-x264-params", "b-pyramid=normal:ref=4"],
    "h264-opengop.mp4": [*X264, "-bf", "3", "-x264-params", "open-gop=1:keyint=20"],
    "h264-baseline.mp4": [*X264, "-profile:v", "baseline"],
    "h264.flv": X264,
    "h264.ts": [*X264, "-bf", "3"],
    "h264.avi": [*X264, "-bf", "0"],
    "h264-raw.h264": [*X264, "-bf", "2"],
    "h264-interlaced.ts": [*X264, "-flags", "+ilme+ildct"],
    "h264-lossless.mkv": [*X264, "-qp", "0"],
    "h264-slices.mp4": [*X264, "-x264-params", "slices=4"],
    "h264-frag.mp4": [*X264, "-movflags", "frag_keyframe+empty_moov", "-g", "25"],
    "h264-intra.mov": [*X264, "-g", "1"],
    "h264-weightp.mp4": ["-c:v", "libx264", "-preset", "slow", "-threads", "1"],
    "hevc.mp4": X265,
    "hevc.mkv": [*X265[:2], "-preset", "medium", *X265[4:]],
    "hevc-raw.hevc": X265,
    "hevc.ts": X265,
    "mpeg1.mpg": ["-c:v", "mpeg1video", "-bf", "2", "-b:v", "800k"],
    "mpeg1.m1v": ["-c:v", "mpeg1video", "-bf", "2", "-b:v", "800k"],
    "mpeg2.mpg": ["-c:v", "mpeg2video", "-bf", "2", "-b:v", "900k"],
    "mpeg2.ts": ["-c:v", "mpeg2video", "-bf", "2", "-b:v", "900k"],
    "mpeg2.m2v": ["-c:v", "mpeg2video", "-bf", "2", "-b:v", "900k"],
    "mpeg2.mkv": ["-c:v", "mpeg2video", "-bf", "2", "-b:v", "900k"],
    "mpeg2.vob": ["-c:v", "mpeg2video", "-bf", "2", "-b:v", "900k", "-f", "vob"],
    "mpeg2-interlaced.ts": ["-c:v", "mpeg2video", "-bf", "2", "-b:v", "900k", "-flags", "+ilme+ildct"],
    "mpeg4-b.mp4": ["-c:v", "mpeg4", "-bf", "2", "-b:v", "600k"],
    "mpeg4.avi": ["-c:v", "mpeg4", "-bf", "2", "-b:v", "600k"],
    "mpeg4.m4v": ["-c:v", "mpeg4", "-b:v", "600k", "-f", "m4v"],
    "xvid.avi": ["-c:v", "libxvid", "-b:v", "600k"],
    "msmpeg4.avi": ["-c:v", "msmpeg4", "-b:v", "600k"],
    "wmv1.wmv": ["-c:v", "wmv1", "-b:v", "600k"],
    "wmv2.asf": ["-c:v", "wmv2", "-b:v", "600k"],
    "h261.mkv": ["-c:v", "h261"],
    "h263.3gp": ["-c:v", "h263"],
    "flv1.flv": ["-c:v", "flv"],
    "vp8.webm": ["-c:v", "libvpx", "-b:v", "500k", "-deadline", "realtime"],
    "vp9.webm": ["-c:v", "libvpx-vp9", "-b:v", "500k", "-deadline", "realtime", "-cpu-used", "8"],
    "vp9-altref.mkv": ["-c:v", "libvpx-vp9", "-b:v", "300k", "-cpu-used", "5", "-auto-alt-ref", "1", "-lag-in-frames", "16"],
    "vp8.ivf": ["-c:v", "libvpx", "-b:v", "500k", "-deadline", "realtime"],
    "av1.mkv": ["-c:v", "libsvtav1", "-preset", "12"],
    "av1.mp4": ["-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime"],
    "theora.ogv": ["-c:v", "libtheora", "-q:v", "6"],
    "mjpeg.avi": ["-c:v", "mjpeg", "-q:v", "4", "-pix_fmt", "yuvj420p"],
    "mjpeg.mov": ["-c:v", "mjpeg", "-q:v", "4", "-pix_fmt", "yuvj422p"],
    "mjpeg-raw.mjpeg": ["-c:v", "mjpeg", "-q:v", "4", "-pix_fmt", "yuvj420p"],
    "jpeg2000.mov": ["-c:v", "jpeg2000"],
    "dnxhr.mov": ["-c:v", "dnxhd", "-profile:v", "dnxhr_lb", "-pix_fmt", "yuv422p"],
    "prores.mov": ["-c:v", "prores_ks", "-profile:v", "0"],
    "ffv1.mkv": ["-c:v", "ffv1"],
    "huffyuv.avi": ["-c:v", "huffyuv", "-pix_fmt", "yuv422p"],
    "utvideo.avi": ["-c:v", "utvideo", "-pix_fmt", "yuv420p"],
    "rawvideo.nut": ["-c:v", "rawvideo"],
    "rawvideo.y4m": ["-f", "yuv4mpegpipe"],
    "cinepak.mov": ["-c:v", "cinepak"],
    "snow.mkv": ["-c:v", "snow", "-strict", "-2"],
    "svq1.mov": ["-c:v", "svq1", "-pix_fmt", "yuv410p"],
    "gif.gif": ["-c:v", "gif"],
    "apng.mkv": ["-c:v", "png", "-pix_fmt", "rgb24"],
    "rv20.rm": ["-c:v", "rv20"],
    "mpeg4.swf": ["-c:v", "flv", "-f", "swf"],
    "mxf.mxf": ["-c:v", "mpeg2video", "-b:v", "2M"],
    # Pixel formats.
    "gray.mkv": ["-c:v", "ffv1", "-pix_fmt", "gray"],
    "gray10.mkv": ["-c:v", "ffv1", "-pix_fmt", "gray10le"],
    "yuv410p.mkv": ["-c:v", "ffv1", "-pix_fmt", "yuv410p"],
    "yuv411p.mkv": ["-c:v", "ffv1", "-pix_fmt", "yuv411p"],
    "yuv440p.mkv": ["-c:v", "ffv1", "-pix_fmt", "yuv440p"],
    "yuv444p.mkv": ["-c:v", "ffv1", "-pix_fmt", "yuv444p"],
    "yuv420p10.mkv": ["-c:v", "ffv1", "-pix_fmt", "yuv420p10le"],
    "yuv420p10-full.mkv": ["-c:v", "ffv1", "-pix_fmt", "yuv420p10le", "-color_range", "pc"],
    "yuv422p16.mkv": ["-c:v", "ffv1", "-pix_fmt", "yuv422p16le"],
    "yuva420p.mkv": ["-c:v", "ffv1", "-pix_fmt", "yuva420p"],
    "gbrp.mkv": ["-c:v", "ffv1", "-pix_fmt", "gbrp"],
    "bgra.mkv": ["-c:v", "ffv1", "-pix_fmt", "bgra"],
    "rgb48.mkv": ["-c:v", "png", "-pix_fmt", "rgb48be"],
    "pal8.mkv": ["-c:v", "png", "-pix_fmt", "pal8"],
    "hevc10.mp4": [*X265, "-pix_fmt", "yuv420p10le"],
    "hevc10-full.mp4": [*X265, "-pix_fmt", "yuv420p10le", "-color_range", "pc"],
    "h264-422.mp4": [*X264, "-pix_fmt", "yuv422p"],
    "h264-444.mp4": [*X264, "-pix_fmt", "yuv444p"],
    "h264-full.mp4": [*X264, "-pix_fmt", "yuvj420p"],
    "yuyv422.nut": ["-c:v", "rawvideo", "-pix_fmt", "yuyv422"],
    "nv12.nut": ["-c:v", "rawvideo", "-pix_fmt", "nv12"],
    "rgb565.avi": ["-c:v", "rawvideo", "-pix_fmt", "rgb565le"],
}
# Sizes and rates: name: (size, rate, arguments).
SHAPED = {
    "size-35x49.mkv": ("34x48", "25", ["-c:v", "ffv1"]),
    "size-32x32.mkv": ("32x32", "25", ["-c:v", "ffv1"]),
    "size-321x241.mkv": ("322x242", "25", ["-c:v", "ffv1"]),
    "size-322x182.mp4": ("322x182", "25", X264),
    "size-854x480.mp4": ("854x480", "25", X264),
    "rate-3.mp4": ("176x144", "3", X264),
    "rate-5.mp4": ("176x144", "5", X264),
    "rate-10.mkv": ("176x144", "10", X264),
    "rate-12.5.mp4": ("176x144", "25/2", X264),
    "rate-15.mp4": ("176x144", "15", X264),
    "rate-23.976.mp4": ("176x144", "24000/1001", X264),
    "rate-23.976.mkv": ("176x144", "24000/1001", X264),
    "rate-29.97.mpg": ("176x144", "30000/1001", ["-c:v", "mpeg2video", "-bf", "2"]),
    "rate-50.mp4": ("176x144", "50", X264),
    "rate-59.94.mp4": ("176x144", "60000/1001", X264),
    "rate-60.ts": ("176x144", "60", X264),
    "rate-120.mp4": ("176x144", "120", X264),
    "rate-1.mp4": ("176x144", "1", X264),
}
# Time: name: (filter behind the source, arguments, with a tone).
TIMED = {
    "vfr.mkv": ("select='not(mod(n\\,7))+not(mod(n\\,4))'", [*X264, "-vsync", "vfr"], False),
    "vfr-sparse.mp4": ("select='lt(mod(n\\,60)\\,4)'", [*X264, "-vsync", "vfr"], False),
    "vfr-jitter.mkv": ("settb=1/1000,setpts='PTS+floor(random(1)*30)'", [*X264, "-vsync", "vfr"], False),
    "odd-time-base.mkv": ("settb=1/1000003", [*X264, "-vsync", "passthrough", "-enc_time_base", "-1"], False),
    "odd-timescale.mp4": ("null", [*X264, "-video_track_timescale", "1000003"], False),
    "start-3.37.mkv": ("null", [*X264, "-output_ts_offset", "3.37"], False),
    "start-3.37.ts": ("null", [*X264, "-output_ts_offset", "3.37"], False),
    "near-wrap.ts": ("null", [*X264, "-output_ts_offset", "95440"], False),
    "sound.mp4": ("null", [*X264, "-bf", "2"], True),
    "sound.ts": ("null", [*X264, "-bf", "2", "-c:a", "mp2"], True),
    "sound.mpg": ("null", ["-c:v", "mpeg2video", "-bf", "2", "-c:a", "mp2"], True),
    "sound.mkv": ("null", [*X264, "-bf", "2"], True),
    "sound-late-film.ts": ("setpts=PTS+0.73/TB", [*X264, "-c:a", "mp2", "-vsync", "vfr"], True),
    "sound-late-film.mp4": ("setpts=PTS+0.73/TB", [*X264, "-vsync", "vfr"], True),
    "edit-list.mp4": ("null", [*X264, "-bf", "3", "-ss", "1.3"], False),
    "turned-90.mp4": ("null", [*X264, "-metadata:s:v:0", "rotate=90"], False),
    "turned-180.mp4": ("null", [*X264, "-metadata:s:v:0", "rotate=180"], False),
    "turned-270.mov": ("null", [*X264, "-metadata:s:v:0", "rotate=270"], False),
    "turned-90-10bit.mp4": ("null", [*X265, "-pix_fmt", "yuv420p10le", "-metadata:s:v:0", "rotate=90"], False),
    "turned-90-422.mp4": ("null", [*X264, "-pix_fmt", "yuv422p", "-metadata:s:v:0", "rotate=90"], False),
    "turned-270-odd.mp4": ("scale=178:146", [*X264, "-metadata:s:v:0", "rotate=270"], False),
    "tagged.mkv": ("null", [*X264, "-metadata", "title=A; title=with #signs\\", "-metadata", "comment=Said",
                            "-metadata", "artist=Someone", "-metadata:s:v:0", "language=ger"], False),
    "tagged.mp4": ("null", [*X264, "-metadata", "show=A show", "-metadata", "synopsis=What it is",
                            "-metadata", "copyright=Nobody", "-metadata:s:v:0", "language=fre"], True),
}


def run(args, log=subprocess.DEVNULL):
    return subprocess.run(["ffmpeg", "-hide_banner", "-nostdin", "-y", *args], stdout=log, stderr=log).returncode == 0


def make(folder: pathlib.Path):
    """Makes what is not there yet; gives the paths that exist afterwards."""
    folder.mkdir(parents=True, exist_ok=True)

    def one(name, size, rate, behind, args, with_tone, seconds=SECONDS):
        path, part = folder / name, folder / f"part-{name}"
        if path.exists():
            return
        turned = next((arg for arg in args if arg.startswith("rotate=")), None)
        inputs, chain = source(size, rate, seconds)
        sound = tone(seconds) if with_tone else []
        maps = ["-map", "[v]"] + (["-map", "3:a"] if with_tone else [])
        done = run([*inputs, *sound, "-filter_complex", f"{chain},{behind}[v]", *maps, *args, "-fflags", "+bitexact", str(part)])
        if done and turned:
            # The container says how pictures are turned; encoders do not pass it on.
            done = run(["-i", str(part), "-c", "copy", "-metadata:s:v:0", turned, "-fflags", "+bitexact", str(folder / f"part-turned-{name}")])
            (folder / f"part-turned-{name}").replace(part)
        if done and part.stat().st_size > 0:
            part.rename(path)
        else:
            part.unlink(missing_ok=True)
            print(f"video_parity: ffmpeg makes no {name}")

    for name, args in PLAIN.items():
        size = {"h263.3gp": "176x144", "h261.mkv": "176x144", "dnxhr.mov": "256x120", "mxf.mxf": "352x288"}.get(name, "176x144")
        one(name, size, "25", "null", args, False)
    for name, (size, rate, args) in SHAPED.items():
        # Odd sizes by scaling: some generators make even ones only.
        odd = {"size-35x49.mkv": "scale=35:49", "size-321x241.mkv": "scale=321:241,format=yuv444p"}
        behind = odd.get(name, "null")
        one(name, size, rate, behind, args, False, 12 if rate == "1" else SECONDS)
    for name, (behind, args, with_tone) in TIMED.items():
        one(name, "176x144", "25", behind, args, with_tone)
    changed(folder)
    damaged(folder)
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith(("part-", "list-", ".")))


def changed(folder):
    """Jumps and changes in the middle: files behind each other, as transport and program streams allow."""
    def join(name, *parts):
        path = folder / name
        sources = [folder / part for part in parts]
        if not path.exists() and all(source.exists() for source in sources):
            path.write_bytes(b"".join(source.read_bytes() for source in sources))

    for name, size in (("small.ts", "96x80"), ("small.mpg", "96x80"), ("small.h264", "96x80")):
        path = folder / name
        if not path.exists():
            inputs, chain = source(size, "25", 4)
            codec = ["-c:v", "mpeg2video", "-bf", "2"] if name.endswith("mpg") else X264
            run([*inputs, "-filter_complex", f"{chain}[v]", "-map", "[v]", *codec, "-fflags", "+bitexact", str(path)])
    join("jump-back.ts", "h264.ts", "mpeg2.ts")
    join("jump-same.ts", "h264.ts", "h264.ts")
    join("jump-forward.ts", "h264.ts", "near-wrap.ts")
    join("jump-back-forward.ts", "near-wrap.ts", "h264.ts", "start-3.37.ts")
    join("jump-sound.ts", "sound.ts", "sound.ts")
    join("jump-sound-late.ts", "sound-late-film.ts", "sound.ts")
    join("jump.mpg", "mpeg2.mpg", "mpeg2.mpg")
    join("jump-sound.mpg", "sound.mpg", "sound.mpg")
    join("size-changes.ts", "h264.ts", "small.ts")
    join("size-changes-back.ts", "h264.ts", "small.ts", "h264.ts")
    join("size-changes.mpg", "mpeg2.mpg", "small.mpg")
    join("size-changes.h264", "h264-raw.h264", "small.h264")
    join("pixels-change.h264", "h264-raw.h264", "small.h264", "h264-raw.h264")


def damaged(folder):
    """Cut off, pieces lost, bits flipped, by another name."""
    def write(name, original, change):
        path, source = folder / name, folder / original
        if source.exists() and not path.exists():
            path.write_bytes(change(bytearray(source.read_bytes())))

    def cut(share):
        return lambda data: data[: int(len(data) * share)]

    def without(start, length):
        return lambda data: data[: int(len(data) * start)] + data[int(len(data) * start) + length:]

    def flipped(step):
        def flip(data):
            # The start stays, so that the format is found.
            for at in range(len(data) // 8, len(data), step):
                data[at] ^= 1 << at % 8
            return data
        return flip

    for original in ("h264.ts", "mpeg2.mpg", "mpeg4.avi", "flv1.flv", "h264-pyramid.mkv", "vp9.webm", "h264-raw.h264", "h264-frag.mp4"):
        write(f"cut-{original}", original, cut(0.61))
    write("lost.ts", "h264.ts", without(0.4, 188 * 37))
    write("lost.mpg", "mpeg2.mpg", without(0.5, 5000))
    write("lost.mkv", "h264-pyramid.mkv", without(0.5, 3000))
    write("flipped.ts", "h264.ts", flipped(20_011))
    write("flipped.mkv", "hevc.mkv", flipped(15_013))
    write("flipped.avi", "mpeg4.avi", flipped(17_011))
    write("flipped.mp4", "h264-b3.mp4", flipped(40_009))
    write("mkv-by-another-name.mp4", "h264-pyramid.mkv", lambda data: data)
    write("mpg-by-another-name.avi", "mpeg2.mpg", lambda data: data)
