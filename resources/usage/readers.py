"""Who reads how much the library is used."""

from network.members.roles import is_coordinator, is_editor, is_researcher
from network.pages.models import PageAuthor


def reads_usage(user) -> bool:
    """Researchers, editors and coordinators read the figures of every resource they may open."""
    return is_researcher(user) or is_editor(user) or is_coordinator(user)


def reads_usage_of(user, page) -> bool:
    """So do its authors of their own: one query for everybody else who is signed in."""
    if not user.is_authenticated:
        return False
    return reads_usage(user) or PageAuthor.objects.filter(page_id=page.pk, member=user).exists()
