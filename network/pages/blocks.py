"""The blocks of a page's body: few, with previews, none nested more than once."""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock()
    source = blocks.CharBlock(required=False, help_text="A role, never the name of a young person.")

    class Meta:
        icon = "openquote"
        template = "blocks/quote.html"
        preview_value = {
            "text": "We stopped asking why she would not stay in and asked what the park was like.",
            "source": "Detached youth worker",
        }
        description = "Somebody's words, set apart."


class CalloutBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=["bold", "italic", "ul", "link"])
    kind = blocks.ChoiceBlock(
        choices=[("info", "Good to know"), ("warning", "Take care"), ("success", "What worked")],
        default="info",
    )

    class Meta:
        icon = "info-circle"
        template = "blocks/callout.html"
        preview_value = {
            "heading": "Before you map a place",
            "text": "<p>Agree who will act on what the young people tell you.</p>",
            "kind": "info",
        }
        description = "A short note that must not be missed."


class ImageBlock(blocks.StructBlock):
    image = ImageChooserBlock()
    alternative = blocks.CharBlock(
        required=False,
        max_length=250,
        help_text="What the picture shows. Leave empty only if it is decoration.",
    )
    caption = blocks.CharBlock(required=False, max_length=250)

    class Meta:
        icon = "image"
        template = "blocks/image.html"
        preview_template = "blocks/image_preview.html"
        description = "A picture with its description."


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=["bold", "italic", "ul", "link"])


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(StepBlock())

    class Meta:
        icon = "list-ol"
        template = "blocks/steps.html"
        preview_value = {
            "steps": [
                {"title": "Walk the route", "text": "<p>At the hour the young people walk it.</p>"},
                {"title": "Ask who owns it", "text": "<p>Somebody always does.</p>"},
            ]
        }
        description = "Numbered steps, each with a title."


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        icon="title",
        form_classname="title",
        template="blocks/heading.html",
        preview_value="What to do first",
        description="A heading that divides the page.",
    )
    text = blocks.RichTextBlock(
        icon="pilcrow",
        features=TEXT_FEATURES,
        template="blocks/text.html",
        preview_value="<p>Ask the young people which corners they avoid, and when.</p>",
        description="Paragraphs, lists and links.",
    )
    quote = QuoteBlock()
    callout = CalloutBlock()
    image = ImageBlock()
    steps = StepsBlock()
