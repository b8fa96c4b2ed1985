"""Read a ZIP archive without trusting what it says about itself.

Python's reader believes the sizes in the directory; here every member is unpacked as a stream and
counted, and directory, headers and data must agree. Memory: one chunk at a time.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from network.safeguarding.inspection.refusals import UploadRefused

MAX_MEMBERS = 5_000
# Beyond the file itself: pictures and films are as large outside the archive as in it.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
# Tables of repeated values shrink to a fiftieth; beyond this, only bombs do.
MAX_RATIO = 150
RATIO_MATTERS_FROM_BYTES = 10 * 1024 * 1024
CHUNK_BYTES = 64 * 1024

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_LOCAL_SIGNATURE = b"PK\x03\x04"
_END_SIGNATURE = b"PK\x05\x06"
_END_BYTES = 22
_ENCRYPTED_FLAG = 0x1


class Archive:
    """A checked directory and the members' contents as streams of chunks.

    :raises UploadRefused: from every method, for whatever does not add up.
    """

    def __init__(self, file: BinaryIO, size: int) -> None:
        self.file = file
        self.size = size
        self.unpacked = 0
        file.seek(0)
        if file.read(4) != _LOCAL_SIGNATURE:
            raise UploadRefused("wrong-content")
        file.seek(0)
        try:
            self.members = zipfile.ZipFile(file).infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UploadRefused("broken") from error
        self._check_end()
        self._check_directory()

    def _check_end(self) -> None:
        """Nothing may follow the archive: a second document could hide there."""
        tail = min(self.size, _END_BYTES + 0xFFFF)
        self.file.seek(self.size - tail)
        data = self.file.read(tail)
        at = data.rfind(_END_SIGNATURE)
        if at < 0 or len(data) < at + _END_BYTES:
            raise UploadRefused("broken")
        (comment_bytes,) = struct.unpack_from("<H", data, at + 20)
        if at + _END_BYTES + comment_bytes != len(data):
            raise UploadRefused("wrong-content")

    def _check_directory(self) -> None:
        if len(self.members) > MAX_MEMBERS:
            raise UploadRefused("bomb")
        if sum(member.file_size for member in self.members) > MAX_UNPACKED_BYTES + self.size:
            raise UploadRefused("bomb")
        seen: set[str] = set()
        for member in self.members:
            name = member.orig_filename.replace("\\", "/")
            if _points_outside(name):
                raise UploadRefused("path")
            if name.lower() in seen:
                raise UploadRefused("broken")
            seen.add(name.lower())
            if member.flag_bits & _ENCRYPTED_FLAG:
                raise UploadRefused("encrypted")
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise UploadRefused("broken")
        self._check_overlaps()

    def _check_overlaps(self) -> None:
        """Members that share bytes are how small archives unpack to enormous ones."""
        end = 0
        for member in sorted(self.members, key=lambda member: member.header_offset):
            if member.header_offset < end:
                raise UploadRefused("bomb")
            name = len(_encoded(member, "cp437"))
            end = member.header_offset + _LOCAL_HEADER.size + name + member.compress_size
        if self.members and min(member.header_offset for member in self.members) != 0:
            raise UploadRefused("wrong-content")

    def chunks(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """Unpack one member, counting. Its size and checksum must be what the directory says."""
        self._go_to_data(member)
        size = checksum = 0
        for chunk in self._unpack(member):
            size += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            self._count(len(chunk))
            yield chunk
        if size != member.file_size or checksum != member.CRC:
            raise UploadRefused("broken")

    def _go_to_data(self, member: zipfile.ZipInfo) -> None:
        self.file.seek(member.header_offset)
        header = self.file.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size:
            raise UploadRefused("broken")
        signature, _, _, method, *_, name_bytes, extra_bytes = _LOCAL_HEADER.unpack(header)
        name = self.file.read(name_bytes)
        if (
            signature != _LOCAL_SIGNATURE
            or method != member.compress_type
            or name not in (_encoded(member, "utf-8"), _encoded(member, "cp437"))
        ):
            raise UploadRefused("broken")
        self.file.seek(extra_bytes, 1)

    def _unpack(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        left = member.compress_size
        stored = member.compress_type == zipfile.ZIP_STORED
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        while left > 0:
            data = self.file.read(min(left, CHUNK_BYTES))
            if not data:
                raise UploadRefused("broken")
            left -= len(data)
            if stored:
                yield data
                continue
            while data and not inflate.eof:
                try:
                    yield inflate.decompress(data, CHUNK_BYTES)
                except zlib.error as error:
                    raise UploadRefused("broken") from error
                data = inflate.unconsumed_tail
            if inflate.eof and (inflate.unused_data or left):
                raise UploadRefused("broken")
        if not stored and not inflate.eof:
            yield from self._rest(inflate)

    def _rest(self, inflate) -> Iterator[bytes]:
        """What the inflater still holds back; a stream without an end is broken."""
        while chunk := inflate.decompress(inflate.unconsumed_tail, CHUNK_BYTES):
            yield chunk
        if not inflate.eof:
            raise UploadRefused("broken")

    def _count(self, number: int) -> None:
        self.unpacked += number
        if self.unpacked > MAX_UNPACKED_BYTES + self.size:
            raise UploadRefused("bomb")
        if self.unpacked > RATIO_MATTERS_FROM_BYTES and self.unpacked > self.size * MAX_RATIO:
            raise UploadRefused("bomb")


def _encoded(member: zipfile.ZipInfo, encoding: str) -> bytes:
    return member.orig_filename.encode(encoding, errors="replace")


def _points_outside(name: str) -> bool:
    return (
        not name
        or name.startswith("/")
        or re.match(r"[A-Za-z]:", name) is not None
        or ".." in name.split("/")
        or re.search(r"[\x00-\x1f\x7f]", name) is not None
    )
