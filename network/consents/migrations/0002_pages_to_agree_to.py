from django.db import migrations

# (slug, code, what is asked): the plain pages that became texts to agree to.
TEXTS = (("terms-of-use", "terms", "agree"), ("privacy", "privacy", "read"))


def convert(apps, schema_editor):
    """Turn the plain pages of the terms and the privacy notice into agreement pages.

    The page stays the same row of the tree: its words, address, history and links. Old revisions
    and the log follow to the new type; the search index is told to read the pages again.
    """
    page_model = apps.get_model("wagtailcore", "Page")
    standard = apps.get_model("pages", "StandardPage")
    agreement = apps.get_model("consents", "AgreementPage")
    types = apps.get_model("contenttypes", "ContentType").objects
    old, _ = types.get_or_create(app_label="pages", model="standardpage")
    new, _ = types.get_or_create(app_label="consents", model="agreementpage")
    for slug, code, asks_for in TEXTS:
        page = standard.objects.filter(slug=slug, depth=3).order_by("path").first()
        if page is None or agreement.objects.filter(code=code).exists():
            continue
        row = agreement(
            page_ptr_id=page.pk,
            summary=page.summary,
            body=page.body,
            code=code,
            asks_for=asks_for,
        )
        row.save_base(raw=True)
        standard.objects.filter(pk=page.pk)._raw_delete(schema_editor.connection.alias)
        page_model.objects.filter(pk=page.pk).update(content_type=new)
        moved = {"object_id": str(page.pk), "content_type": old}
        apps.get_model("wagtailcore", "Revision").objects.filter(**moved).update(content_type=new)
        apps.get_model("wagtailcore", "PageLogEntry").objects.filter(
            page_id=page.pk, content_type=old
        ).update(content_type=new)
        apps.get_model("wagtailsearch", "IndexEntry").objects.filter(**moved).delete()


class Migration(migrations.Migration):
    """Going back needs the pages to be made anew: their words stay in the revisions."""

    dependencies = [
        ("consents", "0001_initial"),
        ("pages", "0004_no_moderation_workflow"),
        ("wagtailsearch", "0009_remove_ngram_autocomplete"),
    ]

    operations = [migrations.RunPython(convert)]
