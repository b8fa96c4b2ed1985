from network.pages.models.authorship import PageAuthor
from network.pages.models.base import BasePage, SectionPage
from network.pages.models.credit_notice import CreditNotice
from network.pages.models.gone import WithdrawnAddress
from network.pages.models.home import HomePage
from network.pages.models.navigation import Navigation, NavigationLink
from network.pages.models.standard import StandardPage

__all__ = [
    "BasePage",
    "CreditNotice",
    "HomePage",
    "Navigation",
    "NavigationLink",
    "PageAuthor",
    "SectionPage",
    "StandardPage",
    "WithdrawnAddress",
]
