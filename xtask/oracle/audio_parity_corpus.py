"""Sound in every codec and container that the installed ffmpeg writes: the files that audio_parity.py compares.

make(folder) gives pairs of a group and a path. Files that are there already are not made again.
"""
import pathlib
import subprocess

LAYOUTS = ["mono", "stereo", "2.1", "3.0", "quad", "4.0", "5.0", "5.1", "6.1", "7.1"]
CHANNELS = {"mono": 1, "stereo": 2, "2.1": 3, "3.0": 3, "quad": 4, "4.0": 4, "5.0": 5, "5.1": 6, "6.1": 7, "7.1": 8}
RATES = [7350, 8000, 11025, 12000, 16000, 22050, 24000, 32000, 37800, 44100, 44101, 48000, 88200, 96000, 176400, 192000]


def source(rate=44100, layout="stereo", seconds=6.0, seed=0):
    """Gliding tones with some noise, other ones in each channel; as options of ffmpeg."""
    tones = []
    for channel in range(CHANNELS[layout]):
        base = 110 * (1 + channel % 4) + 17 * seed
        tones.append(
            f"0.3*sin(2*PI*t*({base}+{30 + 7 * channel}*t))"
            f"+0.2*sin(2*PI*t*({base * 3}-{11 + channel}*t))*sin(3*t+{channel})"
            f"+0.08*random({channel})"
        )
    expression = "|".join(tones)
    graph = f"aevalsrc=exprs='{expression}':s={rate}:c={layout}:d={seconds}"
    return ["-f", "lavfi", "-i", graph]


