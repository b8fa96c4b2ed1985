"""What is sealed can be read with the key, with an old key, and not without."""

import pytest

from network.privacy.sealing import SealBroken, seal, unseal

KEPT = {"email": "canary@people.example", "addresses": [{"verified": True}], "none": None}


def test_what_is_sealed_comes_back():
    assert unseal(seal(KEPT)) == KEPT


def test_nothing_of_it_can_be_read():
    assert "canary" not in seal(KEPT)


def test_an_old_key_still_opens_what_it_sealed(settings):
    settings.SECRET_KEY = "the key before"
    sealed = seal(KEPT)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the key now", ["the key before"]
    assert unseal(sealed) == KEPT


def test_without_the_key_it_stays_closed(settings):
    sealed = seal(KEPT)
    settings.SECRET_KEY = "another key"
    with pytest.raises(SealBroken):
        unseal(sealed)


def test_a_changed_seal_stays_closed():
    with pytest.raises(SealBroken):
        unseal(seal(KEPT)[:-4] + "AAAA")
