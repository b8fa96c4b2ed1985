"""A published answer in the words of schema.org, for search engines: a QAPage.

Shape: https://schema.org/QAPage with one Question and its acceptedAnswer. Authors are the network
as an Organization: nobody's name is known to the page.
"""

import json

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

# What could end the script element or begin a comment, written so that JSON reads it the same
# (https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements).
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})
BETWEEN = (("</p>", "</p>\n"), ("<br/>", "\n"), ("</li>", "</li>\n"))


def qa_page(page) -> SafeString:
    """The JSON-LD of an AnswerPage, safe to stand inside a script element."""
    author = {
        "@type": "Organization",
        "name": settings.SITE_NAME,
        "url": settings.WAGTAILADMIN_BASE_URL,
    }
    address = page.full_url or page.url
    published = page.first_published_at.date().isoformat() if page.first_published_at else ""
    reviewed = page.reviewed_date.isoformat()
    data = {
        "@context": "https://schema.org",
        "@type": "QAPage",
        "url": address,
        "inLanguage": "en-GB",
        "lastReviewed": reviewed,
        "mainEntity": {
            "@type": "Question",
            "name": page.title,
            "text": page.question,
            "answerCount": 1,
            "datePublished": published or reviewed,
            "author": author,
            "acceptedAnswer": {
                "@type": "Answer",
                "text": f"{page.short_answer}\n\n{_plain(page.answer)}".strip(),
                "url": address,
                "datePublished": published or reviewed,
                "dateModified": reviewed,
                "upvoteCount": 0,
                "author": author,
            },
        },
    }
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))


def _plain(html: str) -> str:
    """The words of the page's rich text, a line for each paragraph and list item."""
    for tag, with_line in BETWEEN:
        html = html.replace(tag, with_line)
    text = strip_tags(html)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'")):
        text = text.replace(entity, character)
    return text.replace("&amp;", "&").strip()
