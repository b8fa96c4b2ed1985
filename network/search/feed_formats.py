"""RSS and Atom of any words: one sign that XML cannot carry would cost everybody the feed."""

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.functional import Promise
from django.utils.html import escape

from network.pages.control_characters import without_controls


class _OfAnyWords:
    """Takes the words of the feed and of its entries with a space for what XML cannot carry."""

    def __init__(self, **words) -> None:
        super().__init__(**_clean(words))

    def add_item(self, **words) -> None:
        super().add_item(**_clean(words))


class Rss(_OfAnyWords, Rss201rev2Feed):
    """RSS 2.0, which takes the description of an entry for HTML: ours is plain text."""

    def add_item_elements(self, handler, item: dict) -> None:
        super().add_item_elements(handler, {**item, "description": escape(item["description"])})


class Atom(_OfAnyWords, Atom1Feed):
    """Atom 1.0, with summaries that are plain text, which Django's own calls HTML."""

    def add_item_elements(self, handler, item: dict) -> None:
        super().add_item_elements(handler, {**item, "description": None})
        handler.addQuickElement("summary", item["description"], {"type": "text"})


def _clean(words: dict) -> dict:
    return {name: _cleaned(value) for name, value in words.items()}


def _cleaned(value):
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    return without_controls(str(value)) if isinstance(value, str | Promise) else value
