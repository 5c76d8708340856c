"""How much text the reference and iscc-document agree about, over a corpus of documents that is not committed.

usage: text_parity.py FOLDER PROGRAM [--offline] [FORMAT...]

FOLDER persists: the corpus is gathered into FOLDER/files/FORMAT (text_parity_corpus.py, text_parity_office.py), a second
one, of packages that the first knows nothing of, into FOLDER/second/files/FORMAT, and the answers of the reference are kept in FOLDER/reference, by the content of the file, so that it is asked once. With
--offline the corpus is taken as it is. PROGRAM is the example `parity` of iscc-document. FORMATs are names of folders; all
of them without.

Prints a table for each as in docs/documents.md, and for each differing file the place of the first difference. Equal text means that
the collapsed texts are equal, those of the reference's characters beyond U+FFFF set aside: PROGRAM gives both.
FOLDER/reference/HASH.txt is the text as extracted, HASH.collapsed what is left of it.
"""

import collections
import hashlib
import json
import pathlib
import subprocess
import sys
import threading

import text_parity_corpus
import text_parity_office
import text_parity_packages

ORDER = "docx pptx xlsx odt ods odp doc ppt xls rtf epub mobi html xhtml xml md txt json csv pdf".split()
PROCESSES = 2
PATIENCE = 120


def serve():
    """The reference: a path a line in, what it makes of the file out."""
    import iscc_lib
    import iscc_sdk
    from blake3 import blake3
    from loguru import logger

    logger.remove()
    for line in sys.stdin:
        path, out = line.rstrip("\n").split("\t")
        row = {}
        try:
            row["meta"] = iscc_sdk.text_meta_extract(path)
        except BaseException as error:  # noqa: BLE001 - whatever it raises is its verdict
            row["meta_error"] = f"{type(error).__name__}: {error}"[:300]
        try:
            text = iscc_sdk.text_extract(path)
            collapsed = iscc_lib.text_collapse(iscc_lib.text_clean(text))
            pathlib.Path(out + ".txt").write_text(text)
            pathlib.Path(out + ".collapsed").write_text(collapsed)
            row["characters"] = len(collapsed)
            row["blake3"] = blake3(collapsed.encode()).hexdigest()
            row["code"] = iscc_lib.gen_text_code_v0(iscc_lib.text_clean(text), 256).iscc
        except BaseException as error:  # noqa: BLE001
            row["error"] = f"{type(error).__name__}: {error}"[:300]
        print(json.dumps(row), flush=True)


