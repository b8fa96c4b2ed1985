"""Sample data for the style guide: every component of ``templates/components/`` once.

The people, places and files are invented. Nothing here reads the database.
"""

from datetime import date

from django import forms
from django.core.paginator import Paginator

from network.forms import SiteForm


class SampleForm(SiteForm):
    """One field of each kind that the site's forms use."""

    character_limits = {"text": 1200}

    title = forms.CharField(
        label="Your question in one line",
        help_text="Say what you would like to understand or do, without names or places.",
        max_length=120,
    )
    email = forms.EmailField(
        label="Work e-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    sector = forms.ChoiceField(
        label="Your sector",
        choices=[("", "Choose one"), ("education", "Education"), ("police", "Police")],
    )
    text = forms.CharField(label="The question", widget=forms.Textarea)
    urgency = forms.ChoiceField(
        label="When do you need an answer?",
        help_text="An expert usually answers within seven working days.",
        widget=forms.RadioSelect,
        choices=[("week", "Within a week"), ("month", "Within a month"), ("open", "No hurry")],
    )
    contexts = forms.MultipleChoiceField(
        label="Where does the harm happen?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("home-and-family", "Home and family"),
            ("peer-group", "Peer group"),
            ("school", "School"),
            ("neighbourhood-and-public-space", "Neighbourhood and public space"),
            ("online", "Online"),
        ],
    )
    attachment = forms.FileField(
        label="A document that helps to understand the question",
        help_text="DOCX, PPTX, XLSX or PDF, up to 10 MB, without names.",
        required=False,
    )
    anonymous = forms.BooleanField(
        label="Keep my name and organisation from the expert",
        help_text="This promise is kept for good: nobody can change it later.",
        required=False,
    )


RINGS = [
    {
        "slug": "online",
        "label": "Online",
        "count": 11,
        "url": "#online",
        "description": "Group chats, games, image sharing, contact by strangers.",
    },
    {
        "slug": "neighbourhood-and-public-space",
        "label": "Neighbourhood and public space",
        "short_label": "Neighbourhood",
        "count": 14,
        "url": "#neighbourhood",
        "description": "Parks, stairwells, shopping centres, buses and the walk home.",
    },
    {
        "slug": "school",
        "label": "School",
        "count": 19,
        "url": "#school",
        "description": "Corridors, classrooms, exclusion and what adults there let pass.",
    },
    {
        "slug": "peer-group",
        "label": "Peer group",
        "count": 16,
        "url": "#peer-group",
        "description": "Friendships, status, bystanders and who has a say over whom.",
    },
    {
        "slug": "home-and-family",
        "label": "Home and family",
        "count": 9,
        "url": "#home",
        "description": "Parents and carers as partners; harm at home and its echoes.",
    },
]

RESOURCES = [
    {
        "title": "Building a contextual profile",
        "url": "#resource-1",
        "summary": "A flowchart that takes a team from a first worry to a picture of the places, "
        "groups and times where young people come to harm.",
        "type_label": "Flowchart",
        "formats": ["PDF", "DOCX"],
        "contexts": ["Peer group", "Neighbourhood and public space"],
        "reviewed_date": date(2026, 5, 12),
        "is_stale": False,
    },
    {
        "title": "Student discussion on school safety",
        "url": "#resource-2",
        "summary": "Questions and ground rules for a lesson in which students mark on a plan of "
        "the building where they feel safe and where they do not.",
        "type_label": "Discussion guide",
        "formats": ["DOCX"],
        "contexts": ["School"],
        "reviewed_date": date(2024, 2, 3),
        "is_stale": True,
        "files": "Files for members, from 4 December 2026",
    },
    {
        "title": "Peer group information capture",
        "url": "#resource-3",
        "summary": "A form for recording what is known of a group, how sure one is, and what "
        "would help, without turning friends into suspects.",
        "type_label": "Template or form",
        "formats": ["XLSX"],
        "contexts": ["Peer group", "Online", "Home and family"],
        "reviewed_date": date(2026, 1, 20),
        "is_stale": False,
    },
]

FACETS = [
    {
        "key": "context",
        "label": "Context",
        "selected_count": 1,
        "options": [
            {"value": "home-and-family", "label": "Home and family", "count": 9, "selected": False},
            {"value": "peer-group", "label": "Peer group", "count": 16, "selected": True},
            {"value": "school", "label": "School", "count": 19, "selected": False},
            {"value": "online", "label": "Online", "count": 0, "selected": False},
        ],
    },
    {
        "key": "type",
        "label": "Kind of resource",
        "selected_count": 0,
        "options": [
            {"value": "briefing", "label": "Briefing", "count": 6, "selected": False},
            {
                "value": "template-or-form",
                "label": "Template or form",
                "count": 4,
                "selected": False,
            },
            {"value": "training-slides", "label": "Training slides", "count": 3, "selected": False},
        ],
    },
    {
        "key": "nation",
        "label": "Nation",
        "selected_count": 0,
        "options": [
            {"value": "england", "label": "England", "count": 21, "selected": False},
            {"value": "wales", "label": "Wales", "count": 8, "selected": False},
        ],
    },
    {
        "key": "sector",
        "label": "Written for",
        "selected_count": 0,
        "options": [
            {"value": "education", "label": "Education", "count": 12, "selected": False},
            {"value": "police", "label": "Police", "count": 5, "selected": False},
        ],
    },
]

