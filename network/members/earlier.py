"""Know an e-mail address again whose account was left, so that leaving undoes no decision.

For 14 days every address of an account that was left is kept as a keyed hash; after that only where
something stands against the account: a suspension, a refusal, an open appeal, or what a feature has
declared (:func:`add_tie`). Whoever asks to join with such an address is not let in by the list of
domains: a coordinator decides, and reads when and how the earlier account was left.

Addresses of somebody who is suspended or declined are kept from that decision on, so that changing
the address before leaving changes nothing.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format

from network.members.enums import MembershipStatus
from network.members.models import FormerAddress, Membership
from network.members.models.former_address import Standing

SALT = "network.members.earlier"
# 24 months, with a leap year in them.
KEPT = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class Tie:
    """Something that a feature keeps against an account that was left.

    ``applies(keys)`` gives those of the accounts' keys against which there is something; their
    addresses are kept for 24 months. ``words`` complete "An account with this address was left …"
    for the coordinators, who then decide; without words it holds nobody up.
    ``carry_over(old, new, now)`` makes it hold for the new account.
    """

    code: str
    applies: Callable[[list[int]], set[int]]
    words: str = ""
    carry_over: Callable[..., None] | None = None


_ties: dict[str, Tie] = {}


def add_tie(tie: Tie) -> None:
    """Make a tie known. The same code replaces it."""
    _ties[tie.code] = tie


@dataclass(frozen=True, slots=True)
class Mark:
    """What a coordinator reads of an earlier account with the same address.

    ``how`` completes a sentence; ``is_secret`` where the applicant is not to learn of it.
    """

    how: str
    on: datetime
    has_left: bool
    desk_url: str
    is_secret: bool = False

    @property
    def words(self) -> str:
        when = date_format(timezone.localtime(self.on), "j F Y")
        if self.has_left:
            return f"An account with this address was left {self.how} on {when}."
        return f"An account that used this address has been {self.how} since {when}."


STANDING_WORDS = {
    Standing.SUSPENDED: "while suspended",
    Standing.DECLINED: "after it had been declined",
    Standing.APPEALED: "while an appeal was open",
}


def keep_in_step(membership: Membership, *, now: datetime) -> None:
    """Keep the addresses of somebody who is refused or paused; forget those of a member.

    Called after every decision, in its transaction.
    """
    user = membership.user
    if membership.status == MembershipStatus.APPROVED:
        FormerAddress.objects.filter(account=user.public_id).delete()
    elif membership.status in Standing.values:
        _write(user, standing=membership.status, now=now)


def keep_departed(user, *, addresses: Iterable[str], standing: str, now: datetime) -> None:
    """Keep the addresses of an account that is being left, and how it stood."""
    standing = standing if standing in Standing.values else ""
    FormerAddress.objects.filter(account=user.public_id).update(left_at=now, standing=standing)
    _write(user, standing=standing, now=now, addresses=addresses, left_at=now)


def has_come_back(user, membership: Membership | None) -> None:
    """Undo :func:`keep_departed`: what stood before stands again."""
    rows = FormerAddress.objects.filter(account=user.public_id)
    if membership is not None and membership.status in Standing.values:
        rows.update(standing=membership.status, left_at=None)
    else:
        rows.delete()


def forget_unless_needed(user) -> None:
    """When leaving is final: keep the addresses only where something stands against the account."""
    if not any(tie.applies([user.pk]) for tie in _ties.values()):
        FormerAddress.objects.filter(account=user.public_id, standing="").delete()


def out_of_time(now: datetime) -> QuerySet:
    """Addresses of accounts that were left 24 months ago."""
    return FormerAddress.objects.filter(left_at__lte=now - KEPT)


def marks_of(user) -> list[Mark]:
    """What stands against earlier accounts with a confirmed address of this one, newest first."""
    return marks_for([user]).get(user.pk, [])


def marks_for(users: Iterable) -> dict[int, list[Mark]]:
    """The same for several accounts, by key; who has no mark is not in it.

    Two queries at any number, and where an address is known again one more for the accounts and
    one for each feature that has words.
    """
    users = list(users)
    rows = _rows_of(users)
    keys = dict(
        get_user_model()
        .objects.filter(public_id__in={row.account for _, row in rows})
        .values_list("public_id", "pk")
        if rows
        else ()
    )
    spoken = [tie for tie in _ties.values() if tie.words and keys]
    tied = {tie: tie.applies(list(keys.values())) for tie in spoken}
    marks: dict[int, dict[tuple, Mark]] = defaultdict(dict)
    for pk, row in rows:
        hows = [tie.words for tie in tied if keys.get(row.account) in tied[tie]]
        for mark in _marks(row, hows):
            marks[pk].setdefault((row.account, mark.how), mark)
    return {
        pk: sorted(found.values(), key=lambda mark: mark.on, reverse=True)
        for pk, found in marks.items()
    }


def must_be_looked_at(user) -> bool:
    """Whether a coordinator decides, whatever the domain of the address is."""
    return bool(marks_of(user))


def carry_over(user, *, now: datetime) -> None:
    """Make what features keep against earlier accounts of the address hold for this one."""
    accounts = {row.account for _, row in _rows_of([user])}
    if not accounts:
        return
    for old in get_user_model().objects.filter(public_id__in=accounts).order_by("pk"):
        for tie in _ties.values():
            if tie.carry_over is not None:
                tie.carry_over(old, user, now)


def _marks(row: FormerAddress, hows: list[str]) -> Iterable[Mark]:
    url = f"/desk/members/{row.account}/"
    if row.left_at is None:
        if row.standing:
            yield Mark(Standing(row.standing).label, row.kept_at, has_left=False, desk_url=url)
        return
    if row.standing:
        yield Mark(STANDING_WORDS[Standing(row.standing)], row.left_at, has_left=True, desk_url=url)
    for how in hows:
        yield Mark(how, row.left_at, has_left=True, desk_url=url, is_secret=True)


def _rows_of(users: list) -> list[tuple[int, FormerAddress]]:
    """The rows of other accounts that know a confirmed address of one of these, with its key.

    Only what somebody has confirmed says who they are: anybody can write any address.
    """
    own = {user.pk: user.public_id for user in users}
    confirmed = EmailAddress.objects.filter(user__in=own, verified=True)
    owners = defaultdict(set)
    for pk, address in confirmed.values_list("user_id", "email"):
        for digest in _digests(address, every_key=True):
            owners[digest].add(pk)
    rows = FormerAddress.objects.filter(digest__in=owners).order_by("-kept_at", "-pk")
    return [
        (pk, row) for row in rows for pk in sorted(owners[row.digest]) if row.account != own[pk]
    ]


def _confirmed(user) -> set[str]:
    verified = EmailAddress.objects.filter(user=user, verified=True)
    return set(verified.values_list("email", flat=True))


def _write(
    user,
    *,
    standing: str,
    now: datetime,
    addresses: Iterable[str] | None = None,
    left_at: datetime | None = None,
) -> None:
    known = _confirmed(user) if addresses is None else addresses
    FormerAddress.objects.bulk_create(
        [
            FormerAddress(
                digest=digest,
                account=user.public_id,
                standing=standing,
                kept_at=now,
                left_at=left_at,
            )
            for digest in sorted({_digests(address)[0] for address in known})
        ],
        update_conflicts=True,
        unique_fields=["digest", "account"],
        update_fields=["standing", "kept_at", "left_at"],
    )


def _digests(address: str, *, every_key: bool = False) -> list[str]:
    """Keyed hashes of an address; with ``every_key`` also by the keys that were used before."""
    secrets = [settings.SECRET_KEY, *(settings.SECRET_KEY_FALLBACKS if every_key else ())]
    plain = _plain(address)
    return [
        salted_hmac(SALT, plain, secret=secret, algorithm="sha256").hexdigest()
        for secret in secrets
    ]


def _plain(address: str) -> str:
    """The mailbox: lower case, and without what follows a plus sign, which any mailbox takes."""
    mailbox, _, domain = unicodedata.normalize("NFKC", address).strip().lower().rpartition("@")
    return f"{mailbox.partition('+')[0] or mailbox}@{domain}"
