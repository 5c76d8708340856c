"""What the reference shows of numbers in the formats of spreadsheets.

usage: formats_golden.py OUTDIR     writes OUTDIR/golden/number_formats.json

`values`, and for each format its code or the number of a built-in one, with what is shown of each value. A workbook for each
format: elapsed times are shown by the value of the cell before where one is negative, so those are left out.
"""

import html
import json
import pathlib
import re
import sys
import tempfile

from document_ooxml import numbers
from iscc_tika import Extractor

VALUES = [0, 1, 1.5, 0.1, 0.005, 1234.5678, 1234567.891, 12345678901, 43831.75, 44196.999, 0.75, 1e-05, -1, -2.25, -0.4]
NUMBERS = r"""
0.0|0.000|#.##|#.00|.00|##.##|#|##0|000|00000|#,##0.0|#,###|#,##0,|0.0,,"M"|0.00,|0"x"|"EUR" #,##0.00|#,##0.00 "€"|[$€-407] #,##0.00
#,##0.00\ [$€-1]|[$-409]0.00|[$$-409]#,##0.00|[Red]0.00|[Red]-0.00|[Color 5]0|0.00;[Red]0.00|0.00;-0.00|#,##0;(#,##0)|0;-0;;@|0;;
0.0;-0.0;"zero"|0.0;-0.0;"zero";"T:"@|[>100]0.0;0.000|[>=1000]#,##0,"K";0|[<1]0.00;[>1000]0.0,"K";0|[=1]"one";[=0]"none";0|0%|0.0%|0%%
0.00E+00|0E+0|0.0E-0|#0.0E+0|0.###E+0|##0.0E+0|# ?/?|# ??/??|# ???/???|?/?|# ?/8|# ??/16|0 "and" ?/?|0.??|0.0?|?0.0|???|_(0_)|_-* #,##0_-
0\-0|(000) 000-0000|00\-00|@|General|general;-general|"text"|"only" 0|General" m"|0.00" kg"|#'##0|# ##0|#.##0,00|0 0|\A0|\#0|0;"neg"|"a";"b"
"a";"b";"c"|* 0|0*-|_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)|\+0;\-0;0|+0;-0|0_);[Red]\(0\)|[Blue]General
0.0_ |#,##0_ ;[Red]\-#,##0\ |0"°C"|"Q"0|0E0|0.0.0|0,0|0,000.0|#0#|€0|0€|0.00##|x|hello|0 %|m²|0"'"
"""
DATES = r"""
yyyy-mm-dd|dd/mm/yyyy|d.m.yy|mm/dd/yy hh:mm|m/d/yyyy h:mm AM/PM|h:mm:ss am/pm|hh:mm:ss|mm:ss|hh:mm:ss.000|ss.0|ss.00|mmm yyyy|mmmm d, yyyy
mmmmm|mmmmm-yy|ddd|dddd, mmmm dd, yyyy|yyyy|yy|m|d|h|s|[$-409]d-mmm-yyyy|[$-407]dd. mmmm yyyy|[$-F800]dddd, mmmm dd, yyyy|[$-F400]h:mm:ss AM/PM
yyyy/m/d;@|yyyy"年"m"月"d"日"|yyyy\-mm\-dd\Thh:mm:ss|dd"."mm"."yyyy|d "de" mmmm|yyyy-mm-dd;@|[Red]yyyy-mm-dd|m/d/yy;[Red]d/m/yy|"Date: "yyyy
hh"h"mm|mm/dd|h AM/PM|A/P|yyyymmdd|hhmm|m/yy|dd-mmm-yyyy hh:mm|yyyy. m. d|q|e|ge.m.d|y|yyy|hh:mm:ss;@|[$-F800]|mm.ss|h:m|m:s|d/m|yyyy m
hh:mm AM/PM;@|b|ddmmmyy
"""
ELAPSED = "[h]:mm|[mm]:ss|[ss]|[h]|[h]:mm:ss;@|[m]"
BUILT_IN = [*range(0, 23), *range(37, 50)]


def shown(extractor, code, values):
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(numbers([code], values))
        file.flush()
        text, _ = extractor.extract_file_to_string(file.name)
    row = re.search(r"<tr>(.*?)</tr>", text, re.DOTALL)
    return [html.unescape(re.sub("<[^>]*>", "", cell)) for cell in row[1].split("\t")[1:]]


if __name__ == "__main__":
    extractor = Extractor().set_extract_string_max_length(1_000_000).set_xml_output(True)
    split = lambda text: [code for line in text.strip("\n").split("\n") for code in line.split("|")]  # noqa: E731
    rows = []
    for code in [*BUILT_IN, *split(NUMBERS), *split(DATES), *split(ELAPSED)]:
        positive = code in (46, 47, "ss.0", "ss.00", *split(ELAPSED))
        rows.append([code, shown(extractor, code, [value for value in VALUES if value >= 0] if positive else VALUES)])
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    out = pathlib.Path(sys.argv[1]) / "golden"
    out.mkdir(parents=True, exist_ok=True)
    (out / "number_formats.json").write_text(f'{{"values": {json.dumps(VALUES)}, "formats": [\n{lines}\n]}}\n')
