"""The list of e-mail domains whose holders need no coordinator to join."""

from django.core.exceptions import ValidationError
from django.db import models

from network.members.domains import OPEN_TO_EVERYBODY, ascii_domain, readable_domain


class EmailDomainQuerySet(models.QuerySet):
    def covering(self, address: str) -> "EmailDomain | None":
        """The entry that covers an e-mail address, the most exact one first. One query.

        Whole labels are compared: ``evilgov.uk`` is not under ``gov.uk``.
        """
        domain = ascii_domain(address.rpartition("@")[2])
        if domain is None:
            return None
        labels = domain.split(".")
        above = [".".join(labels[start:]) for start in range(1, len(labels))]
        covers = models.Q(domain=domain) | models.Q(domain__in=above, covers_subdomains=True)
        return max(self.filter(covers), key=lambda entry: len(entry.domain), default=None)


class EmailDomain(models.Model):
    """An employer's e-mail domain. Whoever confirms an address of it is approved at once.

    ``domain`` is kept as mail servers read it: lower case, IDNA. Removing one changes nothing for
    members who are approved already.
    """

    domain = models.CharField(
        max_length=253, unique=True, help_text="The part after the @, such as “example.org”."
    )
    covers_subdomains = models.BooleanField(
        "covers subdomains",
        default=False,
        help_text="Whether “team.example.org” counts as “example.org” does.",
    )
    for_whom = models.CharField(
        "who for", max_length=120, help_text="Whose addresses these are: “Police forces”."
    )
    note = models.TextField(
        max_length=500,
        blank=True,
        help_text="Why it is on the list, who checked it, and when. Only staff read it.",
    )

    objects = EmailDomainQuerySet.as_manager()

    class Meta:
        ordering = ["domain"]
        verbose_name = "e-mail domain"

    def __str__(self) -> str:
        return self.domain

    @property
    def reads(self) -> str:
        """How people read the domain, where that is something else than what is kept."""
        readable = readable_domain(self.domain)
        return readable if readable != self.domain else ""

    def clean(self) -> None:
        """Keep the domain as mail servers read it.

        :raises ValidationError: for what is no domain, and for a whole country's ending. A domain
            that is missing is told by its field.
        """
        if not self.domain.strip():
            return
        domain = ascii_domain(self.domain)
        if domain is None:
            raise ValidationError({"domain": "Write a domain such as “example.org”, without @."})
        if "." not in domain or domain in OPEN_TO_EVERYBODY:
            raise ValidationError(
                {"domain": "Anybody can have an address of this domain, so it proves no employer."}
            )
        self.domain = domain

    def unique_error_message(self, model_class, unique_check) -> ValidationError:
        """Of the domain, which alone is unique."""
        return ValidationError(
            "This domain is on the list already. To change what it covers, take it off and add it "
            "again.",
            code="unique",
        )
