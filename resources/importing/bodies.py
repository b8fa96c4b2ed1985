"""What a resource's page says about it, as Markdown by people and as blocks by the export."""

import json
import re

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page

from network.pages.blocks import TEXT_FEATURES, BodyBlock
from network.pages.markdown import markdown_blocks

CALLOUT_FEATURES = ["bold", "italic", "ul", "link"]
_ID = re.compile(r"\bid=\"(\d+)\"")
_INNER_LINK = re.compile(r"<a\b([^>]*)\blinktype=\"(page|document)\"([^>]*)>(.*?)</a>", re.DOTALL)


def read_body(text: str) -> list:
    """The raw value of a body from Markdown, or from what :func:`write_body` wrote.

    Rich text is reduced to what editors can write; pictures are left out: a ZIP brings none.

    :raises ValueError: in a sentence, for blocks that are none of this site's.
    """
    if not text.lstrip().startswith("["):
        return markdown_blocks(text)
    block = BodyBlock()
    try:
        raw = [part for part in json.loads(text) if part["type"] != "image"]
        unknown = {part["type"] for part in raw} - set(block.child_blocks)
        value = block.clean(block.to_python([_safe(part) for part in raw]))
    except ValidationError as error:
        raise ValueError("A block of this text is empty or not as it should be.") from error
    except (TypeError, KeyError, AttributeError, ValueError, RecursionError) as error:
        raise ValueError("These are no blocks of this site. Write Markdown instead.") from error
    if unknown:
        raise ValueError(f"There are no blocks of the kind {', '.join(sorted(unknown))}.")
    return block.get_prep_value(value)


def write_body(body) -> str:
    """The blocks of a page as JSON, with addresses in place of what only this database knows."""
    raw = [part for part in body.get_prep_value() if part["type"] != "image"]
    return json.dumps([_addressed(part) for part in raw], ensure_ascii=False, indent=1)


def _safe(part: dict) -> dict:
    kind, value = part["type"], part["value"]
    if kind == "text":
        value = _clean_html(value, TEXT_FEATURES)
    elif kind == "callout":
        value = {**value, "text": _clean_html(value["text"], CALLOUT_FEATURES)}
    elif kind == "steps":
        value = {"steps": [_safe_step(step) for step in value["steps"]]}
    return {**part, "value": value}


def _safe_step(step: dict) -> dict:
    inner = step.get("value", step)
    clean = {**inner, "text": _clean_html(inner["text"], CALLOUT_FEATURES)}
    return {**step, "value": clean} if "value" in step else clean


def _clean_html(html: str, features: list[str]) -> str:
    """What the editor itself would keep of it: the same conversion, there and back."""
    converter = ContentstateConverter(features=features)
    plain = _INNER_LINK.sub(r"\4", str(html))
    return converter.to_database_format(converter.from_database_format(plain))


def _addressed(value):
    """The same with links to pages as full addresses, and links to documents as their words."""
    if isinstance(value, str):
        return _INNER_LINK.sub(_address, value)
    if isinstance(value, dict):
        return {name: _addressed(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_addressed(part) for part in value]
    return value


def _address(match: re.Match) -> str:
    before, kind, after, words = match.groups()
    found = _ID.search(before + after)
    page = found and kind == "page" and Page.objects.filter(pk=found[1]).first()
    url = page and page.get_full_url()
    return f'<a href="{url}">{words}</a>' if url else words


def short(text: str) -> str:
    """A cell as an error quotes it."""
    return Truncator(" ".join(text.split())).chars(60)
