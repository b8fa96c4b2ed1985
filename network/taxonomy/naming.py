"""When two names are the same name."""

import unicodedata


def folded(name: str) -> str:
    """The name without what people write differently: case, spaces, full-width letters, ``&``.

    >>> folded("  Northfield  COUNCIL ") == folded("Northfield Council")
    True
    """
    plain = unicodedata.normalize("NFKC", name).replace("&", " and ").replace("’", "'")
    return " ".join(plain.casefold().split())
