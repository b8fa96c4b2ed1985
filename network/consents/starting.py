"""The texts to agree to that every installation starts with, beside the terms and the notice.

Used by a data migration with historical models. The words are in ``data/*.md``: front matter,
then Markdown (see :mod:`network.pages.markdown`). What is there already stays as it is.
"""

from pathlib import Path

from network.pages.markdown import raw_body, split_front_matter
from network.pages.roots import add_child_page, home_page

DATA = Path(__file__).parent / "data"


def create_text(apps, name: str) -> None:
    """Create the text of ``data/<name>.md``, which a form asks for and nobody else."""
    matter, body = split_front_matter((DATA / f"{name}.md").read_text(encoding="utf-8"))
    if apps.get_model("consents", "AgreementPage").objects.filter(code=matter["code"]).exists():
        return
    add_child_page(
        apps,
        parent=home_page(apps),
        app_label="consents",
        model_name="AgreementPage",
        title=matter["title"],
        slug=matter["slug"],
        summary=matter["summary"],
        body=raw_body(body),
        code=matter["code"],
        is_required=False,
        asks_for="agree",
    )
