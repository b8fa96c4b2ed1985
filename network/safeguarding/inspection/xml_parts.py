"""Read XML parts as streams: no definitions, no entities, bounded depth and number of elements."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from network.safeguarding.inspection.refusals import UploadRefused

MAX_DEPTH = 500
MAX_ELEMENTS = 4_000_000

Element = Callable[[str, dict[str, str]], None]


class XmlParts:
    """Reads the parts of one document; the number of elements counts over all of them."""

    def __init__(self) -> None:
        self.elements = 0

    def read(self, chunks: Iterable[bytes], on_element: Element | None = None) -> None:
        """Parse one part and pass each element's local name and attributes to ``on_element``.

        :raises UploadRefused: "doctype" for a document type definition in any encoding, "complex"
            beyond the limits, "broken" for what is not well-formed.
        """
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        depth = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self.elements += 1
            if depth > MAX_DEPTH or self.elements > MAX_ELEMENTS:
                raise UploadRefused("complex")
            if on_element is not None:
                on_element(name.rpartition("}")[2], attributes)

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1

        def doctype(*args) -> None:
            raise UploadRefused("doctype")

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.StartDoctypeDeclHandler = doctype
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise UploadRefused("broken") from error
