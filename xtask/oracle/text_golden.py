"""Golden values of the reference for iscc-text: `cargo xtask oracle`.

usage: text_golden.py OUTDIR   (writes OUTDIR/text/golden.json)

The file is one JSON object: "reference" names the packages that answered, every other member is a
topic, an array of cases, one a line. A long text is given by its parts: [text, count] is `count` times
the text, [text, "numbered", count] the text, a space, n * n % 9973, a full stop and a space for
every n below `count`.

    scalars        probe [before, after], collapse, clean: BLAKE3 (first 8 hex digits) of what
                   iscc_lib's text_collapse and text_clean make of before + c + after for all scalar values c
                   of a block, in order, each result followed by a line feed. 16 blocks of 0x2000 code
                   points, then 15 of 0x10000
    texts          text, collapse, clean, line (text_remove_newlines of clean), trim (to 7 bytes), all by
                   iscc_lib; characters, unit (256 bits) of gen_text_code_v0;
                   core: what iscc_core gives differently
    bits           text, bits, unit
    long           parts, characters, unit (256 bits)
    granular       parts, average, chars [[offset, size, simprint]], bytes [[offset, size]]: text_features
    meta           name, description, json | url (a string or parts), bits, result | error of iscc_core,
                   lib: iscc_lib's result where it differs (null for an error). Long strings of a
                   result are given as {"blake3", "bytes"}
    names          file, name: text_name_from_uri of the path
    plain          case, hex, count (repeated so often), text | error: text_extract of iscc_sdk, file.txt

Metadata is given as the text of a JSON value, and the reference gets what Python's json makes of it.
"""

import json
import pathlib
import sys
import tempfile
from importlib.metadata import version

import iscc_core
import iscc_lib
import iscc_sdk
from blake3 import blake3
from loguru import logger

logger.remove()

PROBES = [("", ""), ("aΣ", ""), ("", "Σ"), ("aΣ", "a"), ("A", "Σ"), ("ｶ", "ﾞ"), ("e", "\u0301"), ("ᄀ", "ᅡ"), ("가", "ᆨ")]
BLOCKS = [(first, 0x2000) for first in range(0, 0x20000, 0x2000)] + [(first, 0x10000) for first in range(0x20000, 0x110000, 0x10000)]

