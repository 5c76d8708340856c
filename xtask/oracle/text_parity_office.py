"""The documents of text_parity_sources.py in every format that LibreOffice and pandoc write, for the corpus of text_parity.py."""

import pathlib
import shutil
import subprocess
import sys
import zipfile

import text_parity_sources

# format of the file, what --convert-to is given; several writers of a format where there are
WRITES = {
    "fodt": [
        ("doc", "doc:MS Word 97"), ("docx", "docx:MS Word 2007 XML"), ("docx", "docx:Office Open XML Text"), ("odt", "odt"),
        ("rtf", "rtf"), ("html", "html:HTML (StarWriter)"), ("epub", "epub"), ("pdf", "pdf"), ("txt", "txt:Text (encoded):UTF8"),
        ("xhtml", "xhtml:XHTML Writer File"), ("xml", "xml:DocBook File"), ("xml", "xml:MS Word 2003 XML"),
    ],
    "fods": [
        ("xls", "xls:MS Excel 97"), ("xlsx", "xlsx:Calc MS Excel 2007 XML"), ("xlsx", "xlsx:Calc Office Open XML"), ("ods", "ods"),
        ("html", "html:HTML (StarCalc)"), ("pdf", "pdf:calc_pdf_Export"), ("xhtml", "xhtml:XHTML Calc File"), ("xml", "xml:MS Excel 2003 XML"),
        ("csv", "csv"),
    ],
    "fodp": [
        ("ppt", "ppt:MS PowerPoint 97"), ("pptx", "pptx:Impress MS PowerPoint 2007 XML"), ("pptx", "pptx:Impress Office Open XML"),
        ("odp", "odp"), ("pdf", "pdf:impress_pdf_Export"), ("xhtml", "xhtml:XHTML Impress File"),
    ],
    "html": [("doc", "doc:MS Word 97"), ("docx", "docx:MS Word 2007 XML"), ("odt", "odt:writer8"), ("rtf", "rtf:Rich Text Format"), ("pdf", "pdf:writer_web_pdf_Export")],
}
# Files of the corpus that are written once more in a format that few come in.
AGAIN = {"pptx": ("odp", "odp", 12)}
PANDOC = ["docx", "odt", "rtf", "epub", "epub2", "pptx", "html", "markdown", "docbook", "plain", "jats", "tei", "html4"]
PANDOC_FORMAT = {"epub2": "epub", "markdown": "md", "docbook": "xml", "jats": "xml", "tei": "xml", "plain": "txt", "html4": "xhtml"}


def run(command, folder):
    return subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900).returncode


def pandoc(folder):
    """The program out of its PyPI package."""
    program = folder / "pandoc"
    if not program.exists():
        run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "pypandoc_binary"], folder)
        for wheel in folder.glob("pypandoc_binary-*.whl"):
            with zipfile.ZipFile(wheel) as zipped:
                program.write_bytes(zipped.read("pypandoc/files/pandoc"))
            program.chmod(0o755)
    return program if program.exists() else None


def office(work, files):
    if not shutil.which("soffice"):
        print("no soffice: no documents of LibreOffice", file=sys.stderr)
        return
    for kind, outputs in WRITES.items():
        sources = sorted(path for path in (work / "sources").iterdir() if path.suffix == f".{kind}")
        for number, (format, target) in enumerate(outputs):
            convert(sources, target, work / "made" / f"{kind}-{format}-{number}", f"office{number}", format, work, files)
    for kind, (format, target, most) in AGAIN.items():
        sources = sorted(path for path in (files / kind).glob("*") if not path.name.startswith("office"))[:most]
        convert(sources, target, work / "made" / f"{kind}-{format}-again", "again", format, work, files)


def convert(sources, target, out, prefix, format, work, files):
    if not out.exists():
        profile = f"-env:UserInstallation=file://{work}/profile"
        run(["soffice", profile, "--headless", "--convert-to", target, "--outdir", f"{out}.part", *sources], work)
        pathlib.Path(f"{out}.part").mkdir(exist_ok=True)
        pathlib.Path(f"{out}.part").rename(out)
    for path in out.iterdir():
        if path.suffix[1:] == format:
            (files / format).mkdir(parents=True, exist_ok=True)
            copy(path, files / format / f"{prefix}__{path.name}")
    print(f"soffice {target}: {len(list(out.iterdir()))}", file=sys.stderr, flush=True)


def copy(source, target):
    if not target.exists():
        shutil.copy(source, target)


def through_pandoc(work, files):
    program = pandoc(work)
    if not program:
        print("no pandoc", file=sys.stderr)
        return
    for source in sorted((work / "sources").glob("*.html")):
        for writer in PANDOC:
            format = PANDOC_FORMAT.get(writer, writer)
            (files / format).mkdir(parents=True, exist_ok=True)
            target = files / format / f"pandoc-{writer}__{source.stem}.{format}"
            if not target.exists():
                run([program, "-s", "-f", "html", "-t", writer, "-o", target, source], work)


def make(corpus):
    work, files = corpus / "office", corpus / "files"
    (work / "sources").mkdir(parents=True, exist_ok=True)
    for name, kind, source in text_parity_sources.documents():
        (work / "sources" / f"{name}.{kind}").write_text(source)
        if kind == "html":
            (files / kind).mkdir(parents=True, exist_ok=True)
            (files / kind / f"own__{name}.html").write_text(source)
    (work / "made").mkdir(exist_ok=True)
    office(work, files)
    through_pandoc(work, files)


if __name__ == "__main__":
    make(pathlib.Path(sys.argv[1]).resolve())
