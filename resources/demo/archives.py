"""Zip containers (DOCX, PPTX, XLSX) with bytes that depend on nothing but their contents."""

import io
import zipfile
from collections.abc import Mapping

# The first moment a zip file can name.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def settled(data: bytes, *, replace: Mapping[str, bytes] | None = None) -> bytes:
    """Write the archive again with fixed times and systems, the members in their old order.

    `replace` gives new contents for members by name. Raises KeyError for a name that the
    archive does not hold.
    """
    replace = replace or {}
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        for name in replace:
            if name not in names:
                raise KeyError(name)
        for name in names:
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o600 << 16
            new.writestr(member, replace.get(name, old.read(name)))
    return out.getvalue()
