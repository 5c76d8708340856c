"""What iscc-sdk makes of the files of iscc-samples: `cargo xtask oracle`.

usage: samples_golden.py OUTDIR   (writes OUTDIR/golden/samples.json)

One JSON object: "reference" names the packages that answered, "files" is an array with one line a file: file (folder
and name), filesize, datahash, sum (ISCC-SUM), and for files that the reference reads also iscc, units (64 bits), units256,
mediatype, name and, where there is one, description. Audio and video were read with fpcalc 1.5.1 and FFmpeg 5.1.9; the
films whose decoding in FFmpeg depends on its threads have the sum alone.
"""

import json
import pathlib
import sys

import iscc_lib
import iscc_samples
import iscc_sdk as idk
from loguru import logger

logger.remove()


def row(path):
    sum_ = iscc_lib.gen_sum_code_v0(str(path), 64, False, False)
    found = {
        "file": f"{path.parent.name}/{path.name}",
        "filesize": sum_["filesize"],
        "datahash": sum_["datahash"],
        "sum": sum_["iscc"],
    }
    if path.parent.name == "video" and path.suffix in (".ogg", ".ogv"):
        return found
    try:
        meta = idk.code_iscc(path, add_units=True, create_thumb=False).dict()
        long = idk.code_iscc(path, add_units=True, create_thumb=False, bits=256).dict()
    except Exception:  # noqa: BLE001 - what it does not read has its sum
        return found
    keys = ("iscc", "units", "mediatype", "name", "description")
    return found | {key: meta[key] for key in keys if key in meta} | {"units256": long["units"]}


def main(out):
    files = pathlib.Path(iscc_samples.__file__).parent / "files"
    rows = [row(path) for path in sorted(files.glob("*/*")) if path.is_file()]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    reference = f"iscc-sdk {idk.__version__}, iscc-lib {iscc_lib.__version__}"
    target = pathlib.Path(out) / "golden" / "samples.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f'{{"reference": "{reference}",\n"files": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    main(sys.argv[1])
