"""Names of uploaded files as people will see them."""

import os
import re
import unicodedata

MAX_LENGTH = 150
# Control, format (bidirectional marks, zero-width), surrogate, private and unassigned characters.
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SIGNS = {"%22": '"', "%0D": "", "%0A": ""}
_ESCAPED = re.compile("|".join(_SIGNS), re.IGNORECASE)


def clean_name(filename: str, *, fallback: str = "file") -> str:
    """Return the name without path, control or bidirectional characters, at most 150 long.

    The extension is kept, in lower case. A name with nothing left becomes ``fallback``. Quotation
    marks and line ends, which browsers send escaped (https://html.spec.whatwg.org, multipart form
    data), are read as such.
    """
    filename = _ESCAPED.sub(lambda match: _SIGNS[match[0].upper()], filename)
    name = unicodedata.normalize("NFC", filename).replace("\\", "/").rsplit("/", 1)[-1]
    name = re.sub(r"\s+", " ", name)
    name = "".join(c for c in name if unicodedata.category(c) not in _HIDDEN_CATEGORIES)
    name = re.sub(r"\s+", " ", name).strip(" .")
    stem, extension = os.path.splitext(name)
    if not extension and filename.rstrip().endswith(f".{stem}"):
        stem, extension = "", f".{stem}"
    extension = extension.lower()[:20]
    stem = stem.strip(" .")[: MAX_LENGTH - len(extension)].rstrip(" .")
    return (stem or fallback) + extension
