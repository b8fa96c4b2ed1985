"""The rules of docs/architecture.md that code can check, and proof that breaches are seen."""

import re

import pytest

from tests import architecture as code

FORBIDDEN_MODULES = {"utils", "helpers", "common", "core"}
LONGEST_MODULE = 350
# Written apart, so that this file does not break its own rule.
REGISTRY_HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "deb." + "debian.org",
    "crates" + ".io",
]
MACHINE_PATHS = ["/wo" + "rk/", "/ro" + "ot/", "/opt/" + "wheels", "/opt/" + "pypi"]


def test_features_do_not_import_each_other():
    broken = [
        f"{code.named(path)} imports {other}"
        for feature in code.FEATURES
        for path in code.files(feature)
        for other in sorted(code.top_levels(code.imports_of(path)) - {feature})
        if other in code.FEATURES
    ]
    assert broken == []


def test_features_do_not_name_each_others_models():
    broken = [
        f"{code.named(path)} names a model of {other}"
        for feature in code.FEATURES
        for path in code.files(feature)
        for other in sorted(code.models_named_in_strings(path.read_text()) - {feature})
    ]
    assert broken == []


def test_the_platform_imports_no_feature():
    broken = [
        f"{code.named(path)} imports {feature}"
        for path in code.files("network")
        if not code.named(path).startswith(code.COMPOSITION)
        for feature in sorted(code.top_levels(code.imports_of(path)).intersection(code.FEATURES))
    ]
    assert broken == []


def test_the_platform_names_no_model_of_a_feature():
    broken = [
        f"{code.named(path)} names a model of {feature}"
        for path in code.files("network")
        if not code.named(path).startswith(code.COMPOSITION)
        for feature in sorted(code.models_named_in_strings(path.read_text()))
    ]
    assert broken == []


def test_runtime_code_does_not_import_tests():
    broken = [
        code.named(path)
        for path in code.files(*code.RUNTIME)
        if code.top_levels(code.imports_of(path)).intersection({"tests", "pytest"})
    ]
    assert broken == []


@pytest.mark.parametrize("package", ["askexpert/matching", "network/safeguarding/screening"])
def test_matching_and_screening_know_no_framework(package):
    paths = list(code.files(package))
    broken = [
        f"{code.named(path)} imports {framework}"
        for path in paths
        for framework in sorted(code.top_levels(code.imports_of(path)))
        if framework in code.FRAMEWORKS
    ]
    assert paths != []
    assert broken == []


def test_modules_are_named_after_their_concern():
    broken = [
        code.named(path)
        for path in code.files(*code.RUNTIME, "tests")
        if FORBIDDEN_MODULES.intersection({path.stem, path.parent.name})
    ]
    assert broken == []


def test_modules_are_short_enough_to_read():
    lengths = {
        code.named(path): len(path.read_text().splitlines())
        for path in code.files(*code.RUNTIME, "tests")
        if path.parent.name not in ("migrations", "data")
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_templates_hold_no_inline_style_or_script():
    # E-mail programs read no stylesheet, so the templates of e-mails have to be styled in place.
    paths = [
        path
        for path in code.files("templates", *code.RUNTIME, suffix=".html")
        if not code.named(path).startswith("templates/emails/")
    ]
    broken = {code.named(path): code.inline_code(path.read_text()) for path in paths}
    assert len(paths) > 30
    assert {name: found for name, found in broken.items() if found} == {}


def test_no_file_names_a_registry_or_a_path_of_one_machine():
    words = re.compile("|".join(map(re.escape, [*REGISTRY_HOSTS, *MACHINE_PATHS])))
    broken = {
        code.named(path): sorted(set(found))
        for path in code.owned_files()
        if (found := words.findall(path.read_text(errors="replace")))
    }
    assert broken == {}


def test_status_is_written_by_workflows_only():
    broken = [
        f"{code.named(path)}:{line}"
        for path in code.files(*code.RUNTIME)
        # Workflows walk; ``scale`` makes thousands of rows as if they had walked.
        if not re.search(r"/(workflow(/|\.py$)|scale(/|\.py$))", code.named(path))
        for line in code.status_writes(path.read_text())
    ]
    assert broken == []


def test_live_pages_are_asked_for_together_with_public():
    broken = [
        f"{code.named(path)}:{line}"
        for path in code.files(*code.RUNTIME)
        if code.named(path) != "network/search/findable.py"  # says what findable means
        for line in code.live_without_public(path.read_text())
    ]
    assert broken == []


# --- Each reader sees what it should ------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "package", "modules"),
    [
        ("import blog.models", "", {"blog.models"}),
        ("from blog import models", "", {"blog", "blog.models"}),
        ("def late():\n    from blog.models import Post", "", {"blog.models", "blog.models.Post"}),
        ("from . import models", "askexpert.views", {"askexpert.views", "askexpert.views.models"}),
        ("from ..models import Answer", "askexpert.views", {"askexpert.models"}),
    ],
)
def test_imports_are_seen_wherever_they_stand(source, package, modules):
    assert code.imported_modules(source, package) >= modules


def test_relative_imports_do_not_leave_their_package():
    assert code.imported_modules("from .models import Tip", "learning.tips") == {
        "learning.tips.models",
        "learning.tips.models.Tip",
    }


@pytest.mark.parametrize(
    ("source", "features"),
    [
        ("ForeignKey('tips.TipPage')", {"learning"}),
        ("ForeignKey('askexpert.Question')", {"askexpert"}),
        ("ForeignKey('members.User')", set()),
        ("path('resources.html')", set()),
    ],
)
def test_models_in_strings_are_seen(source, features):
    assert code.models_named_in_strings(source) == features


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("question.status = 'open'", [1]),
        ("a = 1\nquestion.status: str = 'open'", [2]),
        ("Question.objects.filter(pk=1).update(status='open')", [1]),
        ("if question.status == 'open':\n    pass", []),
        ("status = 'open'", []),
    ],
)
def test_writes_of_a_status_are_seen(source, lines):
    assert code.status_writes(source) == lines


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("pages = Page.objects.live()", [1]),
        (
            "def pages():\n    return (\n        Page.objects.live()\n        .specific()\n    )",
            [2],
        ),
        ("pages = Page.objects.live().public()", []),
        ("pages = Page.objects.public().descendant_of(root).live()", []),
        ("pages = findable_pages(user).live()", []),
    ],
)
def test_live_without_public_is_seen(source, lines):
    assert code.live_without_public(source) == lines


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('<p style="color: red">', 1),
        ("<style>p {}</style>", 1),
        ("<script>go()</script>", 1),
        ('<button type="button" onclick="go()">', 1),
        ('<script src="/static/js/menus.js" defer></script>', 0),
        ('<script type="application/ld+json">{}</script>', 0),
        ('<p class="style">On one = line</p>', 0),
        ('{% comment %}<p style="a">{% endcomment %}', 0),
    ],
)
def test_inline_code_is_seen(template, found):
    assert len(code.inline_code(template)) == found
