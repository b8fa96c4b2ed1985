"""The addresses of the site (docs/architecture.md lists them). Wagtail's pages come last."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from network import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("healthz/ready", views.healthz_ready, name="healthz_ready"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("admin/", include("resources.urls_admin")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include("network.media.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("account/", include("network.members.signing_in.urls")),
    path("account/", include("allauth.urls")),
    path("", include("network.members.urls")),
    path("me/messages/", include("network.notifications.urls")),
    path("me/data/", include("network.privacy.urls")),
    path("me/agreements/", include("network.consents.urls")),
    path("me/letters/", include("network.relay.urls")),
    path("me/saved/", include("network.saved.urls")),
    path("me/following/", include("network.following.urls")),
    path("me/library/", include("resources.urls_me")),
    path("complaints/", include("network.complaints.urls")),
    path("sectors/", include("network.sectors.urls")),
    path("report/", include("network.reported.urls")),
    path("search/", include("network.search.urls")),
    path("desk/questions/", include("askexpert.urls_desk")),
    path("desk/reports/", include("askexpert.urls_reports")),
    path("desk/library/", include("resources.urls_desk")),
    path("desk/", include("askexpert.urls_publishing")),
    path("desk/", include("network.desk.urls")),
    path("", include("network.safeguarding.urls")),
    path("resources/", include("resources.urls")),
    path("", include("resources.harvesting.urls")),
    path("blog/", include("blog.urls")),
    path("tips/", include("learning.tips.urls")),
    path("webinars/", include("learning.webinars.urls")),
    path("ask/", include("askexpert.urls")),
    path("ask/", include("askexpert.urls_consents")),
    # Renditions of editors' images only; the originals are not served. A web server in front may
    # take this over (docs/operations.md).
    re_path(
        r"^media/(?P<path>images/.+)$",
        serve,
        {"document_root": settings.MEDIA_ROOT},
        name="rendition",
    ),
]

if settings.DEBUG or settings.DEMO_MODE:
    urlpatterns.append(path("styleguide/", views.style_guide, name="style_guide"))
if settings.DEMO_MODE:
    urlpatterns.append(path("demo/", include("network.demo.urls")))

urlpatterns.append(path("", include(wagtail_urls)))

handler429 = "network.views.too_many_requests"
