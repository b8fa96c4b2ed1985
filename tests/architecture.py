"""Readers of the code for ``test_architecture.py``: each returns what breaks a rule, as text."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FEATURES = ("resources", "learning", "blog", "askexpert")
RUNTIME = ("network", *FEATURES)
# App labels whose models a string such as "tips.TipPage" may name.
FEATURE_OF_LABEL = {
    "resources": "resources",
    "projects": "learning",
    "tips": "learning",
    "webinars": "learning",
    "blog": "blog",
    "askexpert": "askexpert",
}
# The composition root: the only platform modules that name features.
COMPOSITION = ("network/urls.py", "network/settings/", "network/management/")
FRAMEWORKS = ("django", "wagtail", "taggit", "modelcluster", "allauth")
TEXT_SUFFIXES = {
    "",
    *(".cfg", ".conf", ".css", ".csv", ".html", ".in", ".js", ".json", ".jsonl", ".md", ".py"),
    *(".service", ".sh", ".socket", ".svg", ".timer", ".toml", ".txt", ".xml", ".yaml", ".yml"),
}
NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__"}


def files(*places: str, suffix: str = ".py") -> Iterator[Path]:
    """Files under the given top-level places, sorted."""
    for place in places:
        yield from sorted(
            path
            for path in (ROOT / place).rglob(f"*{suffix}")
            if path.is_file() and not NOT_OURS.intersection(path.parts)
        )


def named(path: Path) -> str:
    """The path as people write it, from the project's root."""
    return path.relative_to(ROOT).as_posix()


def owned_files() -> Iterator[Path]:
    """Every text file of the project: not the environment, not what runs leave behind."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        cache = any(part.endswith("_cache") or part == ".hypothesis" for part in parts)
        if cache or NOT_OURS.intersection(parts) or not path.is_file() or path.name == ".env":
            continue
        if path.suffix in TEXT_SUFFIXES:
            yield path


def imported_modules(source: str, package: str = "") -> set[str]:
    """Full names of the modules a source imports, anywhere in it; ``package`` resolves dots."""
    modules = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ""
            if node.level:
                parents = package.split(".")
                start = ".".join(parents[: len(parents) - node.level + 1])
            base = ".".join(part for part in (start, node.module or "") if part)
            modules.add(base)
            modules.update(f"{base}.{alias.name}" for alias in node.names)
    return modules


def imports_of(path: Path) -> set[str]:
    """Modules that a file of this project imports."""
    return imported_modules(path.read_text(), ".".join(path.relative_to(ROOT).parent.parts))


def top_levels(modules: set[str]) -> set[str]:
    """First names of dotted names."""
    return {module.partition(".")[0] for module in modules}


def models_named_in_strings(source: str) -> set[str]:
    """Features whose models are named in strings such as ``"tips.TipPage"``."""
    pattern = re.compile(rf"({'|'.join(FEATURE_OF_LABEL)})\.[A-Z]\w+")
    return {
        FEATURE_OF_LABEL[match[1]]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if (match := pattern.fullmatch(node.value))
    }


def status_writes(source: str) -> list[int]:
    """Lines that write a ``status``: an assignment to the attribute, or ``update(status=…)``."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(t, ast.Attribute) and t.attr == "status" for t in targets):
                lines.append(node.lineno)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            updates = node.func.attr == "update"
            if updates and any(word.arg == "status" for word in node.keywords):
                lines.append(node.lineno)
    return lines


def live_without_public(source: str) -> list[int]:
    """Lines of ``.live()`` in a statement that has neither ``public()`` nor ``findable``."""
    lines = []
    for statement in ast.walk(ast.parse(source)):
        if not isinstance(statement, ast.stmt) or hasattr(statement, "body"):
            continue
        calls = [node for node in ast.walk(statement) if isinstance(node, ast.Call)]
        names = {node.func.attr for node in calls if isinstance(node.func, ast.Attribute)}
        if "live" not in names or "public" in names:
            continue
        if "findable" not in (ast.get_source_segment(source, statement) or ""):
            lines.append(statement.lineno)
    return lines


def inline_code(template: str) -> list[str]:
    """Inline styles, inline scripts and event handlers, which the strict CSP blocks."""
    template = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", template, flags=re.DOTALL)
    found = re.findall(r"<style\b[^>]*>|<[a-z][^>]*\sstyle=[^>]*>", template)
    # Data blocks are not run, so the policy lets them through.
    scripts = re.findall(r"<script\b[^>]*>", template)
    found += [tag for tag in scripts if not re.search(r" src=| type=.application/(ld\+)?json", tag)]
    found += re.findall(r"<[a-z][^>]*\son[a-z]+=[^>]*>", template)
    return found