TIMELINE = [
    {"when": "Monday 3 March, 09:12", "title": "You asked", "body": "", "state": "done"},
    {
        "when": "Monday 3 March, 15:40",
        "title": "A coordinator read it",
        "body": "",
        "state": "done",
    },
    {
        "when": "Since Tuesday 4 March",
        "title": "An expert is writing an answer",
        "body": "You can expect it by Thursday 13 March.",
        "state": "current",
    },
    {"when": "", "title": "A coordinator checks the answer", "body": "", "state": "next"},
]

STATUSES = [
    ("draft", "Draft"),
    ("submitted", "Waiting to be read"),
    ("changes_requested", "Changes asked for"),
    ("quarantined", "With the safeguarding lead"),
    ("matching", "Finding someone"),
    ("answering", "Being answered"),
    ("answered", "Answered"),
    ("closed", "Closed"),
]

SEGMENTS = [
    {"text": "We support a girl in Year 9, ", "type": "", "severity": "", "reason": ""},
    {
        "text": "Tamsin",
        "type": "name",
        "severity": "warn",
        "reason": "looks like a young person’s name. Write “a girl of 14” instead.",
    },
    {
        "text": ", whose friends film fights at the bus station. Her number is ",
        "type": "",
        "severity": "",
        "reason": "",
    },
    {
        "text": "943 476 5919",
        "type": "nhs-number",
        "severity": "block",
        "reason": "is an NHS number. Leave it out: the expert does not need it.",
    },
    {"text": ".\nHow do we involve the bus company?", "type": "", "severity": "", "reason": ""},
]


# What network.reports.parts.Chart draws, as plain values: a line is 30 units high.
CHART = {
    "code": "sample",
    "title": "Working days to the first answer",
    "about": "The bar is the median, the thin line reaches to what nine in ten did not exceed.",
    "width": 384,
    "height": 64,
    "bar_start": 172,
    "bar_height": 16,
    "drawn": [
        {
            "bar": {"label": "September", "short_label": "September", "text": "4 · 8"},
            "top": 9,
            "middle": 17,
            "baseline": 22,
            "width": 72,
            "mark": 316,
            "text_at": 323,
        },
        {
            "bar": {"label": "October", "short_label": "October", "text": "5.5 · 7"},
            "top": 39,
            "middle": 47,
            "baseline": 52,
            "width": 99,
            "mark": 298,
            "text_at": 305,
        },
    ],
}


def sample_context() -> dict:
    """Return what ``templates/styleguide.html`` needs under the name ``sample``."""
    return {
        "breadcrumbs": [
            {"label": "Home", "url": "/"},
            {"label": "Resources", "url": "/resources/"},
            {"label": "Style guide"},
        ],
        "rings": RINGS,
        "chart": CHART,
        "resources": RESOURCES,
        "facets": FACETS,
        "chips": [
            {"label": "Peer group", "remove_url": "#without-peer-group"},
            {"label": "Reviewed this year", "remove_url": "#without-reviewed"},
        ],
        "badges": [
            {"label": "Neutral", "variant": "neutral"},
            {"label": "For information", "variant": "info"},
            {"label": "Verified", "variant": "success"},
            {"label": "Review is due", "variant": "warning"},
            {"label": "Withdrawn", "variant": "danger"},
        ],
        "contexts": [ring["label"] for ring in reversed(RINGS)],
        "statuses": [{"status": slug, "label": label} for slug, label in STATUSES],
        "tags": [
            {"label": "Peer mapping", "url": "#peer-mapping"},
            {"label": "Whole-school approaches", "url": "#whole-school-approaches"},
            {"label": "Transport safety", "url": "#transport-safety"},
        ],
        "files": [
            {
                "label": "The flowchart, to print",
                "name": "contextual-profile-v3.pdf",
                "format": "pdf",
                "size": 245_760,
                "url": "#file-1",
            },
            {
                "label": "The flowchart, to adapt",
                "name": "contextual-profile-v3.docx",
                "format": "docx",
                "size": 88_120,
                "url": "#file-2",
            },
        ],
        "facts": [
            {"term": "For", "values": ["Education", "Children’s social care"]},
            {"term": "Nation", "value": "England"},
            {"term": "Last reviewed", "value": "12 May 2026"},
            {"term": "Version", "value": "3"},
        ],
        "timeline": TIMELINE,
        "segments": SEGMENTS,
        "table": {
            "caption": "Time to a first answer, by sector",
            "headers": ["Sector", "Questions", "Median working days"],
            "rows": [["Education", 14, 5], ["Police", 6, 7], ["Housing", 3, 4]],
        },
        "page_obj": Paginator(range(60), 12).page(2),
        "messages": [
            {"level_tag": "success", "message": "Your question was sent to the coordinators."},
            {"level_tag": "error", "message": "The file is empty. Choose another one."},
        ],
        "kept_words": ["Could you say a little more about your work with young people?"],
        "empty_form": SampleForm(auto_id="empty_%s"),
        "error_form": SampleForm(data={"email": "ruth at school", "text": "", "urgency": "soon"}),
        "side_nav": [
            {"label": "Needs you now", "url": "#now", "current": True, "count": 7},
            {"label": "All questions", "url": "#all", "current": False, "count": 143},
            {"label": "Coverage", "url": "#coverage", "current": False},
        ],
        "tally": [
            {"count": 2, "label": "with the safeguarding lead", "url": "#urgent", "urgent": True},
            {"count": 5, "label": "to read", "url": "#read", "urgent": False},
            {"count": 3, "label": "without an expert", "url": "#unmatched", "urgent": False},
            {"count": 1, "label": "answer to check", "url": "#check", "urgent": False},
        ],
    }
