"""The program that opens one file: ``… <extension> <tasks> <number of the result's file>``.

The file stands on standard input. Tasks are joined by commas: ``check`` judges, ``facts`` and
``marks`` read, ``bare`` writes the file without its properties to the result. One line of JSON on
standard output says how it ended: ``code`` is "ok" or that of a refusal.
"""

import json
import os
import sys
import zipfile
from dataclasses import asdict
from typing import BinaryIO

from network.safeguarding.inspection.addresses import said_in_addresses
from network.safeguarding.inspection.facts import NO_FACTS, facts_of_office, facts_of_pdf
from network.safeguarding.inspection.marks import MAX_CHARACTERS, UNREAD, marks_in
from network.safeguarding.inspection.office import check_office
from network.safeguarding.inspection.plain_text import check_text
from network.safeguarding.inspection.properties import bare_office, office_properties
from network.safeguarding.inspection.refusals import UploadRefused
from network.safeguarding.inspection.words import office_words, table_words, text_words

OFFICE = frozenset({"docx", "pptx", "xlsx"})
# Texts up to this long are screened by who asked, whose word lists are in memory already.
SHORT_CHARACTERS = 10_000


def inspect(file: BinaryIO, extension: str, tasks: set[str], result: BinaryIO) -> dict:
    """Do the tasks in their order: a file is judged before anything else reads it.

    :raises UploadRefused: for a file that is not let in.
    """
    if extension == "pdf":
        return _pdf(file, tasks, result)
    if extension in OFFICE:
        return _office(file, extension, tasks, result)
    if "check" in tasks:
        check_text(file, file.seek(0, os.SEEK_END), extension)
    words = table_words if extension == "csv" else text_words
    marks = _marked("", words(file, MAX_CHARACTERS)) if "marks" in tasks else {}
    return {**marks, "is_bare": False}


def _office(file: BinaryIO, extension: str, tasks: set[str], result: BinaryIO) -> dict:
    answer = {"is_bare": "bare" in tasks}
    if "check" in tasks:
        size = file.seek(0, os.SEEK_END)
        check_office(file, size, extension, will_be_bare="bare" in tasks)
    if "facts" in tasks:
        answer["facts"] = _facts(facts_of_office, file)
    if "marks" in tasks:
        words, people = office_words(file, MAX_CHARACTERS)
        answer |= _marked(f"{office_properties(file)}\n{people}".strip(), words)
    if "bare" in tasks:
        bare_office(file, result)
    return answer


def _pdf(file: BinaryIO, tasks: set[str], result: BinaryIO) -> dict:
    from network.safeguarding.inspection import pdf
    from network.safeguarding.inspection.pdf_beside import words_beside

    answer = {"is_bare": "bare" in tasks}
    properties, beside = "", ""
    with pdf.opened(file) as document:
        if "check" in tasks:
            pdf.check_pdf(document)
        if "facts" in tasks:
            answer["facts"] = _facts(facts_of_pdf, pdf.pdf_information(document))
        if "marks" in tasks:
            properties = pdf.pdf_properties(document)[:MAX_CHARACTERS]
            beside = words_beside(document, MAX_CHARACTERS)
        if "bare" in tasks:
            pdf.bare_pdf(document, result)
    if "marks" in tasks:
        answer |= _marked(properties, pdf.pdf_words(file, MAX_CHARACTERS), beside)
    return answer


def _facts(read, source) -> dict:
    """What the file says of itself, or nothing: no reason to refuse it."""
    try:
        facts = read(source)
    except (KeyError, OSError, ValueError, TypeError, zipfile.BadZipFile):
        facts = NO_FACTS
    return {**asdict(facts), "saved": facts.saved.isoformat() if facts.saved else None}


def _marked(properties: str, *texts: str) -> dict:
    """Each of ``texts`` was read up to a limit of its own; what is longer is said to be."""
    marks = [asdict(UNREAD)] if any(len(text) >= MAX_CHARACTERS for text in texts) else []
    texts = (*texts, *map(said_in_addresses, texts))
    text = "\n\n".join(text for text in texts if text)
    if len(properties) + len(text) <= SHORT_CHARACTERS:
        return {"texts": [["properties", properties], ["text", text]]}
    found = [*marks_in("properties", properties), *marks_in("text", text)]
    return {"marks": [*marks, *(asdict(mark) for mark in found)]}


def answer_to(file: BinaryIO, extension: str, tasks: set[str], result: BinaryIO) -> dict:
    """What :func:`inspect` says, or the code of a refusal; never an error."""
    try:
        return {"code": "ok", **inspect(file, extension, tasks, result)}
    except UploadRefused as refusal:
        return {"code": refusal.code}
    except (MemoryError, RecursionError):
        return {"code": "complex"}
    except Exception as error:
        # A reader that stumbles over a file in a way nobody foresaw must not let it in.
        return {"code": "broken", "unforeseen": type(error).__name__}


def main(extension: str, tasks: str, number: str) -> None:
    with open(0, "rb", closefd=False) as source, open(int(number), "wb", closefd=False) as result:
        answer = answer_to(source, extension, set(tasks.split(",")), result)
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
