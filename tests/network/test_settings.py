"""Production refuses to start half-configured, and says what is missing."""

import json
import os
import subprocess
import sys

import pytest

from tests.network.production import COMPLETE, ROOT, middleware_settings, run

START = ("-c", "import django; django.setup(); print('started')")
# Refusals come while the settings are read, before the apps are loaded.
READ_SETTINGS = ("-c", "from django.conf import settings; settings.DEBUG")


def last_lines(result) -> str:
    return result.stderr.rpartition("ImproperlyConfigured: ")[2]


def test_production_starts_when_everything_is_set():
    result = run(*START, **COMPLETE)
    assert (result.returncode, result.stdout) == (0, "started\n")


def test_production_names_every_missing_variable_at_once():
    result = run(*READ_SETTINGS)
    assert result.returncode == 1
    named = [line.strip().partition(":")[0] for line in last_lines(result).splitlines()[1:8]]
    assert named == list(COMPLETE)


@pytest.mark.parametrize("name", COMPLETE)
def test_production_refuses_to_start_without(name):
    result = run(*READ_SETTINGS, **{**COMPLETE, name: ""})
    assert result.returncode == 1
    assert [line.strip().partition(":")[0] for line in last_lines(result).splitlines()[1:-1]] == [
        name
    ]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY is too short or too simple"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY is too short or too simple"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must name the site's hosts"),
        ("DATABASE_URL", "sqlite:///site.sqlite3", "DATABASE_URL must be a postgres:// address"),
        ("BASE_URL", "http://network.example.org", "BASE_URL must begin with https://"),
        ("UPLOAD_MAX_BYTES", "20 MB", "UPLOAD_MAX_BYTES"),
        ("SECURE_HSTS_SECONDS", "long", "SECURE_HSTS_SECONDS"),
    ],
)
def test_production_refuses_wrong_values(name, value, words):
    result = run(*READ_SETTINGS, **{**COMPLETE, name: value})
    assert result.returncode == 1
    assert words in result.stderr.splitlines()[-1] + last_lines(result)


def test_the_refusal_shows_no_secret():
    result = run(*READ_SETTINGS, **{**COMPLETE, "SECRET_KEY": "zebra-crossing"})
    assert "zebra-crossing" not in result.stdout + result.stderr


def test_the_deployment_check_has_nothing_to_say():
    result = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **COMPLETE)
    assert result.stderr + result.stdout == "System check identified no issues (0 silenced).\n"


def test_production_never_runs_the_demonstration():
    environment = {**COMPLETE, "DEMO_MODE": "true"}
    result = run("-c", "from django.conf import settings; print(settings.DEMO_MODE)", **environment)
    assert result.stdout == "False\n"


def test_the_demonstration_is_refused_under_other_settings():
    code = (
        "import django; from django.conf import settings; django.setup(); "
        "settings.DEMO_MODE = True; "
        "from network.checks import demo_mode_only_in_the_demo as check; "
        "print([error.id for error in check(None)])"
    )
    assert run("-c", code, **COMPLETE).stdout == "['network.E001']\n"


def test_production_sends_cookies_over_https_only():
    settings = middleware_settings()
    assert {name: value for name, value in settings.items() if "COOKIE" in name} == {
        "CSRF_COOKIE_AGE": 31449600,
        "CSRF_COOKIE_DOMAIN": None,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "CSRF_COOKIE_PATH": "/",
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_AGE": 43200,
        "SESSION_COOKIE_DOMAIN": None,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_NAME": "__Host-session",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": True,
    }


def test_every_variable_of_the_example_is_one_that_the_settings_read():
    example = (ROOT / ".env.example").read_text()
    names = [
        line.lstrip("#").partition("=")[0]
        for line in example.splitlines()
        if "=" in line and not line.startswith("# ")
    ]
    settings = "".join(
        (ROOT / "network" / "settings" / f"{module}.py").read_text()
        for module in ("base", "production", "storage")
    )
    assert len(names) >= len(COMPLETE)
    assert [name for name in names if f'"{name}"' not in settings] == []


def test_the_demonstration_starts_with_nothing_set(tmp_path):
    code = (
        "import json, django; django.setup(); from django.conf import settings; "
        "print(json.dumps([settings.DEBUG, settings.DEMO_MODE, "
        "str(settings.DATABASES['default']['NAME'])]))"
    )
    folder = tmp_path / "not yet there"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "network.settings.demo",
            "DEMO_DIR": str(folder),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert json.loads(result.stdout) == [False, True, str(folder / "demo.sqlite3")]
    assert folder.is_dir()
