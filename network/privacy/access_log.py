"""Record that staff looked at private data (ASVS 5.0 16.3.2: each access, without the data)."""

from datetime import datetime

from django.http import HttpRequest

from network.privacy.models import AccessRecord

# The session's key for the public id of the account that really sits in front of the screen, while
# somebody views the site as another person.
REALLY = "really"

_kinds: dict[str, str] = {}


def register(**kinds: str) -> None:
    """Make kinds of data known: code to plain words, as ``application="An application to join"``.

    :raises ValueError: when a code is known with other words.
    """
    for code, words in kinds.items():
        if _kinds.setdefault(code, words) != words:
            raise ValueError(f"Two kinds of access are called {code!r}.")


def words_for(code: str) -> str:
    """The kind in plain words; the code itself when its app is gone."""
    return _kinds.get(code, code)


def record_access(
    *, actor, what: str, now: datetime, subject=None, about: str = "", acting_as=None
) -> AccessRecord:
    """Append one look. One's own data is no access and is not recorded by callers.

    :raises KeyError: when ``what`` is not registered.
    """
    if what not in _kinds:
        raise KeyError(what)
    return AccessRecord.objects.create(
        at=now, actor=actor, acting_as=acting_as, subject=subject, what=what, about=str(about)
    )


def record_view(
    request: HttpRequest, *, what: str, now: datetime, subject=None, about: str = ""
) -> None:
    """Append the look that this request is: by the person signed in, or by whoever views as them.

    Nothing is written when somebody looks at their own data.
    """
    if subject is not None and subject.pk == request.user.pk and REALLY not in request.session:
        return
    actor, acting_as = request.user, None
    if REALLY in request.session:
        real = type(request.user).objects.filter(public_id=request.session[REALLY]).first()
        if real is not None:
            actor, acting_as = real, request.user
    record_access(
        actor=actor, acting_as=acting_as, what=what, now=now, subject=subject, about=about
    )
