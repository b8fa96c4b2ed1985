"""Contrast of the colour pairs that components use together (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = (Path(settings.BASE_DIR) / "static" / "css" / "tokens.css").read_text()
PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
COLORS = {name: {"light": light, "dark": dark} for name, light, dark in PAIR.findall(TOKENS)}

CONTEXTS = ("home", "peer", "school", "place", "online")
MEANINGS = ("info", "success", "warning", "danger", "neutral")
GROUNDS = ("paper", "surface", "sunken")

TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft", "link", "brand") for ground in GROUNDS),
    *((f"{name}-ink", f"{name}-tint") for name in (*CONTEXTS, *MEANINGS)),
    *(("ink", f"{name}-tint") for name in MEANINGS),
    ("danger-ink", "paper"),
    ("danger-ink", "surface"),
    ("warning-ink", "surface"),
    ("brand-strong", "brand-tint"),
    ("on-brand", "brand"),
    ("on-brand", "brand-strong"),
]
SHAPES = [
    *((name, ground) for name in ("line-strong", "focus", "brand") for ground in GROUNDS),
    *((f"{name}-mark", ground) for name in CONTEXTS for ground in ("paper", f"{name}-tint")),
    *((f"{name}-mark", f"{name}-tint") for name in MEANINGS),
]


def luminance(color: str) -> float:
    """Relative luminance of ``#rrggbb`` as WCAG 2.2 defines it."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_has_contrast_of_at_least_4_5(ink, ground, scheme):
    assert contrast(COLORS[ink][scheme], COLORS[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shape_has_contrast_of_at_least_3(shape, ground, scheme):
    assert contrast(COLORS[shape][scheme], COLORS[ground][scheme]) >= 3


@pytest.mark.parametrize("band", ["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "ink-soft", "brand", "marigold", "focus"])
def test_band_is_readable_in_the_dark_scheme_that_it_sets(ink, band):
    """The band's own shade follows the page; what stands on it is always the dark scheme's."""
    assert contrast(COLORS[ink]["dark"], COLORS["band"][band]) >= 4.5