TEXTS = [
    "", " ", "a", "Hello World", "exactly13char", "exactly14chars", "twelve chars", "ab" * 12,
    # line breaks of all kinds, blank lines, white space at the ends
    "a\nb", "a\rb", "a\r\nb", "a\n\rb", "a\x0bb", "a\x0cb", "a\x85b", "a\u2028b", "a\u2029b", "a\r\r\n\nb",
    "a\n\nb", "a\n\n\nb", "a\r\n\r\n\r\nb", "\n\na\n\n", " \n a \n ", "a\n \nb", "a\n  \n \nb", "a\n \xa0\nb",
    "a\n\n \n\nb", "a\r\0\nb", "a\r\u200b\nb", "\u3000a\u2003", "\x1c\x1d\x1e\x1fa\x1c b\x1f", "a\x1cb\x1db\x1eb\x1fb", "\u180ea\u200b",
    "tab\there", "\ufeffbom", "soft\xadhyphen", "a\u2060b", "zero\u200dwidth\u200cjoiner", "👩\u200d👩\u200d👧 👍🏽", "\0\x01\x02",
    # final sigma
    "Σ", "ΣΣ", "ΑΣ", "ΑΣ.", "ΑΣΑ", "ΑΣ Α", "ΟΔΟΣ", "ΟΔΟΣ ΟΔΟΣ", "ΑΣ'Α", "ΑΣ'", "ΑΣ.'^`:Α", "ΑΣ1", "1Σ", "'Σ", "Α'Σ", "Α\u0301Σ\u0301Α",
    "Α\u0301Σ\u0301", "ΑΣ\xadΑ", "ΑΣ\u0345", "ΑΣʰΑ", "ΑΣʰ", "aΣ\u24b6", "aΣ\u24d0", "aΣª", "ªΣ", "ⅧΣ", "aΣΣΣ", "ς σ Σ aΣ", "ϹΣ", "aΣ\u302ea", "aΣʕ", "ʕΣ",
    "aΣ" + "^" * 40 + "b", "aΣ" + "^" * 40, "aΣ" + "^ʰ" * 20 + " b",
    # casing and composition
    "İ", "Iı iİ", "I\u0307", "ẞß", "ǅ Ǆ", "ﬁ ﬀ ﬃ ﬅ", "Ω Å K", "ℌ ℍ ① ½ Ⅷ ㌀ ㍿ ﷺ ﷲ", "ᾳ ᾼ ᾀ", "\u0345", "a\u0345", "ẛ̣", "ộ o\u0323\u0302 o\u0302\u0323",
    "¨", "´ ¸ ˘ ˙ ˚ ˛ ˜ ˝", "a¨", "a¨\u0301", "\ufe71\ufe77", "\ufc5e \ufcf2", "ำ ຳ", "༹", "ཷ", "\u0f73", "क़ ড়", "\u0958", "א\u05b0 יִ", "\u1100\u1161\u11a8", "각 가\u11a8 ㄱㅏ ㄱㅏㄱ ﾡﾢ", "\u1100\u1161\u11a7",
    "ｶﾞ ﾊﾟ ｶﾞﾞ ﾞ ゝﾞ ヽﾞ ガ カ\u3099", "ｶ" + "ﾞ" * 100, "か" + "ﾟﾞ" * 40, "¨" + "ﾞ" * 50 + "¨", "漢字かな交じり文。", "中文文本", "Ａｂｃ１２３", "２０２４年",
    "𝐀𝐁𝐂 𝔘𝔫𝔦", "😀 emoji 𠀀", "\U0010ffff\ue000\uffff\u0378", "\ua7d2 \ua7d4 \ua7ce", "a\U0001e6e3Σ", "aΣ\u1acfa", "aΣ\ua7f1a",
    "e\u0301\u0327\u0315\u0300\u05ae\u0062", "\u0301", "\u0301\u0301a", "a" + "\u0301\u0327" * 60, "a\u0315\u0300\u05aeb",
    "$+<=>^`|~ !\"#%&'()*,-./:;?@[\\]_{}", "€ £ ¥ © ® ™ ° ± × ÷", "The quick Brown fox, 12.3 €!", "naïve café – “quoted” … ‘it’s’",
    "Grüße aus Köln, schöne Straße in Zürich.", "Привет, МИР! Ёлка и Йод", "ΑΡΧΗ ΤΟΥ ΛΟΓΟΥ, ΤΕΛΟΣ ΤΗΣ ΙΣΤΟΡΙΑΣ.", "모든 국민은 법 앞에 평등하다.", "हिन्दी में पाठ", "نص عربي مُشَكَّل", "ข้อความภาษาไทย น้ำ",
]

LOREM = "The chunks of a text end where its content says so. "
LONG = [
    [[LOREM, 40]],
    [["Über den Wölken, muß die Freiheit wohl grenzenlos sein! ", 20], ["ΤΕΛΟΣ ", 30], ["漢字とかな。", 50]],
    [["0123456789", 500], ["aΣ", 1], ["^", 3000], ["b", 1]],
    [["aΣ", 1], ["^", 3000]],
    [["x", 1], ["\u0301", 5000], ["y", 1]],
    [["ｶ", 1], ["ﾞ", 5000], ["¨", 3]],
    [["가", 700], ["ㄱㅏㄴ", 300]],
]


def numbered(words, count):
    """Text that does not repeat itself, as parts."""
    return [[words, "numbered", count]]


GRANULAR = [
    ([], 512), ([["short", 1]], 512), ([["a", 127]], 512), ([["a", 128]], 512), ([["a", 5000]], 512), ([[LOREM, 10]], 512),
    (numbered("The quick brown fox jumps over lazy dogs", 120), 512), (numbered("Grüße 😀 漢字 ΤΕΛΟΣ", 200), 512),
    (numbered("𠀀𠀁 Straße", 200), 128), (numbered("tiny", 60), 16), (numbered("one", 20), 2), (numbered("one", 10), 1), (numbered("line\n\nbreak", 300), 1024),
]

