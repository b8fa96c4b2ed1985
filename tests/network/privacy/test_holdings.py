"""Nothing that is held about a person is forgotten: every relation to an account is declared."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from network.privacy.holdings import Holding, all_holdings

# Models with a relation to an account that need no holding of their own, each with the reason.
EXCEPTIONS = {
    "wagtaildocs.Document": "replaced by media.SiteDocument; the table stays empty",
    "wagtailimages.Image": "replaced by media.SiteImage; the table stays empty",
}


def refers_to_an_account(model: type[models.Model]) -> bool:
    """Whether the model itself (not a parent whose holding covers it) has such a relation."""
    user = get_user_model()
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return any(field.is_relation and field.related_model is user for field in fields)


def with_accounts() -> set[str]:
    return {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if refers_to_an_account(model)
    }


def test_every_relation_to_an_account_has_a_holding_or_a_reason():
    held = {holding.model.lower() for holding in all_holdings()}
    missing = {
        label for label in with_accounts() if label.lower() not in held and label not in EXCEPTIONS
    }
    assert missing == set()


def test_the_walk_sees_relations_of_every_kind():
    assert {
        "account.EmailAddress",
        "members.Profile",
        "askexpert.Question",
        "wagtailcore.Revision",
        "wagtailcore.PageLogEntry",
        "privacy.DataCopy",
    } - with_accounts() == set()


def test_no_exception_is_out_of_date():
    assert set(EXCEPTIONS) - with_accounts() == set()


def test_the_account_itself_is_held():
    assert "members.user" in {holding.model.lower() for holding in all_holdings()}


@pytest.mark.parametrize("holding", all_holdings(), ids=lambda holding: holding.model)
def test_a_holding_names_a_model_that_exists(holding: Holding):
    assert apps.get_model(holding.model)._meta.label == holding.model


@pytest.mark.parametrize("holding", all_holdings(), ids=lambda holding: holding.model)
def test_a_holding_gives_flat_rows(holding: Holding, expert):
    plain = (str, int, float, bool, list, type(None))
    for row in holding.rows(expert):
        for term, value in row.items():
            assert isinstance(term, str)
            assert isinstance(value, plain) or hasattr(value, "isoformat"), term


def test_an_account_is_protected_by_everything_that_others_need():
    """Relations that would take rows away with an account, each the person's own affair."""
    cascading = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.is_relation
        and field.related_model is get_user_model()
        and field.remote_field.on_delete is models.CASCADE
        and model.__module__.split(".")[0]
        in ("network", "askexpert", "blog", "learning", "resources")
    }
    assert cascading == {
        "askexpert.DeclaredTie",
        "askexpert.DoNotMatch",
        "following.Follow",
        "following.NewsItem",
        "members.InterruptedForm",
        "members.User_groups",
        "members.User_user_permissions",
        "saved.SavedList",
    }