class Reference:
    """A process that is the reference, started again when it dies or is stuck."""

    def __init__(self):
        self.process = None

    def ask(self, path, out):
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, __file__, "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, text=True,
            )
        watch = threading.Timer(PATIENCE, self.process.kill)
        watch.start()
        try:
            self.process.stdin.write(f"{path}\t{out}\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except OSError:
            answer = ""
        watch.cancel()
        if answer:
            return json.loads(answer)
        self.process.kill()
        self.process.wait()
        self.process = None
        return {"error": "the reference died or took too long"}


def key(path):
    """By content and format: the reference looks at the end of the name."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:24]
    return f"{digest}.{path.suffix[1:].lower()}"


def answers(paths, cache):
    """What the reference makes of each file, from the cache or asked for now."""
    cache.mkdir(exist_ok=True)
    found, missing = {}, collections.deque()
    for path in paths:
        out = cache / key(path)
        answer = out.with_name(out.name + ".json")
        if answer.exists():
            found[path] = json.loads(answer.read_text())
        else:
            missing.append((path, out, answer))

    def work():
        reference = Reference()
        while True:
            try:
                path, out, answer = missing.popleft()
            except IndexError:
                break
            found[path] = reference.ask(path, out)
            answer.write_text(json.dumps(found[path]))
            if len(missing) % 100 == 0:
                print(f"reference: {len(missing)} to go", file=sys.stderr, flush=True)
        if reference.process:
            reference.process.stdin.close()
            reference.process.wait()

    threads = [threading.Thread(target=work) for _ in range(PROCESSES if missing else 0)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def ours(paths, program, folder):
    names = folder / f"paths-{'-'.join(sorted({path.parent.name for path in paths}))[:60]}.txt"
    names.write_text("".join(f"{path}\n" for path in paths))
    done = subprocess.run([program, f"@{names}"], stdout=subprocess.PIPE, text=True, check=False)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode:
        print(f"PROGRAM died ({done.returncode}) after {len(rows)} files, at {paths[len(rows)]}", file=sys.stderr)
    return {pathlib.Path(row["path"]): row for row in rows}


def bits(code):
    import iscc_core

    return int.from_bytes(iscc_core.decode_base32(code.removeprefix("ISCC:"))[2:])


def first_difference(path, cache, program):
    reference = (cache / f"{key(path)}.collapsed").read_text()
    text = subprocess.run([program, "--collapsed", path], stdout=subprocess.PIPE, check=False).stdout.decode()
    low, high = 0, min(len(reference), len(text))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if reference[:middle] == text[:middle] else (low, middle - 1)
    cut = lambda text: repr(text[max(0, low - 30) : low] + "|" + text[low : low + 60])  # noqa: E731
    return f"{low}: reference {cut(reference)}\n      ours      {cut(text)}"


def compare(format, paths, theirs, mine, cache, program):
    """The row of the table of a format, and lines about what differs."""
    counts, distances, lines = collections.Counter(), [], []
    for path in paths:
        reference, own = theirs[path], mine.get(path, {"error": "died"})
        name = f"{format}/{path.name}"
        if "error" in reference:
            counts["none"] += 1
            if "error" not in own and "No text" not in reference["error"]:
                lines.append(f"  {name}: reference fails ({reference['error'][:80]}), ours does not")
            elif "error" not in own and own["characters"]:
                lines.append(f"  {name}: reference has no text, ours {own['characters']} characters")
            continue
        if reference["characters"] == 0 and "error" in own:
            counts["none"] += 1
            continue
        counts["files"] += 1
        theirs_named = reference.get("meta", {}).get("name")
        counts["names"] += theirs_named == own.get("name")
        if theirs_named != own.get("name") and "error" not in own:
            lines.append(f"  {name}: name {theirs_named!r}, ours {own.get('name')!r}")
        for field in ("description", "creator"):
            if reference.get("meta", {}).get(field) != own.get(field) and "error" not in own:
                counts["fields"] += 1
                lines.append(f"  {name}: {field} {reference['meta'].get(field)!r:.80}, ours {own.get(field)!r:.80}")
        if "error" in own:
            counts["failed"] += 1
            lines.append(f"  {name}: ours fails: {own['error']}")
            continue
        distance = (bits(reference["code"]) ^ bits(own["tika"]["code"])).bit_count()
        distances.append(distance)
        counts["text"] += reference["blake3"] == own["tika"]["blake3"]
        counts["quirk"] += own["blake3"] != own["tika"]["blake3"]
        counts["code64"] += bits(reference["code"]) >> 192 == bits(own["tika"]["code"]) >> 192
        if reference["blake3"] != own["tika"]["blake3"]:
            lines.append(
                f"  {name}: distance {distance}, characters {reference['characters']}, ours {own['tika']['characters']}; at "
                + first_difference(path, cache, program)
            )
    files = counts["files"]
    share = lambda count: f"{count} ({100 * count / files:.1f} %)" if files else "-"  # noqa: E731
    mean = f"{sum(distances) / len(distances):.2f}" if distances else "-"
    row = [
        format, files, counts["none"], counts["failed"], share(counts["text"]), share(counts["code64"]), mean,
        share(counts["names"]), counts["quirk"],
    ]
    return "| " + " | ".join(map(str, row)) + " |", lines


def main(args):
    if args == ["--serve"]:
        return serve()
    offline = "--offline" in args
    folder, program, *formats = [arg for arg in args if arg != "--offline"]
    folder, program = pathlib.Path(folder).resolve(), pathlib.Path(program).resolve()
    for which in text_parity_packages.SETS:
        if not offline:
            if not which:
                text_parity_office.make(folder)
            text_parity_corpus.gather(folder, which)
        print(f"\n{which or 'first'} set")
        table(folder / which, formats or ORDER, folder / "reference", program)


def table(corpus, formats, cache, program):
    """Prints the table of a set of documents and what differs."""
    rows, differing = [], []
    for format in formats:
        files = corpus / "files" / format
        paths = sorted(files.iterdir()) if files.exists() else []
        if not paths:
            continue
        theirs = answers(paths, cache)
        mine = ours(paths, program, corpus)
        row, lines = compare(format, paths, theirs, mine, cache, program)
        rows.append(row)
        differing += lines
    print("| format | files | no text in the reference | ours fails | equal text | equal 64-bit code | mean distance at 256 bits "
          "| equal name | characters beyond U+FFFF |")
    print("|---|---|---|---|---|---|---|---|---|")
    print("\n".join(rows))
    print()
    print("\n".join(differing), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
