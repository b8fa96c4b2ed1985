"""Read XML parts as streams: no definitions, no entities, bounded depth and number of elements."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from network.safeguarding.inspection.refusals import UploadRefused

MAX_DEPTH = 500
MAX_ELEMENTS = 4_000_000

Element = Callable[[str, dict[str, str]], None]
Words = Callable[[str, str], None]


class XmlParts:
    """Reads the parts of one document; the number of elements counts over all of them."""

    def __init__(self) -> None:
        self.elements = 0

    def read(
        self,
        chunks: Iterable[bytes],
        on_element: Element | None = None,
        on_words: Words | None = None,
        words_of: frozenset[str] = frozenset(),
    ) -> None:
        """Parse one part and pass each element's local name and attributes to ``on_element``, and
        for those named in ``words_of`` name and words to ``on_words``.

        :raises UploadRefused: "doctype" for a document type definition in any encoding, "complex"
            beyond the limits, "broken" for what is not well-formed.
        """
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        depth = 0
        words: list[str] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self.elements += 1
            if depth > MAX_DEPTH or self.elements > MAX_ELEMENTS:
                raise UploadRefused("complex")
            local = name.rpartition("}")[2]
            if on_element is not None:
                on_element(local, attributes)
            if local in words_of:
                words.clear()
                # Only there: most words of a document need not pass through Python.
                parser.CharacterDataHandler = words.append

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            local = name.rpartition("}")[2]
            if local in words_of:
                parser.CharacterDataHandler = None
                on_words(local, "".join(words))
                words.clear()

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
