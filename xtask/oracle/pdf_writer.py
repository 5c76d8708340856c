"""PDF files from scratch, byte for byte the same every time: what the PDF scripts of this folder write with."""

import zlib


class Pdf:
    """A PDF 1.7 file. Objects are numbered from 1 in the order in which they are added."""

    def __init__(self):
        self.objects = []
        self.kids = []
        self.parent = self.reserve()

    def add(self, body):
        self.objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(self.objects)

    def reserve(self):
        self.objects.append(b"null")
        return len(self.objects)

    def fill(self, number, body):
        self.objects[number - 1] = body.encode("latin-1") if isinstance(body, str) else body

    def stream(self, data, entries="", flate=False):
        data = data.encode("latin-1") if isinstance(data, str) else data
        if flate:
            data, entries = zlib.compress(data, 9), entries + " /Filter /FlateDecode"
        head = b"<< /Length %d %s >>\nstream\n" % (len(data), entries.encode("latin-1"))
        return self.add(head + data + b"\nendstream")

    def page(self, content, resources, box="0 0 612 792", entries="", flate=False):
        content = self.stream(content, flate=flate)
        self.kids.append(
            self.add(
                f"<< /Type /Page /Parent {self.parent} 0 R /MediaBox [{box}] /Contents {content} 0 R"
                f" /Resources << {resources} >> {entries} >>"
            )
        )
        return self.kids[-1]

    def bytes(self, info=None, root="", trailer=""):
        kids = " ".join(f"{kid} 0 R" for kid in self.kids)
        self.fill(self.parent, f"<< /Type /Pages /Count {len(self.kids)} /Kids [{kids}] >>")
        catalog = self.add(f"<< /Type /Catalog /Pages {self.parent} 0 R {root} >>")
        if info:
            trailer += f" /Info {info} 0 R"
        out, offsets = b"%PDF-1.7\n", []
        for number, body in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        table = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        size = len(offsets) + 1
        out += f"trailer\n<< /Size {size} /Root {catalog} 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode("latin-1")
        return out