def cases():
    """Group, name of the file, options."""
    for rate in RATES:
        for codec in ("pcm_s16le", "pcm_f32le"):
            for layout in ("mono", "stereo"):
                yield "WAVE rates", f"{rate}-{layout}-{codec}.wav", source(rate, layout) + ["-c:a", codec]
    for layout in LAYOUTS:
        yield "WAVE layouts", f"{layout}-s16.wav", source(48000, layout) + ["-c:a", "pcm_s16le"]
        yield "WAVE layouts", f"{layout}-f32.wav", source(44100, layout) + ["-c:a", "pcm_f32le"]
        yield "AIFF", f"{layout}.aiff", source(44100, layout) + ["-c:a", "pcm_s16be"]
        yield "FLAC", f"{layout}.flac", source(44100, layout) + ["-c:a", "flac"]
        yield "CAF", f"{layout}.caf", source(44100, layout) + ["-c:a", "pcm_s16le"]
        yield "Vorbis", f"{layout}.ogg", source(48000, layout) + ["-c:a", "libvorbis"]
    for codec in ("pcm_u8", "pcm_s24le", "pcm_s32le", "pcm_f64le", "pcm_alaw", "pcm_mulaw"):
        yield "WAVE codings", f"{codec}.wav", source(32000) + ["-c:a", codec]
        yield "WAVE codings", f"{codec}-11025.wav", source(11025) + ["-c:a", codec]
    yield "WAVE codings", "rf64.wav", source() + ["-rf64", "always", "-c:a", "pcm_s24le"]
    for codec in ("adpcm_ima_wav", "adpcm_ms"):
        for layout in ("mono", "stereo"):
            yield "ADPCM", f"{codec}-{layout}.wav", source(22050, layout) + ["-c:a", codec]
    yield "ADPCM", "ima_qt.mov", source(22050) + ["-c:a", "adpcm_ima_qt"]
    yield "ADPCM", "ima_qt.caf", source(44100) + ["-c:a", "adpcm_ima_qt"]
    for codec in ("pcm_s8", "pcm_s24be", "pcm_s32be", "pcm_f32be", "pcm_f64be", "pcm_alaw", "pcm_mulaw", "pcm_s16le"):
        yield "AIFF", f"{codec}.aiff", source(37800) + ["-c:a", codec]
    for rate in (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000):
        yield "MP3", f"{rate}.mp3", source(rate) + ["-c:a", "libmp3lame"]
        yield "MP3", f"{rate}-mono.mp3", source(rate, "mono") + ["-c:a", "libmp3lame", "-b:a", "32k"]
    for name, options in {
        "vbr": ["-q:a", "2"], "vbr-low": ["-q:a", "9"], "cbr-320": ["-b:a", "320k"],
        "no-xing": ["-write_xing", "0"], "no-xing-vbr": ["-write_xing", "0", "-q:a", "5"],
        "no-reservoir": ["-reservoir", "0"], "id3v1": ["-write_id3v1", "1", "-metadata", "title=x"],
        "id3v23": ["-id3v2_version", "3", "-metadata", "title=x" * 2000], "apev2": ["-write_apetag", "1"],
        "no-joint": ["-joint_stereo", "0"], "long": ["-q:a", "4"],
    }.items():
        sound = source(seconds=20.0) if name == "long" else source()
        if name != "apev2":
            yield "MP3", f"{name}.mp3", sound + ["-c:a", "libmp3lame"] + options
    for rate in (16000, 32000, 44100, 48000):
        yield "MP2", f"{rate}.mp2", source(rate) + ["-c:a", "mp2"]
    yield "MP2", "mono.mp2", source(44100, "mono") + ["-c:a", "mp2", "-b:a", "64k"]
    for rate in (7350, 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000):
        yield "AAC (ADTS)", f"{rate}.aac", source(rate) + ["-c:a", "aac"]
    for layout in ("mono", "3.0", "5.1"):
        yield "AAC (ADTS)", f"{layout}.aac", source(44100, layout) + ["-c:a", "aac"]
    for end in ("m4a", "mp4", "mov", "3gp", "mkv", "f4v", "mka"):
        yield "AAC (MP4, Matroska)", f"stereo.{end}", source() + ["-c:a", "aac"]
    for rate in (8000, 16000, 22050, 48000, 96000):
        yield "AAC (MP4, Matroska)", f"{rate}.m4a", source(rate, "mono") + ["-c:a", "aac"]
    for layout in ("3.0", "4.0", "5.1", "7.1"):
        yield "AAC (MP4, Matroska)", f"{layout}.m4a", source(48000, layout) + ["-c:a", "aac"]
    for name, flags in {
        "fragments": "frag_keyframe+empty_moov", "fragments-dash": "dash", "faststart": "faststart",
        "negative-offsets": "negative_cts_offsets", "default-base": "frag_keyframe+empty_moov+default_base_moof",
    }.items():
        yield "AAC (MP4, Matroska)", f"{name}.mp4", source() + ["-c:a", "aac", "-movflags", flags]
    yield "AAC (MP4, Matroska)", "no-edits.mp4", source() + ["-c:a", "aac", "-use_editlist", "0"]
    yield "AAC (MP4, Matroska)", "fragment-time.mp4", source(seconds=12.0) + [
        "-c:a", "aac", "-movflags", "empty_moov", "-frag_duration", "1000000"]
    for bits, form in (("16", "s16"), ("24", "s32")):
        for end in ("flac", "oga", "mka", "mp4", "caf"):
            more = ["-strict", "-2", "-c:a", "flac", "-sample_fmt", form]
            yield "FLAC", f"{bits}.{end}", source(48000) + more
        for end in ("m4a", "caf", "mov", "mka"):
            more = ["-c:a", "alac", "-sample_fmt", f"{form}p"]
            yield "ALAC", f"{bits}.{end}", source() + more
    for rate in (8000, 22050, 88200, 96000, 192000):
        yield "FLAC", f"{rate}.flac", source(rate) + ["-c:a", "flac"]
        yield "ALAC", f"{rate}.m4a", source(rate, "mono") + ["-c:a", "alac"]
    for level in (0, 12):
        yield "FLAC", f"level-{level}.flac", source(32000, "mono") + ["-c:a", "flac", "-compression_level", str(level)]
    for layout in ("3.0", "5.0", "5.1", "7.1"):
        yield "ALAC", f"{layout}.m4a", source(44100, layout) + ["-c:a", "alac"]
    for rate in (8000, 11025, 16000, 22050, 32000, 44100):
        yield "Vorbis", f"{rate}.oga", source(rate, "mono") + ["-c:a", "libvorbis"]
    for end in ("ogg", "webm", "mkv", "mka"):
        yield "Vorbis", f"quality-8.{end}", source(seconds=9.0) + ["-c:a", "libvorbis", "-q:a", "8"]
    for end in ("opus", "webm", "mka", "mp4"):
        for name, options in {
            "music": ["-b:a", "96k"], "voice": ["-b:a", "16k", "-application", "voip"],
            "short-frames": ["-frame_duration", "2.5"], "long-frames": ["-frame_duration", "60"],
        }.items():
            yield "Opus", f"{name}.{end}", source(48000) + ["-c:a", "libopus"] + options
    for layout in ("mono", "3.0", "quad", "5.0", "5.1", "6.1", "7.1"):
        yield "Opus", f"{layout}.opus", source(48000, layout) + ["-c:a", "libopus"]
    for end in ("mka", "mov", "ogg"):
        if end != "ogg":
            for codec in ("pcm_s16le", "pcm_s24le", "pcm_f32le", "pcm_s16be"):
                yield "PCM elsewhere", f"{codec}.{end}", source() + ["-c:a", codec]
    for codec in ("pcm_s24le", "pcm_f32le", "pcm_s16be", "pcm_alaw", "pcm_mulaw", "pcm_u8"):
        if codec != "pcm_u8":
            yield "CAF", f"{codec}.caf", source(24000) + ["-c:a", codec]
    yield "MP3 elsewhere", "mp3.mka", source() + ["-c:a", "libmp3lame"]
    yield "MP3 elsewhere", "mp3.mp4", source() + ["-c:a", "libmp3lame"]
    yield "MP3 elsewhere", "mp3.avi", source() + ["-c:a", "libmp3lame"]
    yield "MP3 elsewhere", "mp3.flv", source() + ["-c:a", "libmp3lame"]
    yield "MP3 elsewhere", "mp3.wav", source() + ["-c:a", "libmp3lame"]
    for name, codec in {
        "w64": "pcm_s16le", "au": "pcm_s16be", "voc": "pcm_u8", "wv": "wavpack", "tta": "tta", "ac3": "ac3",
        "eac3": "eac3", "wma": "wmav2", "asf": "wmav1", "spx": "libspeex", "amr": "libopencore_amrnb",
        "dts": "dca", "mpg": "mp2", "ts": "mp2", "vob": "ac3", "rm": "ac3", "thd": "truehd", "swf": "libmp3lame",
    }.items():
        more, sound = ["-c:a", codec], source(48000)
        if name == "spx":
            sound = source(16000, "mono")
        if name == "amr":
            sound = source(8000, "mono")
        if name in ("dts", "thd"):
            more += ["-strict", "-2"]
        if name == "swf":
            sound = source(44100)
        yield "by FFmpeg only", f"{codec}.{name}", sound + more
    # One item takes 30031 samples at 11025 Hz.
    for frames in (120000, 120116, 120117, 120152, 120160, 120192, 120200, 120260, 125576, 125660):
        for codec in ("pcm_s16le", "pcm_f32le"):
            graph = source(seconds=3.2) + ["-af", f"atrim=end_sample={frames}", "-c:a", codec]
            yield "lengths", f"{frames}-{codec}.wav", graph
    for seconds in (2.70, 2.72, 2.73, 2.75, 2.80):
        for end, codec in (("mp3", "libmp3lame"), ("m4a", "aac"), ("flac", "flac"), ("ogg", "libvorbis")):
            yield "lengths", f"{seconds}.{end}", source(seconds=seconds) + ["-c:a", codec]
    two = source(seed=0) + source(seed=3)
    both = ["-map", "0:a", "-map", "1:a"]
    for end, codec in (("mp4", "aac"), ("mkv", "libvorbis"), ("mka", "flac"), ("ogg", "libvorbis")):
        yield "tracks", f"two.{end}", two + both + ["-c:a", codec]
    second = ["-disposition:a:0", "0", "-disposition:a:1", "default"]
    yield "tracks", "second-on.mkv", two + both + ["-c:a", "aac"] + second
    yield "tracks", "second-on.mp4", two + both + ["-c:a", "aac"] + second
    yield "tracks", "second-louder.mp4", two + both + ["-c:a", "aac", "-b:a:0", "48k", "-b:a:1", "192k"]
    impaired = ["-disposition:a:0", "default+visual_impaired"]
    yield "tracks", "first-described.mkv", two + both + ["-c:a", "libvorbis"] + impaired
    film = ["-f", "lavfi", "-i", "testsrc=d=6:s=64x48:r=10"] + source()
    for end, video, codec in (("mp4", "mpeg4", "aac"), ("mkv", "mpeg4", "libmp3lame"), ("webm", "libvpx", "libopus")):
        yield "tracks", f"film.{end}", film + ["-c:v", video, "-c:a", codec]
    late = source() + ["-itsoffset", "0.4"] + source(seed=2) + ["-map", "1:a", "-c:a", "aac"]
    yield "AAC (MP4, Matroska)", "late.mp4", late
    yield "AAC (MP4, Matroska)", "cut.m4a", ["-ss", "1.3"] + source(seconds=8.0) + ["-c:a", "aac", "-t", "5"]


