import pytest
from django.db import connection, transaction

from network.page_cache import changes
from network.page_cache.models import ContentVersion
from network.taxonomy.models import Topic


@pytest.mark.parametrize(
    "sql",
    [
        'INSERT INTO "wagtailcore_page" ("title") VALUES (%s)',
        "INSERT OR REPLACE INTO taxonomy_topic VALUES (1)",
        'UPDATE "members_user" SET "name" = %s WHERE "members_user"."id" = %s',
        'UPDATE "members_user" SET "last_login" = %s, "name" = %s WHERE "id" = %s',
        'DELETE FROM "search_catalogueentry" WHERE "id" IN (%s)',
        '\n  update "askexpert_answerpage" set "x" = 1',
        'INSERT INTO "a_table_nobody_thought_of" VALUES (1)',
    ],
)
def test_write_to_a_table_of_the_public_site_counts(sql):
    assert changes.is_public_write(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT "wagtailcore_page"."title" FROM "wagtailcore_page"',
        'INSERT INTO "django_session" ("session_key") VALUES (%s)',
        'UPDATE "members_user" SET "last_login" = %s WHERE "members_user"."id" = %s',
        'UPDATE "askexpert_question" SET "status" = %s',
        'INSERT INTO "resources_usageevent" ("page_id") VALUES (%s)',
        'INSERT INTO "wagtailcore_revision" ("content") VALUES (%s)',
        'DELETE FROM "notifications_message"',
        "SAVEPOINT s1",
        "PRAGMA foreign_keys = ON",
    ],
)
def test_nothing_else_does(sql):
    assert not changes.is_public_write(sql)


def token() -> str | None:
    return ContentVersion.objects.values_list("token", flat=True).first()


def test_token_changes_after_the_transaction(visitor, committed):
    before = token()
    with committed() as callbacks:
        Topic.objects.create(name="Night buses", slug="night-buses")
        Topic.objects.filter(slug="night-buses").update(name="Late buses")
        assert token() == before
    assert token() != before
    assert callbacks.count(changes._tell) == 1


def test_what_is_rolled_back_changes_nothing(visitor, committed):
    with committed() as callbacks, transaction.atomic():
        Topic.objects.create(name="Night buses", slug="night-buses")
        transaction.set_rollback(True)
    assert callbacks == []


def test_token_is_asked_for_at_most_every_half_second(visitor, django_assert_num_queries):
    changes.known.current()
    with django_assert_num_queries(0):
        changes.known.current()
    changes.known.looked_at -= changes.LOOK_EVERY
    with django_assert_num_queries(1):
        changes.known.current()


def test_connection_is_watched_once(visitor):
    changes.watch_connection(None, connection)
    assert connection.execute_wrappers.count(changes._watch) == 1
