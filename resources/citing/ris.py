"""RIS, which EndNote, Mendeley and RefWorks import: a report, one line a field."""

from resources.citing.description import Described

END = "\r\n"


def ris(described: Described) -> str:
    """One record, lines ended as the format wants. Line breaks inside a field become spaces."""
    released, accessed = described.released, described.accessed
    lines = [
        ("TY", "RPRT"),
        ("ID", described.key),
        *(("AU", name.inverted) for name in described.credited),
        ("TI", described.title),
        ("M3", described.genre),
        ("PY", str(released.year)),
        ("DA", f"{released:%Y/%m/%d}"),
        ("ET", f"Version {described.version}"),
        ("PB", described.publisher),
        ("UR", described.url),
        ("Y2", f"{accessed:%Y/%m/%d}"),
        ("AB", described.summary),
        *(("KW", word) for word in described.keywords),
        ("LA", "en-GB"),
        ("ER", ""),
    ]
    return "".join(
        f"{tag}  - {' '.join(value.split())}{END}" for tag, value in lines if value or tag == "ER"
    )
