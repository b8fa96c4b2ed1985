"""What a member says about their work. Sectors are controlled taggit tags."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from network.members.enums import MembershipStatus
from network.members.roles import has_desk_access, is_verified_member
from network.taxonomy.models import Area, Context, Nation, Organisation, Sector, Topic


class ProfileSector(ItemBase):
    tag = models.ForeignKey(Sector, on_delete=models.CASCADE, related_name="profile_sectors")
    content_object = models.ForeignKey(
        "Profile", on_delete=models.CASCADE, related_name="tagged_sectors"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="sector_once_per_profile"
            ),
        ]


class Visibility(models.TextChoices):
    """Who may see a part of a profile; each value includes the ones after it."""

    PUBLIC = "public", "Everybody"
    MEMBERS = "members", "Members of the network"
    COORDINATORS = "coordinators", "Coordinators only"


class ProfileQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ProfileQuerySet":
        """Profiles of which this person may see the name; the rest is for
        :func:`network.members.profile.visibility.seen_by`.

        The desk sees everybody with an account; members see themselves, and approved members who
        have not chosen "coordinators only"; everybody else only approved members who have chosen
        "everybody".
        """
        open_accounts = self.filter(user__is_active=True)
        if has_desk_access(user):
            return open_accounts
        shown = [Visibility.PUBLIC]
        if is_verified_member(user):
            shown.append(Visibility.MEMBERS)
        seen = models.Q(
            user__membership__status=MembershipStatus.APPROVED, name_visibility__in=shown
        )
        return open_accounts.filter(seen | models.Q(user_id=user.pk) if user.pk else seen)

    def approved(self) -> "ProfileQuerySet":
        return self.filter(user__membership__status=MembershipStatus.APPROVED)

    def for_list(self) -> "ProfileQuerySet":
        """Join everything that a view of a profile shows: four queries at any number."""
        return self.select_related(
            "user", "user__membership", "organisation", "nation", "area", "photo"
        ).prefetch_related("sectors", "topic_expertise__topic", "contexts")


class Profile(models.Model):
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="profile"
    )
    sectors = TaggableManager(through=ProfileSector, verbose_name="sectors", blank=True)
    role_title = models.CharField("role", max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="profiles"
    )
    proposed_organisation = models.CharField(
        "organisation that is not in the list", max_length=200, blank=True
    )
    nation = models.ForeignKey(
        Nation, on_delete=models.PROTECT, null=True, blank=True, related_name="profiles"
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="profiles"
    )
    contexts = models.ManyToManyField(Context, blank=True, related_name="profiles")
    topics = models.ManyToManyField(Topic, through="TopicExpertise", related_name="profiles")
    statement = models.TextField("about your work", max_length=1500, blank=True)
    name_visibility = models.CharField(
        "who may see your name",
        max_length=20,
        choices=Visibility,
        default=Visibility.MEMBERS,
    )
    pronouns = models.CharField(max_length=40, blank=True)
    languages = models.JSONField(default=list, blank=True)
    links = models.JSONField(default=list, blank=True)
    # By field, only what the member chose; network.members.profile.visibility knows the rest.
    visibility = models.JSONField(default=dict, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="profile_has_one_organisation_at_most",
                condition=models.Q(organisation__isnull=True) | models.Q(proposed_organisation=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    def get_absolute_url(self) -> str:
        return f"/members/{self.user.public_id}/"

    @property
    def organisation_name(self) -> str:
        """The organisation's name, from the list or as the member wrote it."""
        return self.organisation.name if self.organisation else self.proposed_organisation


class ExpertiseLevel(models.TextChoices):
    LEAD = "lead", "I lead on this"
    WORKING = "working", "I work on this"
    INTERESTED = "interested", "I am interested in this"


SPOKEN_LEVELS = {
    ExpertiseLevel.LEAD: "leads on this",
    ExpertiseLevel.WORKING: "works on this",
    ExpertiseLevel.INTERESTED: "interested",
}


class TopicExpertise(models.Model):
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="topic_expertise")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="expertise")
    level = models.CharField(max_length=20, choices=ExpertiseLevel, default=ExpertiseLevel.WORKING)

    class Meta:
        ordering = ["topic__name"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "topic"], name="topic_once_per_profile"),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.level}"

    @property
    def spoken_level(self) -> str:
        """The level as others read it."""
        return SPOKEN_LEVELS[self.level]


class PreviousEmployment(models.Model):
    """An employer of the last 24 months. Private; read only to find conflicts of interest."""

    profile = models.ForeignKey(
        Profile, on_delete=models.CASCADE, related_name="previous_employments"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="previous_employments"
    )
    until_date = models.DateField("until")

    class Meta:
        ordering = ["-until_date"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "organisation"], name="previous_employer_once_per_profile"
            ),
        ]

    def __str__(self) -> str:
        return f"until {self.until_date}"
