"""The formats in which a citation can be had, each under its address."""

from collections.abc import Callable
from dataclasses import dataclass

from resources.citing import csl
from resources.citing.bibtex import bibtex
from resources.citing.description import Described
from resources.citing.ris import ris


@dataclass(frozen=True, slots=True)
class Format:
    """``code`` is the last part of the address and, where it is a file, its extension."""

    code: str
    label: str
    media_type: str
    write: Callable[[Described], str]
    is_file: bool = True


FORMATS = {
    form.code: form
    for form in (
        Format("bib", "BibTeX", "application/x-bibtex", bibtex),
        Format("ris", "RIS", "application/x-research-info-systems", ris),
        Format("csl.json", "CSL-JSON", "application/vnd.citationstyles.csl+json", csl.csl_json),
        Format(
            "harvard",
            "Harvard (Cite Them Right)",
            "text/plain",
            lambda described: csl.text(described, csl.HARVARD) + "\n",
            is_file=False,
        ),
        Format(
            "apa",
            "APA, 7th edition",
            "text/plain",
            lambda described: csl.text(described, csl.APA) + "\n",
            is_file=False,
        ),
    )
}
