"""Publish changed terms in tests, as an editor does."""

from network.consents.models import AgreementPage


def terms() -> AgreementPage:
    return AgreementPage.objects.get(code="terms")


def publish(code: str = "terms", *, summary: str, asks_again: bool = False, note: str = ""):
    """Publish another summary and return the page's newest version."""
    page = AgreementPage.objects.get(code=code)
    page.summary, page.asks_again, page.change_note = summary, asks_again, note
    page.save_revision().publish()
    return page.versions.order_by("number").last()


def ask_again(note: str = "You may be asked for proof."):
    """New terms that ask everybody."""
    return publish(summary="New terms.", asks_again=True, note=note)
