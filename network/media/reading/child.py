"""The program that opens a file: ``… <extension>``, in a confined process.

The file stands on standard input. Each passage becomes a line of JSON on standard output, the last
line is ``{"end": "ok"}`` or the code of the reason. Memory and time are bounded.
"""

import csv
import io
import json
import sys
import zipfile
from collections.abc import Iterator

from network.media.reading.office import read_docx, read_pptx, read_xlsx
from network.media.reading.passages import (
    HEADING_CHARACTERS,
    MOST_CHARACTERS,
    PAGE,
    NotReadable,
    Piece,
    clean,
    in_parts,
)


def read_pdf(file) -> Iterator[Piece]:
    """Page by page; scanned pages have no words."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        code = "encrypted" if "password" in str(error).lower() else "broken"
        raise NotReadable(code) from error
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
            words = page.get_textpage()
            text = clean(words.get_text_range(errors="replace"))
        except pypdfium2.PdfiumError:
            # One damaged page hides none of the others.
            continue
        words.close()
        page.close()
        if text:
            yield Piece(PAGE, number, text)


def read_txt(file) -> Iterator[Piece]:
    yield from in_parts(("", line) for line in clean(_decoded(file.read())).splitlines())


def read_csv(file) -> Iterator[Piece]:
    rows = csv.reader(io.StringIO(_decoded(file.read()), newline=""))
    lines = (clean(" ".join(row)).replace("\n", " ") for row in rows)
    yield from in_parts(("", line) for line in lines if line)


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeError:
        return data.decode("cp1252", "replace")


READERS = {
    "csv": read_csv,
    "docx": read_docx,
    "pdf": read_pdf,
    "pptx": read_pptx,
    "txt": read_txt,
    "xlsx": read_xlsx,
}


def read(file, extension: str, say) -> str:
    """Say each passage of the first million characters; return "ok", "cut" or a reason's code."""
    said = 0
    try:
        for piece in READERS[extension](file):
            text = piece.text[: MOST_CHARACTERS - said]
            heading = piece.heading[:HEADING_CHARACTERS]
            if text or heading:
                say(
                    {"place": piece.place, "number": piece.number, "heading": heading, "text": text}
                )
            said += len(text)
            if said >= MOST_CHARACTERS:
                return "cut"
    except NotReadable as outcome:
        return outcome.code
    except zipfile.BadZipFile:
        return "broken"
    except MemoryError:
        return "slow"
    except Exception:
        return "broken"
    return "ok"


def main(extension: str) -> None:
    def say(line: dict) -> None:
        sys.stdout.write(f"{json.dumps(line)}\n")

    with open(0, "rb", closefd=False) as standard_input:
        say({"end": read(standard_input, extension, say)})


if __name__ == "__main__":
    main(sys.argv[1])