NAME = "The Name"
META = [
    # name, description, json text or None, data URL or None
    ("", "", None, None), (" \n\t ", "x", None, None), ("\u200b", "", None, None), ("!!!", "", None, None), ("a", "", None, None), ("ab", "!", None, None), ("abc", "d", None, None),
    (" A\n name  of\u00a0two \r\n lines ", " and\ttext\n\n\n\nhere ", None, None), (NAME, " \n", None, None), (NAME, "a\n \nb", None, None), (NAME, "a\r\0\nb", None, None),
    ("ﬁne ΤΕΛΟΣ 漢字", "Ⅷ ¨ ﷺ", None, None), ("x" * 127 + "é", "", None, None), ("x" * 126 + " é", "", None, None), ("é" * 64 + "z", "", None, None), ("😀" * 40, "", None, None),
    (NAME, "y" * 4095 + "é tail", None, None), (NAME, "é" * 3000, None, None),
    (NAME, "ignored for the unit", '{"a": 1}', None), (NAME, "", '{"b": [1, 2.5, null, true, false, "x"], "a": {"z": {}, "y": []}}', None),
    (NAME, "", '{"@context": "https://schema.org", "@type": "Book"}', None), (NAME, "", '{"x": {"@context": 1}}', None), (NAME, "", "{}", None), (NAME, "", " {\n} ", None),
    (NAME, "", '{"n": [0, -0, -0.0, 1.0, 1e3, 1e20, 1e21, 1e-6, 1e-7, 0.1, 123456789012345680000, 9007199254740993, 18446744073709551616, -9223372036854775809, 5e-324, 1.7976931348623157e308, 333333333.33333329, 1e23, 4.50, 2e-3, 0.000001, 4.35, 9.5e-7, 295147905179352825856, 1152921504606846976]}', None),
    (NAME, "", '{"n": 1e400}', None), (NAME, "", '{"n": NaN}', None), (NAME, "", '{"n": Infinity}', None), (NAME, "", '{"a": 1, "a": 2}', None),
    (NAME, "", '{"\\u20ac": 1, "\\r": 2, "\\ufb33": 3, "1": 4, "\\ud83d\\ude00": 5, "\\u0080": 6, "\\u00f6": 7, "": 8, "z": 9, "Z": 10}', None),
    (NAME, "", '{"s": "\\u0000\\u001f\\b\\f\\n\\r\\t\\"\\\\\\/\\u007f\\u2028é😀"}', None), (NAME, "", '{"s": "\\ud800"}', None),
    (NAME, "", "[1, 2]", None), (NAME, "", '"text"', None), (NAME, "", "1", None), (NAME, "", "null", None), (NAME, "", "true", None), (NAME, "", "{", None), (NAME, "", '{"a": 1,}', None), (NAME, "", '{"a": 1} x', None), (NAME, "", "", None),
    *((NAME, "", [['{"a": "', 1], ["x", count], ['"}', 1]], None) for count in (2000, 127991, 127992, 127993)),
    *((NAME, "", [['{"a": ', 1], ["[", depth], ["]", depth], ["}", 1]], None) for depth in (100, 126, 127, 200)),
] + [(NAME, "desc", None, url) for url in [
    "", "data:;base64,aGVsbG8=", "data:text/plain;base64,aGVsbG8=", "data:application/json;charset=utf-8;base64,eyJhIjoxfQ==", "data:application/ld+json;a=b;c=%20;base64,eyJhIjoxfQ==",
    "data:;base64,YQ==", "data:;base64,YWI=", "data:;base64,YWJj", "data:;base64,YWJjZA==", "data:;base64,YWJjZGU=", "data:;base64,aGV%sbG8=", "data:;base64,aGVsbG8=x", "data:;base64,aG=V=s", "data:;base64,====", "data:;base64,--",
    "data:;base64,aGVsbG8", "data:;base64,a", "data:;base64,é", "data:;base64,aGVs bG8=", "data:;base64,", "data:,", "data:,abc", "data:text/plain,a%20b", "data:text/plain;charset=utf-8,abc", "DATA:;base64,aGVsbG8=",
    "data:Text/plain;base64,aGVsbG8=", "data:a/b;base64,aGVsbG8=", "data:aa/bb;base64,aGVsbG8=", "data:text/x.y-z+w_v;base64,aGVsbG8=", "data:text/plain;x;base64,aGVsbG8=", "data:text/plain;;base64,aGVsbG8=", "data:;base64;x=y,aGVsbG8=", "data:;base64=x,aGVsbG8=",
    "data:;é=1;base64,aGVsbG8=", "foo", "https://example.com/", "data:;base64,aGVsbG8=\n", "data:;base64,_9j_4A", "data:image/jpeg;base64,/9j/4AAQSkZJRg==",
    [["data:;base64,", 1], ["QUFB", 42666], ["QUE=", 1]], [["data:;base64,", 1], ["QUFB", 42667]], [["data:;base64,", 1], ["QUFB", 42668]],
]]

