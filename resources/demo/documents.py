"""Turns the words of a demo resource into a real file: DOCX, PPTX, XLSX or PDF.

The same words always give the same bytes, so a file that is made again is not a new version.
"""

from resources.demo.blocks import SourceError
from resources.demo.docx_writer import write_docx
from resources.demo.pdf_writer import write_pdf
from resources.demo.pptx_writer import write_pptx
from resources.demo.sources import (
    FileSource,
    ResourceSource,
    read_resources,
    split_body,
    split_front_matter,
)
from resources.demo.xlsx_writer import write_xlsx

__all__ = [
    "FileSource",
    "ResourceSource",
    "SourceError",
    "read_resources",
    "render",
    "render_file",
    "split_body",
]

_WRITERS = {"docx": write_docx, "pdf": write_pdf, "pptx": write_pptx, "xlsx": write_xlsx}


def render(
    source_text: str, *, extension: str, title: str, subtitle: str = "", licence: str = ""
) -> bytes:
    """Write `source_text` (Markdown; front matter is passed over) as a file of that kind.

    Raises SourceError when the text holds what the kind of file cannot show, and ValueError
    for an extension without a writer.
    """
    if extension not in _WRITERS:
        raise ValueError(f"no writer for {extension!r}")
    _, body = split_front_matter(source_text)
    return _WRITERS[extension](body, title=title, subtitle=subtitle, licence=licence)


def render_file(file: FileSource) -> bytes:
    """Write one download of a resource. Raises SourceError naming the download."""
    try:
        return render(
            file.text,
            extension=file.extension,
            title=file.title,
            subtitle=file.subtitle,
            licence=file.licence,
        )
    except SourceError as error:
        raise SourceError(f"{file.name}: {error}") from error
