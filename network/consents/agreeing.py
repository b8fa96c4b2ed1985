"""What somebody still has to agree to, and the record that they did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from network.consents.models import Agreement, AgreementVersion, How


@dataclass(frozen=True, slots=True)
class Ask:
    """A text that somebody has not agreed to in its present form.

    ``version`` is the newest; ``before`` the last version they agreed to, if any; ``changes`` the
    versions since then that have a note.
    """

    version: AgreementVersion
    before: AgreementVersion | None
    changes: list[AgreementVersion]
    asked_since: datetime


def versions_in_force() -> list[AgreementVersion]:
    """The newest version of each text that everybody is asked for: one query."""
    return [versions[-1] for versions in _required().values()]


def outstanding(user) -> list[Ask]:
    """What this person is to be asked, by page: two queries.

    A text that editors have taken off the site is not asked for.
    """
    agreed: dict[int, int] = {}
    for page_id, number in user.agreements.values_list("version__page_id", "version__number"):
        agreed[page_id] = max(number, agreed.get(page_id, 0))
    asks = []
    for page_id, versions in _required().items():
        last = agreed.get(page_id, 0)
        asking = [row for row in versions if row.asks_again and row.number > last]
        if asking:
            asks.append(
                Ask(
                    version=versions[-1],
                    before=next((row for row in versions if row.number == last), None),
                    changes=[row for row in versions if row.number > last and row.change_note]
                    if last
                    else [],
                    asked_since=asking[0].published_at,
                )
            )
    return asks


@transaction.atomic
def agree(*, user, versions: Iterable[AgreementVersion], how: str, now: datetime) -> list[Ask]:
    """Record that somebody agreed to these versions, and return what is still to be asked.

    In order: lock the person's row (a text published at this moment asks either before or after),
    append what is not recorded yet, and note on the row that nothing is left to ask. Sending the
    same form twice is one agreement.
    """
    row = get_user_model().objects.select_for_update().get(pk=user.pk)
    Agreement.objects.bulk_create(
        [Agreement(user=row, version=version, agreed_at=now, how=how) for version in versions],
        ignore_conflicts=True,
    )
    left = outstanding(row)
    if not left and row.terms_accepted_at is None:
        row.terms_accepted_at = now
        row.save(update_fields=["terms_accepted_at"])
    user.terms_accepted_at = row.terms_accepted_at
    return left


def asked_by_form(user, code: str) -> AgreementVersion | None:
    """The text of a form for which this person's agreement is lacking: two queries.

    Its newest version, unless they agreed to one since it last asked again; ``None`` too where
    editors have taken the text off the site.
    """
    versions = list(
        AgreementVersion.objects.for_list()
        .filter(page__live=True, page__code=code)
        .order_by("number")
    )
    asking = max((row.number for row in versions if row.asks_again), default=0)
    if not asking:
        return None
    agreed = user.agreements.filter(version__in=[row for row in versions if row.number >= asking])
    return None if agreed.exists() else versions[-1]


def agree_by_form(*, user, code: str, shown: str, now: datetime) -> None:
    """Record the agreement that sending a form is, to the version that it showed (``shown``, its
    hidden field), or to the newest where it does not say. Nothing for a text nobody has written.
    """
    named = [row for row in versions_named(shown) if row.page.code == code]
    newest = AgreementVersion.objects.for_list().filter(page__live=True, page__code=code)
    versions = named[:1] or list(newest.order_by("-number")[:1])
    if versions:
        agree(user=user, versions=versions, how=How.FORM, now=now)


def versions_named(value: str) -> list[AgreementVersion]:
    """The versions that a form says it showed (their ids, separated by commas): one query.

    What is not a version is left out.
    """
    ids = [int(part) for part in value.split(",") if part.isdecimal() and len(part) < 10][:20]
    return list(AgreementVersion.objects.for_list().filter(pk__in=ids))


def versions_signed_up_to(value: str) -> list[AgreementVersion]:
    """What the sign-up form showed; for a text that it does not name, the version in force.

    Only texts that everybody is asked for: nobody agrees to another by signing up.
    """
    shown = [row for row in versions_named(value) if row.page.is_required]
    named = {row.page_id for row in shown}
    return shown + [row for row in versions_in_force() if row.page_id not in named]


def ids_of(versions: Iterable[AgreementVersion]) -> str:
    """The value of a form's hidden field that says what it showed."""
    return ",".join(str(row.pk) for row in versions)


def _required() -> dict[int, list[AgreementVersion]]:
    """The versions of each text in force, oldest first, by page."""
    rows = (
        AgreementVersion.objects.for_list()
        .filter(page__live=True, page__is_required=True, page__code__isnull=False)
        .order_by("page__code", "number")
    )
    by_page: dict[int, list[AgreementVersion]] = {}
    for row in rows:
        by_page.setdefault(row.page_id, []).append(row)
    return by_page