NAMES = ["a.txt", "my-file_name.tar.gz", ".profile", "..a", "...", "a.", "a..", ".a.b", "..a.b", "no_extension", "-_-.x", "über_straße.pdf", "a b.c d", "x.1", "._.", "a.é"]

PLAIN = {
    "utf-8": "Grüße\nalle".encode(), "utf-8 mark": b"\xef\xbb\xbfStra\xc3\x9fe", "utf-8 two marks": b"\xef\xbb\xbf\xef\xbb\xbfabc",
    "utf-16le mark": "\ufeffGrüße alle".encode("utf-16-le"), "utf-16be mark": "\ufeffGrüße alle".encode("utf-16-be"), "utf-16 odd": "\ufeffabcdef".encode("utf-16-le") + b"x",
    "utf-32le mark": "\ufeffGrüße alle".encode("utf-32-le"), "utf-32be mark": "\ufeffGrüße alle".encode("utf-32-be"),
    "utf-16le": ("Hello world, this is text. ".encode("utf-16-le"), 20), "utf-16be": ("Hello world, this is text. ".encode("utf-16-be"), 20),
    "controls": bytes(range(1, 32)) + b"abc text text", "zero": b"ab\0cd efgh this is text", "delete": "a\x7fb text \x80\x85\x9f\xa0 x\ufffe\uffffy".encode(), "form feed": "Page 1\n\f\nPage 2 – end\n".encode(),
    "errors": "Grüße ".encode() * 20 + b"\xff\xc3 end", "cut": "Grüße ".encode() * 20 + b"\xe2\x82", "line ends": b"a\r\nb\rc\nd", "spaces": b"  \n \t ", "empty": b"",
    "json": b'{"a": "b\\u00e9",\n "c": [1,2]}', "csv": b'a,b,c\n1,2,"x y"\n', "markdown": b"# T\n\n*a* [b](c)\n",
    "iso-2022-jp": ("日本語のテキスト。\n".encode("iso2022_jp"), 10), "euc-jp": ("日本語のテキスト。これはテストです。".encode("euc_jp"), 10), "shift-jis": ("日本語のテキスト。これはテストです。".encode("shift_jis"), 10),
    "koi8-r": ("Привет мир, это проверка текста. ".encode("koi8-r"), 10), "windows-1251": ("Привет мир, это проверка текста. ".encode("cp1251"), 10), "euc-kr": ("안녕하세요 이것은 시험입니다. ".encode("euc-kr"), 10), "gb18030": ("这是一个测试文件，内容是中文。".encode("gb18030"), 10),
    # guessed wrongly by Tika, or destroyed on the way to Python
    "astral": "a😀b 𠀀".encode(), "latin-1": ("Grüße an alle, schöne Straße. ".encode("latin-1"), 5), "windows-1252": ("“Quoted” – text… naïve café, crème brûlée ".encode("cp1252"), 5), "big5": ("這是一個測試文件，內容是中文。".encode("big5"), 10),
}


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:  # every kind: only that there is one matters
        return {"error": type(error).__name__}


def join(parts):
    if isinstance(parts, str):
        return parts
    text = ""
    for part in parts:
        if part[1] == "numbered":
            text += "".join(f"{part[0]} {number * number % 9973}. " for number in range(part[2]))
        else:
            text += part[0] * part[1]
    return text


def scalars():
    for before, after in PROBES:
        row = {"probe": [before, after]}
        for key, function in (("collapse", iscc_lib.text_collapse), ("clean", iscc_lib.text_clean)):
            digests = []
            for first, size in BLOCKS:
                hasher = blake3()
                for code in range(first, first + size):
                    if not 0xD800 <= code < 0xE000:
                        hasher.update((function(before + chr(code) + after) + "\n").encode())
                digests.append(hasher.hexdigest()[:8])
            row[key] = " ".join(digests)
        yield row


def text_values(reference, text):
    clean = reference.text_clean(text)
    code = dict(reference.gen_text_code_v0(text, 256))
    return {
        "collapse": reference.text_collapse(text),
        "clean": clean,
        "line": reference.text_remove_newlines(clean),
        "trim": reference.text_trim(text, 7),
        "characters": code["characters"],
        "unit": code["iscc"],
    }


