"""A harvester's request, read and checked; and where a long list goes on."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.http import QueryDict

# Arguments by verb: (needed, allowed). ``resumptionToken`` stands alone.
ARGUMENTS = {
    "Identify": ((), ()),
    "ListMetadataFormats": ((), ("identifier",)),
    "ListSets": ((), ("resumptionToken",)),
    "GetRecord": (("identifier", "metadataPrefix"), ("identifier", "metadataPrefix")),
    "ListIdentifiers": (
        ("metadataPrefix",),
        ("from", "until", "set", "metadataPrefix", "resumptionToken"),
    ),
    "ListRecords": (
        ("metadataPrefix",),
        ("from", "until", "set", "metadataPrefix", "resumptionToken"),
    ),
}
DAY = "%Y-%m-%d"
SECOND = "%Y-%m-%dT%H:%M:%SZ"
SALT = "resources.harvesting"


class OaiError(Exception):
    """An answer of the protocol: its ``code`` and words for people."""

    def __init__(self, code: str, words: str):
        super().__init__(words)
        self.code = code
        self.words = words


@dataclass(frozen=True, slots=True)
class Range:
    """What a list is limited to, and after which record it goes on. ``cursor`` counts what was
    given before."""

    since: str = ""
    until: str = ""
    set_spec: str = ""
    after: tuple[str, int] | None = None
    cursor: int = 0

    def token(self) -> str:
        """The state of the list, signed: nothing is kept on this side, so a token never expires."""
        parts = [self.since, self.until, self.set_spec, self.after, self.cursor]
        return signing.dumps(parts, salt=SALT, compress=True)


def read_arguments(query: QueryDict) -> tuple[str, dict[str, str]]:
    """The verb and its arguments.

    :raises OaiError: badVerb or badArgument, as the protocol has it.
    """
    verb = query.get("verb", "")
    if verb not in ARGUMENTS or len(query.getlist("verb")) > 1:
        raise OaiError("badVerb", "There is no such verb, or more than one.")
    given = {name: query.getlist(name) for name in query if name != "verb"}
    needed, allowed = ARGUMENTS[verb]
    for name, values in given.items():
        if name not in allowed:
            raise OaiError("badArgument", f"{verb} has no argument of this name.")
        if len(values) > 1 or not values[0]:
            raise OaiError("badArgument", f"The argument {name} is given twice or is empty.")
    arguments = {name: values[0] for name, values in given.items()}
    if "resumptionToken" in arguments:
        if len(arguments) > 1:
            raise OaiError("badArgument", "A resumption token stands alone.")
        return verb, arguments
    missing = [name for name in needed if name not in arguments]
    if missing:
        raise OaiError("badArgument", f"{verb} needs {', '.join(missing)}.")
    return verb, arguments


def read_range(arguments: dict[str, str]) -> Range:
    """The limits of a list, from its arguments or from a token.

    :raises OaiError: badArgument for dates, badResumptionToken for a token that is not ours.
    """
    if "resumptionToken" in arguments:
        return _from_token(arguments["resumptionToken"])
    since, until = arguments.get("from", ""), arguments.get("until", "")
    if since and until and (len(since) != len(until) or since > until):
        raise OaiError("badArgument", "Both dates have the same form, and from comes first.")
    for words in (since, until):
        if words:
            moment(words)
    return Range(since, until, arguments.get("set", ""))


def _from_token(token: str) -> Range:
    try:
        since, until, set_spec, after, cursor = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise OaiError("badResumptionToken", "This token was not given here.") from error
    return Range(since, until, set_spec, tuple(after) if after else None, cursor)


def moment(words: str, *, end: bool = False) -> datetime:
    """A date of the protocol as a moment; with ``end`` the last second of a whole day.

    :raises OaiError: badArgument.
    """
    for form in (SECOND, DAY):
        try:
            found = datetime.strptime(words, form).replace(tzinfo=UTC)
        except ValueError:
            continue
        return found + timedelta(days=1, seconds=-1) if end and form == DAY else found
    raise OaiError("badArgument", "A date is written 2026-03-02 or 2026-03-02T10:00:00Z.")


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime(SECOND)
