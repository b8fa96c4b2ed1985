"""A pack, one session of it, or the files of a version as members of a ZIP.

Each session has a folder, each kind of material a folder in it, and a page of contents stands at
the top: what there is, when, in which file, and what was left out.
"""

from datetime import datetime

from django.template.loader import render_to_string

from network.media.zips import Member, Names, stored_member, text_member
from resources.enums import PackPart
from resources.packs.contents import PackContents, PackFile, duration

FOLDERS = {
    PackPart.SLIDES: "Slides",
    PackPart.HANDOUT: "Handouts",
    PackPart.NOTES: "Notes for the facilitator",
    PackPart.OTHER: "Other material",
}
CONTENTS = "Contents.html"


def pack_members(
    pack, contents: PackContents, *, address: str, now: datetime, session: int | None = None
) -> list[Member]:
    """The members of the whole pack, or of one session by its number.

    ``address`` is where the pack stands on the site. A file that the storage has lost is left out,
    of the contents too.
    """
    names = Names()
    contents_path = names.path(CONTENTS)
    chosen = [view for view in contents.sessions if session in (None, view.number)]
    members: list[Member] = []
    paths: dict[int, dict[str, str]] = {}
    for view in chosen:
        folder = f"{view.number} {view.title}"
        for piece in view.pieces:
            for file in piece.files:
                if file.url in paths.setdefault(view.number, {}):
                    continue
                path = names.path(folder, FOLDERS[PackPart(piece.part)], file.name)
                member = stored_member(path, file.document.file, modified=now)
                if member is not None:
                    paths[view.number][file.url] = path
                    members.append(member)
    html = render_to_string(
        "resources/packs/contents.html",
        {
            "pack": pack,
            "sessions": [(view, paths.get(view.number, {})) for view in chosen],
            "is_part": session is not None,
            "hidden": sum(view.hidden for view in chosen),
            "takes": duration(sum(view.minutes for view in chosen)),
            "address": address,
            "now": now,
        },
    )
    return [text_member(contents_path, html, modified=now), *members]


def version_members(files: list[PackFile], *, now: datetime) -> list[Member]:
    """The files of one version, side by side."""
    names = Names()
    found = (
        stored_member(names.path(file.name), file.document.file, modified=now) for file in files
    )
    return [member for member in found if member is not None]