def texts():
    for text in TEXTS:
        lib, core = text_values(iscc_lib, text), text_values(iscc_core, text)
        differs = {key: value for key, value in core.items() if value != lib[key]}
        yield {"text": text, **lib} | ({"core": differs} if differs else {})


def bits():
    for text in TEXTS[:8]:
        for length in range(32, 257, 32):
            unit = iscc_lib.gen_text_code_v0(text, length)["iscc"]
            assert unit == iscc_core.gen_text_code_v0(text, length)["iscc"]
            yield {"text": text, "bits": length, "unit": unit}


def long_texts():
    for parts in LONG:
        code = dict(iscc_lib.gen_text_code_v0(join(parts), 256))
        assert code == iscc_core.gen_text_code_v0(join(parts), 256)
        yield {"parts": parts, "characters": code["characters"], "unit": code["iscc"]}


def granular():
    for parts, average in GRANULAR:
        text = join(parts)
        chars = iscc_sdk.text_features(text, text_avg_chunk_size=average)
        in_bytes = iscc_sdk.text_features(text, text_avg_chunk_size=average, byte_offsets=True)
        assert chars["simprints"] == in_bytes["simprints"]
        yield {
            "parts": parts, "average": average,
            "chars": [list(row) for row in zip(chars["offsets"], chars["sizes"], chars["simprints"])],
            "bytes": [list(row) for row in zip(in_bytes["offsets"], in_bytes["sizes"])],
        }


def meta():
    for number, (name, description, text, url) in enumerate(META):
        bits = (64, 256, 96, 32)[number % 4]
        row = {"name": name, "description": description, "bits": bits}
        if text is not None:
            row["json"], text = text, join(text)
        if url is not None:
            row["url"], url = url, join(url)
        value = attempt(json.loads, text) if text is not None else url
        if isinstance(value, dict) and set(value) == {"error"}:
            core, lib = value, value
        elif text is not None and not isinstance(value, dict):
            # Falsy values count as no metadata in iscc-core; to us they are no JSON objects.
            core, lib = {"error": "TypeError"}, attempt(iscc_lib.gen_meta_code_v0, name, description, text, bits)
        else:
            core = attempt(iscc_core.gen_meta_code_v0, name, description, value, bits)
            lib = attempt(iscc_lib.gen_meta_code_v0, name, description, text if text is not None else url, bits)
        core, lib = dict(core), dict(lib)
        row.update(core if "error" in core else {"result": shortened(core)})
        if ("error" in core) != ("error" in lib) or ("error" not in core and core != lib):
            row["lib"] = None if "error" in lib else shortened(lib)
        yield row


def shortened(value):
    """The result with long strings as {"blake3", "bytes"}."""
    if isinstance(value, dict):
        return {key: shortened(item) for key, item in value.items()}
    if isinstance(value, str) and len(value) > 300:
        return {"blake3": blake3(value.encode()).hexdigest(), "bytes": len(value.encode())}
    return value


def names():
    for file in NAMES:
        yield {"file": file, "name": iscc_sdk.text_name_from_uri(pathlib.Path(file))}


def plain():
    with tempfile.TemporaryDirectory() as folder:
        for case, content in PLAIN.items():
            path = pathlib.Path(folder) / "file.txt"
            content, count = content if isinstance(content, tuple) else (content, 1)
            path.write_bytes(content * count)
            text = attempt(iscc_sdk.text_extract, path)
            row = {"case": case, "hex": content.hex(), "count": count}
            yield row | (text if isinstance(text, dict) else {"text": text})


def main(folder):
    topics = {"scalars": scalars, "texts": texts, "bits": bits, "long": long_texts, "granular": granular, "meta": meta, "names": names, "plain": plain}
    path = pathlib.Path(folder) / "text" / "golden.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write('{\n"reference": "iscc-core %s, iscc-lib %s, iscc-sdk %s"' % tuple(map(version, ("iscc-core", "iscc-lib", "iscc-sdk"))))
        for topic, cases in topics.items():
            rows = [json.dumps(case, separators=(",", ":"), ensure_ascii=True) for case in cases()]
            file.write(f',\n"{topic}": [\n' + ",\n".join(rows) + "\n]")
        file.write("\n}\n")


if __name__ == "__main__":
    main(sys.argv[1])
