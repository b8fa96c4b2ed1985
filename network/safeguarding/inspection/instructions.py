"""What a part of an Office document tells the program to do when somebody opens or clicks it:
fields, formulas, links and actions."""

import re

from network.safeguarding.inspection.addresses import is_harmless
from network.safeguarding.inspection.drawings import SHOWING, check_showing
from network.safeguarding.inspection.refusals import UploadRefused

# Fields that start a program or read another file or address (ECMA-376 part 1, 17.16.5).
FETCHING_FIELDS = frozenset(
    {
        "DATABASE",
        "DDE",
        "DDEAUTO",
        "IMPORT",
        "INCLUDE",
        "INCLUDEPICTURE",
        "INCLUDETEXT",
        "LINK",
        "RD",
    }
)
MAX_OPEN_FIELDS = 200
MAX_CODE_CHARACTERS = 20_000
# Elements whose words are read.
WORDS_OF = frozenset({"instrText", "delInstrText", "f", "definedName"})
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'|\[[^\[\]]*\]')
_FETCHING_FORMULA = re.compile(r"\b(?:WEBSERVICE|RTD|IMAGE)\s*\(", re.IGNORECASE)
_DDE_FORMULA = re.compile(r"\w\s*\|[\w./\- ]*!")
_LINK_FORMULA = re.compile(r'\bHYPERLINK\s*\(\s*"([^"]*)"', re.IGNORECASE)
_ARGUMENT = re.compile(r'"([^"]*)"?|(\S+)')
_SWITCHES_WITH_WORDS = frozenset({"\\l", "\\o", "\\t"})


class _Field:
    """A field that was begun and not ended: its code so far, and whether its result has begun."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.is_shown = False

    def add(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)
        if self.length > MAX_CODE_CHARACTERS:
            raise UploadRefused("complex")

    @property
    def code(self) -> str:
        return "".join(self.pieces)


class Instructions:
    """Reads one part, element by element; a field's code may be split over any number of runs.

    :raises UploadRefused: from every method, for what starts or fetches something.
    """

    def __init__(self, part: str) -> None:
        self.is_workbook = part.lower().startswith("xl/")
        # Data of other programs, which no Office program shows.
        self.is_custom = part.lower().startswith("customxml/")
        self.fields: list[_Field] = []
        self.loose = _Field()

    def element(self, name: str, attributes: dict[str, str]) -> None:
        if name == "fldChar":
            self._field(_value(attributes, "fldCharType"))
        elif name == "fldSimple":
            check_field(_value(attributes, "instr"))
        elif name in ("ddeLink", "oleLink"):
            # A DDE link starts a program when the workbook is opened.
            raise UploadRefused("external")
        elif self.is_workbook and name in ("connection", "queryTable"):
            raise UploadRefused("connection")
        elif name in SHOWING and not self.is_custom:
            check_showing(name, attributes)
        elif name.startswith("hlink"):
            _check_action(_value(attributes, "action").lower())

    def words(self, name: str, words: str) -> None:
        """What stands in one of the elements of ``WORDS_OF``."""
        if name.endswith("nstrText"):
            (self.fields[-1] if self.fields else self.loose).add(words)
        elif self.is_workbook:
            _check_formula(words)

    def end(self) -> None:
        """The part is over: what no mark ended is judged too."""
        for field in (*self.fields, self.loose):
            check_field(field.code)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            if self.fields and not self.fields[-1].is_shown:
                _check_beginning(self.fields[-1].code)
            if len(self.fields) >= MAX_OPEN_FIELDS:
                raise UploadRefused("complex")
            self.fields.append(_Field())
        elif self.fields and kind in ("separate", "end"):
            check_field(self.fields[-1].code)
            self.fields[-1].is_shown = True
            if kind == "end":
                self.fields.pop()


def check_field(code: str) -> None:
    """:raises UploadRefused: for a field that starts or fetches something."""
    name, _, rest = re.sub(r"[\s\xa0]+", " ", code).strip().partition(" ")
    name = name.strip("\"'“”").upper()
    if name in FETCHING_FIELDS:
        raise UploadRefused("field")
    if name == "HYPERLINK" and not is_harmless(_target(rest)):
        raise UploadRefused("link")


def _check_beginning(code: str) -> None:
    """Another field inside this one's name: the name is put together when the file is opened."""
    name = code.lstrip().upper()
    if any(field.startswith(name) for field in FETCHING_FIELDS):
        raise UploadRefused("field")


def _target(arguments: str) -> str:
    """The first argument of a field that is no switch and belongs to none."""
    belongs_to_switch = False
    for match in _ARGUMENT.finditer(re.sub("[“”]", '"', arguments)):
        quoted, bare = match.groups()
        if bare is not None and len(bare) == 2 and bare.startswith("\\"):
            belongs_to_switch = bare.lower() in _SWITCHES_WITH_WORDS
        elif belongs_to_switch:
            belongs_to_switch = False
        else:
            return quoted if bare is None else bare
    return ""


def _check_formula(formula: str) -> None:
    bare = _QUOTED.sub("", formula)
    if _DDE_FORMULA.search(bare):
        raise UploadRefused("formula")
    if _FETCHING_FORMULA.search(bare):
        raise UploadRefused("connection")
    if not all(is_harmless(match[1]) for match in _LINK_FORMULA.finditer(formula)):
        raise UploadRefused("link")


def _check_action(action: str) -> None:
    if action.startswith("ppaction://macro"):
        raise UploadRefused("macros")
    if action.startswith("ppaction://program"):
        raise UploadRefused("link")


def _value(attributes: dict[str, str], name: str) -> str:
    """An attribute by its local name; the namespace has two addresses, of two editions."""
    return next((attributes[key] for key in attributes if key.rpartition("}")[2] == name), "")