def broken(folder):
    """Files cut off, with a hole, with junk in front; made of those above."""
    for kind in ("mp3", "aac", "m4a", "flac", "ogg", "opus", "mka", "wav", "aiff", "caf"):
        whole = {
            "mp3": "MP3/vbr.mp3", "aac": "AAC (ADTS)/44100.aac", "m4a": "AAC (MP4, Matroska)/faststart.mp4",
            "flac": "FLAC/16.flac", "ogg": "Vorbis/stereo.ogg", "opus": "Opus/music.opus", "mka": "FLAC/16.mka",
            "wav": "WAVE layouts/stereo-s16.wav", "aiff": "AIFF/stereo.aiff", "caf": "CAF/stereo.caf",
        }[kind]
        whole = folder / whole
        if not whole.exists():
            continue
        data = whole.read_bytes()
        for percent in (62, 77, 95):
            yield f"cut-{percent}.{kind}", data[: len(data) * percent // 100 | 1]
        middle = len(data) * 3 // 4
        yield f"hole.{kind}", data[:middle] + bytes(300) + data[middle + 300 :]
        noise = bytes((i * 7919 >> 3) & 0xFF for i in range(40))
        yield f"noise.{kind}", data[:middle] + noise + data[middle + 40 :]
        yield f"longer.{kind}", data + noise * 20
        if kind in ("mp3", "aac", "flac"):
            tag = b"ID3\x04\0\0\0\0\x10\0" + bytes(2048)
            yield f"tag.{kind}", tag + data
            yield f"two-tags.{kind}", tag + tag + data
        if kind in ("mp3", "aac"):
            yield f"junk.{kind}", noise * 5 + data
            yield f"start-missing.{kind}", data[len(data) // 10 :]
            yield f"twice.{kind}", data + data


def make(folder):
    """Makes what is missing; gives (group, path) of all files."""
    folder = pathlib.Path(folder)
    made = []
    for group, name, options in cases():
        path = folder / group / name
        path.parent.mkdir(parents=True, exist_ok=True)
        missing = path.with_name(path.name + ".missing")
        if not path.exists() and not missing.exists():
            end = path.suffix[1:]
            command = ["ffmpeg", "-v", "error", "-nostdin", "-threads", "1"] + options + ["-bitexact", "-y"]
            forms = {"oga": "ogg", "aiff": "aiff", "wma": "asf", "thd": "truehd", "swf": "swf", "f4v": "mp4"}
            if end in forms:
                command += ["-f", forms[end]]
            if "long" in name or end == "opus":
                pass
            done = subprocess.run(command + [str(path)], capture_output=True, text=True)
            if done.returncode or not path.exists():
                path.unlink(missing_ok=True)
                missing.write_text(done.stderr)
        if path.exists():
            made.append((group, path))
    for name, data in broken(folder):
        path = folder / "broken" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(data)
        made.append(("broken: " + path.suffix[1:], path))
    return made
