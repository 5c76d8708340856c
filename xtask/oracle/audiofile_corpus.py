"""Small audio files, one for each way that iscc-audio reads: made by ffmpeg, bit-exact, three seconds each.

usage: audiofile_corpus.py OUTDIR
"""

import pathlib
import subprocess
import sys

TAGS = {
    "title": "A Title", "artist": "An Artist", "composer": "A Composer", "copyright": "2026 Somebody",
    "language": "eng", "album_artist": "Several",
}


def sound(rate, channels=1, seconds=3.1, seed=0):
    tones = [
        f"0.3*sin(2*PI*t*({220 * (1 + channel) + 31 * seed}+{40 + 9 * channel}*t))+0.2*sin(2*PI*t*{611 + 100 * channel})*sin(5*t)"
        for channel in range(channels)
    ]
    return ["-f", "lavfi", "-i", f"aevalsrc=exprs='{'|'.join(tones)}':s={rate}:d={seconds}"]


def files():
    tags = [option for key, value in TAGS.items() for option in ("-metadata", f"{key}={value}")]
    lame = ["-c:a", "libmp3lame", "-b:a", "16k"]
    yield "u8.wav", sound(8000) + ["-c:a", "pcm_u8"] + tags
    yield "mulaw.wav", sound(8000) + ["-c:a", "pcm_mulaw"]
    yield "ima.wav", sound(8000) + ["-c:a", "adpcm_ima_wav"]
    yield "ms.wav", sound(8000) + ["-c:a", "adpcm_ms"]
    yield "alaw.aiff", sound(8000) + ["-c:a", "pcm_alaw", "-write_id3v2", "1"] + tags
    yield "mulaw.caf", sound(8000) + ["-c:a", "pcm_mulaw"]
    yield "tagged.mp3", sound(16000) + lame + tags
    yield "no-xing.mp3", sound(16000) + lame + ["-write_xing", "0", "-id3v2_version", "0"]
    yield "mono.mp2", sound(16000) + ["-c:a", "mp2", "-b:a", "32k"]
    yield "stereo.aac", sound(16000, 2) + ["-c:a", "aac", "-b:a", "24k"]
    yield "tagged.m4a", sound(16000) + ["-c:a", "aac", "-b:a", "16k"] + tags
    yield "fragments.mp4", sound(16000) + ["-c:a", "aac", "-b:a", "16k", "-movflags", "frag_keyframe+empty_moov"]
    yield "alac.m4a", sound(8000) + ["-c:a", "alac"]
    yield "tagged.flac", sound(8000) + ["-c:a", "flac"] + tags
    yield "tagged.ogg", sound(16000) + ["-c:a", "libvorbis", "-q:a", "-1"] + tags
    yield "vorbis.mka", sound(16000) + ["-c:a", "libvorbis", "-q:a", "-1"]
    yield "tagged.opus", sound(48000) + ["-c:a", "libopus", "-b:a", "12k"] + tags
    yield "opus.webm", sound(48000) + ["-c:a", "libopus", "-b:a", "12k"]
    second = ["-map", "0:a", "-map", "1:a", "-disposition:a:0", "0", "-disposition:a:1", "default"]
    yield "second-track.mka", sound(16000) + sound(16000, seed=4) + second + ["-c:a", "libmp3lame", "-b:a", "16k"]
    yield "short.mp3", sound(16000, seconds=2.5) + lame
    # Granule positions in the middle that are less than the samples.
    late = ["-bsf:a", "setts=ts=TS-if(gt(N\\,40)\\,300\\,0)", "-page_duration", "500000"]
    yield "granules.ogg", sound(16000, seconds=4) + ["-c:a", "libvorbis", "-q:a", "-1"] + late
    yield "alaw.au", sound(8000) + ["-c:a", "pcm_alaw"]
    # What audiofile_damaged.py cuts and joins: longer, so that something is left.
    quiet = ["-af", "volume=0.02"]
    yield "stereo-24k.mp3", sound(24000, 2) + ["-c:a", "libmp3lame", "-b:a", "24k", "-write_xing", "0", "-id3v2_version", "0"]
    yield "long.flac", sound(8000, seconds=4) + quiet + ["-c:a", "flac", "-frame_size", "1152"]
    yield "long.wv", sound(8000, seconds=4) + ["-c:a", "wavpack", "-sample_fmt", "u8p", "-frame_size", "2048"]
    yield "long-alac.m4a", sound(8000, seconds=4) + quiet + ["-c:a", "alac", "-movflags", "faststart"]
    fragments = ["-c:a", "aac", "-b:a", "16k", "-frag_duration", "1000000", "-movflags"]
    yield "long-fragments.m4a", sound(16000, seconds=6.2) + fragments + ["frag_keyframe+empty_moov"]
    yield "late-fragments.m4a", sound(16000) + fragments + ["frag_keyframe+empty_moov+delay_moov"]
    # Only FFmpeg reads these.
    yield "wavpack.wv", sound(12000) + ["-c:a", "wavpack", "-sample_fmt", "u8p"] + tags
    yield "ac3.ac3", sound(32000) + ["-c:a", "ac3", "-b:a", "32k"]


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, options in files():
        exact = ["-flags:a", "+bitexact", "-fflags", "+bitexact", "-bitexact"]
        command = ["ffmpeg", "-v", "error", "-nostdin", "-threads", "1"] + options + exact + ["-y", str(folder / name)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
