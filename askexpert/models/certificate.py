import secrets

from django.conf import settings
from django.db import models
from django.utils.formats import date_format

# Without letters and digits that look alike.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12


def new_code() -> str:
    """Twelve letters and digits: 59 bits, which nobody guesses through a rate limit."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


class Certificate(models.Model):
    """A certificate of contribution: how many answers in which time, and nothing about them.

    ``name`` is as it stood when it was issued. Whoever has the code can check number, dates and
    name; nobody can list certificates.
    """

    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates"
    )
    name = models.CharField(max_length=150)
    answers = models.PositiveIntegerField()
    first_date = models.DateField()
    last_date = models.DateField()
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return f"Certificate {self.pk}"

    @property
    def words(self) -> str:
        """What the certificate says, in one sentence; the same in the file and on its page."""
        first, last = (date_format(day, "j F Y") for day in (self.first_date, self.last_date))
        when = f"on {first}" if first == last else f"between {first} and {last}"
        given = "1 question" if self.answers == 1 else f"{self.answers} questions"
        return f"answered {given} from other practitioners {when}."
