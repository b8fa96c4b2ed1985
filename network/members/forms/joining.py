"""The one short form after the first sign-in."""

from django import forms

from network.forms import SiteForm
from network.members.forms.profile import WorkFields
from network.members.forms.topics import TopicRowsMixin


class JoinForm(TopicRowsMixin, WorkFields):
    """Everything that a coordinator needs to decide, and the matching to begin."""

    ROWS = 4

    why = forms.CharField(
        label="Why would you like to join?",
        help_text="Two or three sentences for the coordinator who reads this. Nobody else does.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    character_limits = {"why": 1000}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.add_topic_rows(self.ROWS)


class ReplyForm(SiteForm):
    """The applicant's answer to a coordinator's question."""

    text = forms.CharField(
        label="Your reply", max_length=1000, widget=forms.Textarea(attrs={"rows": 6})
    )
    character_limits = {"text": 1000}
