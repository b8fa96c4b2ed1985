"""Static files as production serves them: hashed, compressed, and the stylesheet in one piece."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "css/site.css"
IMPORT = re.compile(
    r"""^@import\ url\("(?P<name>[\w./-]+)"\)\ layer\((?P<layer>\w+)\)(?:\ (?P<media>\w+))?;$""",
    re.MULTILINE,
)


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Join the files that ``css/site.css`` imports before it is hashed and compressed.

    A browser then fetches one stylesheet instead of finding three dozen one after the other.
    Development needs no step: there the imports work as they stand (docs/design.md).
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """The address of a file, worked out once a process: every page asks for a dozen."""
        if force or name not in self._addresses:
            self._addresses[name] = super().url(name, force)
        return self._addresses[name]

    def post_process(self, paths, dry_run=False, **options):
        """Replace the entry by the joined text, then go on as whitenoise does."""
        self._addresses.clear()
        if ENTRY in paths and not dry_run:
            joined = join_imports(ENTRY, lambda name: read_text(*paths[name]))
            self.delete(ENTRY)
            self._save(ENTRY, ContentFile(joined.encode()))
            paths = {**paths, ENTRY: (self, ENTRY)}
        yield from super().post_process(paths, dry_run, **options)


def read_text(storage, path: str) -> str:
    """Return the text of a file in a static files storage."""
    with storage.open(path) as file:
        return file.read().decode()


def join_imports(entry: str, read) -> str:
    """Return the text of ``entry`` with each imported file in place of its ``@import`` line.

    ``read`` gives the text of a file by its name. An import keeps its layer and its medium.
    Raises ValueError when an imported file has addresses or imports of its own, since those
    would point elsewhere from the joined file, and when an ``@import`` is written in another
    form than the others.
    """
    folder = entry.rpartition("/")[0]

    def replace(match: re.Match) -> str:
        name = f"{folder}/{match['name']}"
        text = read(name)
        if "url(" in text or "@import" in text:
            raise ValueError(f"{name}: no url() and no @import in an imported stylesheet")
        block = f"@layer {match['layer']} {{\n{text}}}"
        return f"@media {match['media']} {{\n{block}\n}}" if match["media"] else block

    joined = IMPORT.sub(replace, read(entry))
    if "@import" in joined:
        raise ValueError(f'{entry}: write every import as @import url("file.css") layer(name);')
    return joined
