"""The calls by which the fields of Acrobat's forms show dates and numbers: "AFDate_FormatEx(…)".

Acrobat writes one such call, with nothing but texts and numbers in it, where a field is left,
typed into, checked or reckoned. Any other script is not looked into, but refused.
"""

import re

MAX_CHARACTERS = 20_000
# When a field is typed into, shown, checked and reckoned (ISO 32000-1, 12.6.3).
_MOMENTS = ("/K", "/F", "/V", "/C")
_TEXT = r'(?:"(?:[^"\\\r\n\u2028\u2029]|\\[^\r\n\u2028\u2029])*+"' + (
    r"|'(?:[^'\\\r\n\u2028\u2029]|\\[^\r\n\u2028\u2029])*+')"
)
_FIGURE = r"[+\-]?(?:\d+(?:\.\d*)?|\.\d+)"
_LITERAL = rf"(?:{_TEXT}|{_FIGURE}|true|false)"
_LITERALS = rf"{_LITERAL}(?:\s*,\s*{_LITERAL})*+"
_ARGUMENT = rf"(?:{_LITERAL}|new\s+Array\s*\(\s*{_LITERALS}\s*\)|\[\s*{_LITERALS}\s*\])"
_CALL = re.compile(
    r"\s*AF(?:(?:Date|Number|Percent|Special|Time)_(?:Format|Keystroke)(?:Ex)?|Simple_Calculate|"
    rf"Range_Validate)\s*\(\s*{_ARGUMENT}(?:\s*,\s*{_ARGUMENT})*+\s*\)\s*;?\s*",
    re.ASCII,
)
_KEYS = {"/S", "/JS", "/Type"}


def is_formatting(action) -> bool:
    """Whether an action is one call of Acrobat's own, and nothing follows it."""
    import pikepdf

    if not isinstance(action, pikepdf.Dictionary) or not set(action.keys()) <= _KEYS:
        return False
    script = action.get("/JS")
    if action.get("/S") != pikepdf.Name.JavaScript:
        return False
    if isinstance(script, pikepdf.Stream):
        # Long lists of fields to be added up.
        if len(script.read_raw_bytes()) > MAX_CHARACTERS:
            return False
        code = script.read_bytes()[: MAX_CHARACTERS + 1].decode("latin-1")
    elif isinstance(script, pikepdf.String):
        code = str(script)
    else:
        return False
    return len(code) <= MAX_CHARACTERS and _CALL.fullmatch(code) is not None


def calls_of_fields(document) -> int:
    """How many such calls stand where fields have them, each counted once."""
    import pikepdf

    seen: set[tuple[int, int]] = set()
    calls = 0
    for field in document.objects:
        if not isinstance(field, pikepdf.Dictionary) or "/AA" not in field:
            continue
        if "/FT" not in field and field.get("/Subtype") != pikepdf.Name.Widget:
            continue
        moments = field["/AA"]
        if not isinstance(moments, pikepdf.Dictionary) or _is_seen(moments, seen):
            continue
        for moment in _MOMENTS:
            action = moments.get(moment)
            if action is not None and is_formatting(action) and not _is_seen(action, seen):
                calls += 1
    return calls


def _is_seen(thing, seen: set[tuple[int, int]]) -> bool:
    """Whether an object was met before; one that stands in another is met once."""
    if not thing.is_indirect:
        return False
    is_seen = thing.objgen in seen
    seen.add(thing.objgen)
    return is_seen
