"""Pictures inside documents without what cameras write beside the picture.

Only whole segments are left out; the picture itself is not decoded. A picture that does not read
as its format is given back as it is: nothing can be said about its properties.
"""

import struct

_JPEG = b"\xff\xd8"
_PNG = b"\x89PNG\r\n\x1a\n"
# EXIF and XMP, Photoshop's IPTC, and comments.
_JPEG_NOTES = frozenset({0xE1, 0xED, 0xFE})
_JPEG_SCAN = 0xDA
_PNG_NOTES = frozenset({b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"})


def without_picture_notes(data: bytes) -> bytes:
    """Return a JPEG or PNG without place, device, names and comments."""
    if data.startswith(_JPEG):
        return _jpeg(data)
    return _png(data) if data.startswith(_PNG) else data


def _jpeg(data: bytes) -> bytes:
    kept, position = [data[:2]], 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == _JPEG_SCAN:
            return b"".join([*kept, data[position:]])
        (length,) = struct.unpack_from(">H", data, position + 2)
        if length < 2:
            return data
        if marker not in _JPEG_NOTES:
            kept.append(data[position : position + 2 + length])
        position += 2 + length
    return data


def _png(data: bytes) -> bytes:
    kept, position = [_PNG], len(_PNG)
    while position + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, position)
        end = position + 12 + length
        if data[position + 4 : position + 8] not in _PNG_NOTES:
            kept.append(data[position:end])
        position = end
    return b"".join(kept)
