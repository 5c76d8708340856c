"""What iscc-sum prints: the golden values of `iscc sum`, made by `cargo xtask oracle`.

usage: sum_golden.py OUTDIR   (writes OUTDIR/golden/sum.json)

The file is one JSON object:

    reference  the package that answered
    folders    folders to make, where no file is in them
    files      path and either `text`, or `seed`, `length` and `edits`: the bytes of xorshift32 SEED as in
               core_golden.py, with those at the positions of `edits` inverted
    runs       in this order, all in one folder: args, code (exit code), stdout; where they are of interest
               stdin, files (what was written), stderr

Left out is what `iscc sum` does otherwise on purpose.
"""

import itertools
import json
import pathlib
import subprocess
import sys
import tempfile
from importlib.metadata import version

FOLDERS = ["empty", "d/empty"]

FILES = {
    "hello.txt": {"text": "Hello World\n"},
    "two words.txt": {"text": "two\n"},
    "zero": {"text": ""},
    "d/z.txt": {"text": "z"},
    "d/A.txt": {"text": "A"},
    "d/e\u0301.txt": {"text": "decomposed"},
    "d/\u00e9.txt": {"text": "composed"},
    "d/f.txt": {"text": "f"},
    "d/.gitignore": {"text": "*\n"},
    "d/.isccignore": {"text": "# rules\n*.log\n/cache/\n!keep.log\n"},
    "d/x.log": {"text": "x"},
    "d/keep.log": {"text": "kept"},
    "d/cache/a": {"text": "a"},
    "d/sub/cache/a": {"text": "a"},
    "d/sub/a.iscc.json": {"text": "{}"},
    "d/sub/.isccignore": {"text": "!x.log\nsecret\n"},
    "d/sub/x.log": {"text": "x"},
    "d/sub/y.log": {"text": "y"},
    "d/sub/secret/key": {"text": "key"},
    "d/secret": {"text": "not from here"},
    "sim/a": {"seed": 7, "length": 60000},
    "sim/b": {"seed": 7, "length": 60000, "edits": [100]},
    "sim/c": {"seed": 7, "length": 60000, "edits": list(range(0, 60000, 9000))},
    "sim/copy": {"seed": 7, "length": 60000},
    "sim/other": {"seed": 8, "length": 60000},
    "sim/other2": {"seed": 8, "length": 60000, "edits": [30000, 30001]},
}


def xorshift(seed, length):
    out, x = bytearray(), seed
    while len(out) < length:
        x ^= x << 13 & 0xFFFFFFFF
        x ^= x >> 17
        x ^= x << 5 & 0xFFFFFFFF
        out += x.to_bytes(4, "little")
    return out[:length]


def write(path, spec):
    path.parent.mkdir(parents=True, exist_ok=True)
    if "text" in spec:
        path.write_bytes(spec["text"].encode())
    else:
        data = xorshift(spec["seed"], spec["length"])
        for position in spec.get("edits", []):
            data[position] ^= 0xFF
        path.write_bytes(data)


