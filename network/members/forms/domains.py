"""Add an e-mail domain on the desk."""

from network.forms import SiteModelForm
from network.members.models import EmailDomain


class EmailDomainForm(SiteModelForm):
    class Meta:
        model = EmailDomain
        fields = ["domain", "covers_subdomains", "for_whom", "note"]
