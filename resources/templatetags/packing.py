"""For packs and their ZIPs: the page of contents, and how much there is to download."""

from django import template
from django.template.defaultfilters import filesizeformat

from network.media.zips import zip_size

register = template.Library()


@register.simple_tag
def path_of(paths: dict[str, str], url: str) -> str:
    """Where in the ZIP the file of this address is; empty when it is not in it."""
    return paths.get(url, "")


@register.filter
def about_size(number: int) -> str:
    """Bytes as a size that is no more exact than it is known: "about 330 KB"."""
    whole, unit = filesizeformat(number).replace("\xa0", " ").split(" ")
    if float(whole) >= 10:
        whole = str(round(float(whole)))
    return f"about {whole} {unit}"


@register.filter
def about_zip_of(files) -> str:
    """As :func:`about_size`, of a ZIP with these files, which have ``size`` in bytes."""
    return about_size(zip_size(file.size for file in files))
