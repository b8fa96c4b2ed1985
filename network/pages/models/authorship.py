"""Who wrote a page: members by account, or people and teams by name, in order."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from network.pages.control_characters import clean_texts
from network.pages.credit_roles import RoleInput


class PageAuthorQuerySet(models.QuerySet):
    def credits(self, page_ids: Iterable[int]) -> dict[int, list[str]]:
        """The names to print for each of the pages, in order: one query for any number."""
        names: dict[int, list[str]] = {}
        authors = self.filter(page_id__in=list(page_ids)).select_related("member")
        for author in authors.order_by("page_id", "sort_order", "pk"):
            names.setdefault(author.page_id, []).append(author.credit)
        return names


class MemberPanel(FieldPanel):
    """The account, chosen from the list of members and never from one of all accounts."""

    def get_form_options(self) -> dict:
        from network.members.choosing import member_chooser

        widgets = {self.field_name: member_chooser.widget_class}
        return {**super().get_form_options(), "widgets": widgets}


class PageAuthor(Orderable):
    """One author of a page.

    A member's account stays attached, so that somebody who leaves becomes "former member"
    everywhere at once; the name as printed is kept beside it. ``credit_agreed`` is set when they
    leave and have chosen that their name stays (:mod:`network.pages.departed_authors`).
    """

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="authors")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="authorships",
    )
    name = models.CharField(
        max_length=150, blank=True, help_text="As it should be printed, if there is no account."
    )
    role = models.CharField(
        max_length=100,
        blank=True,
        help_text=(
            "What they did, such as “Wrote it” or “Tested it in practice”. Whoever tested, "
            "supervised, coordinated, illustrated or funded it, or gave material, is named on the "
            "page and not as an author in citations."
        ),
    )

    is_body = models.BooleanField(
        "an organisation or a team",
        default=False,
        help_text="This is an organisation or a team, not a person. Citations keep its name whole.",
    )
    credit_agreed = models.BooleanField(
        "the name stays after leaving", default=False, editable=False
    )

    objects = PageAuthorQuerySet.as_manager()

    panels = [
        MemberPanel("member"),
        FieldPanel("name"),
        FieldPanel("is_body"),
        FieldPanel("role", widget=RoleInput),
    ]

    def __str__(self) -> str:
        return self.credit

    def full_clean(self, *args, **kwargs) -> None:
        clean_texts(self)
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        if not self.member_id and not self.name:
            raise ValidationError({"name": "Give a name, or choose a member."})
        if self.member_id and self.is_body:
            raise ValidationError(
                {"is_body": "A member is a person. Take the tick away, or the account."}
            )
        if self.member_id and not self._may_be_named():
            raise ValidationError({"member": "Choose somebody from the list of members."})

    def _may_be_named(self) -> bool:
        """A member from the list, or somebody who is credited already, on any page: whoever wrote
        something stays its author when their membership ends or they hide their name. One query or
        two."""
        from network.members.choosing import choosable_members

        return (
            choosable_members().filter(pk=self.member_id).exists()
            or PageAuthor.objects.filter(member=self.member_id).exists()
        )

    @property
    def credit(self) -> str:
        """The name to print. Costs one query if ``member`` is not loaded already.

        Somebody who has left is a former member, whatever name was printed before, unless they
        agreed when they left that their name stays.
        """
        return "Former member" if self.is_former_member else self.name or str(self.member)

    @property
    def is_former_member(self) -> bool:
        return bool(self.member_id) and not self.member.is_active and not self.credit_agreed
