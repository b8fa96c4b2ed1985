"""How production's server is configured."""

import runpy
from types import SimpleNamespace

import pytest

from tests.test_start import ROOT


@pytest.mark.parametrize(("said", "is_loaded_once"), [(None, True), ("no", False), ("yes", True)])
def test_the_site_is_loaded_once_unless_that_is_not_wanted(monkeypatch, said, is_loaded_once):
    monkeypatch.delenv("WEB_LOADED_ONCE", raising=False)
    if said is not None:
        monkeypatch.setenv("WEB_LOADED_ONCE", said)
    frozen = []
    collector = SimpleNamespace(collect=lambda: None, freeze=lambda: frozen.append(True))
    config = runpy.run_path(str(ROOT / "deploy" / "gunicorn.conf.py"))
    monkeypatch.setitem(config["when_ready"].__globals__, "gc", collector)
    config["when_ready"](None)
    assert (config["preload_app"], frozen == [True]) == (is_loaded_once, is_loaded_once)