def main(out):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for path in FOLDERS:
            (folder / path).mkdir(parents=True)
        for path, spec in FILES.items():
            write(folder / path, spec)

        def call(args, stdin=""):
            command = [sys.executable, "-m", "iscc_sum", *args]
            # Without it, click says that its output has no encoding.
            env = {"PATH": "", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONWARNINGS": "ignore"}
            return subprocess.run(command, cwd=folder, input=stdin.encode(), capture_output=True, env=env)

        def lines(*args):
            return call(args).stdout.decode()

        # Lists to check, from what the reference prints.
        good = "\ufeff" + lines("hello.txt") + "\n" + lines("--tag", "--narrow", "two words.txt")
        good += lines("--narrow", "zero", "d/keep.log").replace("\n", "\r\n") + lines("d")
        good += lines("--tree", "d") + lines("--tree", "--tag", "--narrow", "d/sub/")
        lists = {
            "good": good,
            "bad": lines("hello.txt").replace("hello", "two words") + lines("zero", "d/z.txt")
            + lines("--tree", "d/sub").replace("d/sub", "d/empty") + "ISCC:KAA *zero\n",
            "malformed": lines("hello.txt") + "nonsense\n" + lines("zero") + "ISCC:K4AA zero\n isccc\n",
            "last": lines("hello.txt", "zero") + "nonsense\n",
            "similar": lines("--similar", "sim", "zero"),
            "similar-tag": lines("--similar", "--tag", "sim", "zero"),
        }
        lists = {f"lists/{name}": {"text": text} for name, text in lists.items()}
        for path, spec in lists.items():
            write(folder / path, spec)

        runs = []

        def run(*args, stdin="", written=(), stderr=False):
            done = call(args, stdin)
            entry = {"args": args, "code": done.returncode, "stdout": done.stdout.decode()}
            if stdin:
                entry["stdin"] = stdin
            if written:
                entry["files"] = {path: (folder / path).read_bytes().decode() for path in written}
            if stderr:
                entry["stderr"] = done.stderr.decode()
            runs.append(entry)

        flags = ["--narrow", "--units", "--tag", "-z"]
        for count in range(len(flags) + 1):
            for chosen in itertools.combinations(flags, count):
                run(*chosen, "hello.txt", "two words.txt")
                run(*chosen, "--tree", "d")
        for args in (["d"], ["d/"], ["./d"], ["d/sub", "hello.txt", "d/sub"], ["empty"], ["zero"], ["-z", "--units", "d"]):
            run(*args)
        run("--tree", "d/")
        run("-t", "./d//")
        run(stdin="from stdin")
        run("--tag", "--units", "-", stdin="from stdin")

        for threshold in ("0", "12", "30", "64", "128", "4294967295"):
            run("--similar", "--threshold", threshold, "sim", "d")
            run("--similar", "--narrow", "--threshold", threshold, "sim/other2", "sim", "zero")
        run("--similar", "sim/a", "sim/copy", "sim/a", "zero")
        for flag in ("--tag", "-z", "--units"):
            run("--similar", flag, "--threshold", "40", "sim", "zero", "hello.txt")

        run("d", "-o", "out", written=["out"])
        run("-zo", "out", "--tree", "d", written=["out"])
        run("--similar", "--output", "out", "sim", "zero", written=["out"])

        for options in ([], ["-q"], ["--status"], ["-qw"], ["--tag", "-z", "--narrow", "--units"]):
            run("-c", *options, "lists/good", stderr=True)
            run("-c", *options, "lists/bad", stderr=True)
            run("--check", *options, "lists/malformed", "lists/good", stderr=True)
        run("-c", "--strict", "lists/good", stderr=True)
        # What is printed to stderr is not: the reference ends there.
        run("-c", "--strict", "lists/last")
        run("-c", "--strict", "--status", "lists/last")
        run("-c", "--status", "-w", "lists/malformed", stderr=True)

        for args in (
            ["-c"],
            ["-c", "missing"],
            ["-c", "-o", "x", "lists/good"],
            ["-c", "--tree", "d"],
            ["-c", "--similar", "lists/good", "lists/bad"],
            ["--tree", "--similar", "d"],
            ["--tree"],
            ["--tree", "d", "sim"],
            ["--tree", "hello.txt"],
            ["--tree", "missing"],
            ["--tree", "empty"],
            ["--similar"],
            ["--similar", "hello.txt"],
            ["--threshold", "-1", "hello.txt"],
            ["--threshold", "x", "hello.txt"],
            ["--nonsense"],
            ["missing"],
            ["/dev/null"],
            ["-o", "missing/x", "hello.txt"],
        ):
            run(*args)

    golden = out / "golden"
    golden.mkdir(parents=True, exist_ok=True)
    with open(golden / "sum.json", "w", encoding="utf-8", newline="\n") as file:
        dump = lambda value: json.dumps(value, ensure_ascii=True)
        file.write("{\n" + f'"reference": {dump("iscc-sum " + version("iscc-sum"))},\n')
        file.write(f'"folders": {dump(FOLDERS)},\n"files": {{\n')
        files = (FILES | lists).items()
        file.write(",\n".join(f"{dump(path)}: {dump(spec)}" for path, spec in files))
        file.write('\n},\n"runs": [\n' + ",\n".join(map(dump, runs)) + "\n]\n}\n")


main(pathlib.Path(sys.argv[1]))
