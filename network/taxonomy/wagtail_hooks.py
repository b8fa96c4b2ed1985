"""The vocabularies in the Wagtail admin, for editors."""

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from network.taxonomy.models import (
    Area,
    Context,
    Harm,
    Nation,
    Organisation,
    PracticeStage,
    ResourceType,
    Sector,
    Topic,
)

SLUG_HELP = "Part of addresses that people keep, so it cannot be changed later."


class FixedSlugForm(WagtailAdminModelForm):
    """The slug is chosen once, when the entry is made."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "slug" in self.fields:
            self.fields["slug"].disabled = True


def name_and_slug() -> list:
    return [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("slug", widget=SlugInput, help_text=SLUG_HELP),
    ]


class VocabularyViewSet(SnippetViewSet):
    """A list that opens with a search box, in its own order."""

    search_fields = ["name"]
    list_per_page = 50
    list_display = ["name", "slug"]
    add_to_admin_menu = False
    inspect_view_enabled = False
    copy_view_enabled = False
    extra_panels: list = []

    def get_edit_handler(self):
        handler = ObjectList([*name_and_slug(), *self.extra_panels], base_form_class=FixedSlugForm)
        return handler.bind_to_model(self.model)


class TermViewSet(VocabularyViewSet):
    """A short list in an order of its own."""

    list_display = ["name", "description", "sort_order"]
    ordering = ["sort_order", "name"]
    extra_panels = [
        FieldPanel("description"),
        FieldPanel("sort_order", heading="Place in the list"),
    ]


class SectorViewSet(TermViewSet):
    model = Sector
    icon = "group"
    menu_label = "Sectors"


class ContextViewSet(TermViewSet):
    model = Context
    icon = "site"
    menu_label = "Contexts"
    extra_panels = [
        HelpPanel(
            content="<p>The contexts are the rings of the front page, from the home outwards. The "
            "picture has room for five.</p>"
        ),
        *TermViewSet.extra_panels,
    ]


class HarmViewSet(TermViewSet):
    model = Harm
    icon = "warning"
    menu_label = "Forms of harm"


class PracticeStageViewSet(TermViewSet):
    model = PracticeStage
    icon = "list-ol"
    menu_label = "Practice stages"


class ResourceTypeViewSet(TermViewSet):
    model = ResourceType
    icon = "doc-full"
    menu_label = "Resource types"


class NationViewSet(TermViewSet):
    model = Nation
    icon = "globe"
    menu_label = "Nations"


class TopicViewSet(VocabularyViewSet):
    model = Topic
    icon = "tag"
    menu_label = "Topics"
    search_fields = ["name", "synonyms"]
    list_display = ["name", "description", "is_distressing", "nation_only"]
    list_filter = ["is_distressing", "nation_only"]
    ordering = ["name"]
    extra_panels = [
        FieldPanel("description"),
        FieldPanel("synonyms"),
        MultiFieldPanel(
            [FieldPanel("is_distressing"), FieldPanel("nation_only")],
            heading="When somebody asks about it",
        ),
    ]


class AreaViewSet(VocabularyViewSet):
    model = Area
    icon = "site"
    menu_label = "Areas"
    list_display = ["name", "nation", "kind"]
    list_filter = ["nation"]
    ordering = ["name"]
    extra_panels = [FieldPanel("nation"), FieldPanel("kind")]

    def get_queryset(self, request):
        return self.model.objects.select_related("nation")


class OrganisationViewSet(VocabularyViewSet):
    model = Organisation
    icon = "group"
    menu_label = "Organisations"
    list_display = ["name", "kind", "parent", "area", "nation"]
    list_filter = ["nation", "kind"]
    ordering = ["name"]
    extra_panels = [
        HelpPanel(
            content="<p>Conflicts of interest are found by this tree: colleagues under the same "
            "top organisation are never matched with each other.</p>"
        ),
        FieldPanel("kind"),
        FieldPanel("parent"),
        FieldPanel("area"),
        FieldPanel("nation"),
    ]

    def get_queryset(self, request):
        return self.model.objects.select_related("parent", "area", "nation")


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = "Vocabularies"
    menu_name = "vocabularies"
    menu_icon = "tag"
    menu_order = 250
    items = (
        TopicViewSet,
        SectorViewSet,
        ContextViewSet,
        HarmViewSet,
        PracticeStageViewSet,
        ResourceTypeViewSet,
        NationViewSet,
        AreaViewSet,
        OrganisationViewSet,
    )


register_snippet(VocabularyGroup)
