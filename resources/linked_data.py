"""A resource as schema.org LearningResource, for search engines and reference managers."""

import json

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from resources.citing.description import authors_and_others, keywords, publisher_of
from resources.licences import licence_address
from resources.models import ResourcePage

# Inside a script element only these could end it or start another (HTML 13.1.3).
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def learning_resource(
    page: ResourcePage,
    request: HttpRequest,
    *,
    canonical: str,
    address: str,
    authors,
    terms,
    version,
    has_files: bool,
) -> SafeString:
    """The JSON-LD text, safe inside ``<script type="application/ld+json">``.

    An older ``version`` is described as itself: by its own ``address``, day and files, and as one
    issue of the resource at ``canonical``. A data block is never run, so it needs no nonce.
    """
    is_old = address != canonical
    names = {facet: [name for _, name in rows] for facet, rows in terms.items()}
    writers, helpers = authors_and_others(authors)
    data = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": address,
        "url": address,
        "exampleOfWork": {"@id": canonical} if is_old else None,
        "name": page.title,
        "description": page.summary,
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "learningResourceType": names.get("type", [""])[0],
        "datePublished": (version.released_date if is_old else page.published_date).isoformat(),
        "keywords": list(keywords(names)),
        "author": [_author(author) for author in writers],
        "contributor": [_author(author) for author in helpers],
        "audience": [
            {"@type": "EducationalAudience", "educationalRole": name}
            for name in names.get("sector", [])
        ],
        "spatialCoverage": names.get("nation", []),
        "publisher": _organisation(publisher_of(page)),
        "license": licence_address(page.licence) or page.licence,
        "dateModified": None if is_old or not page.reviewed_date else str(page.reviewed_date),
        "version": version and str(version.number),
        "encoding": [
            {
                "@type": "MediaObject",
                "name": file.name,
                "contentUrl": request.build_absolute_uri(file.url),
                "encodingFormat": file.media_type,
                "contentSize": str(file.size),
            }
            for file in (version.files if version and has_files else [])
        ],
    }
    filled = {key: value for key, value in data.items() if value not in ("", None, [])}
    return mark_safe(json.dumps(filled, ensure_ascii=False).translate(ESCAPES))


def _author(author: dict) -> dict | str:
    """A member is a person; a name without an account may be a team though nobody has said so."""
    if author["is_member"]:
        return {"@type": "Person", "name": author["name"]}
    return _organisation(author["name"]) if author["is_body"] else author["name"]


def _organisation(name: str) -> dict:
    return {"@type": "Organization", "name": name}
