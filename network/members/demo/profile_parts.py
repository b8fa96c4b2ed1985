"""What some of the demo's people have added to their profiles: languages, links, who sees what.

Their photos are drawn here: plain shapes, nobody's likeness.
"""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from network.demo.world import World
from network.members.models import Profile
from network.members.profile.photos import save_photo
from network.members.profile.writing import (
    ProfileDetails,
    details_of,
    save_about,
    save_profile,
    save_visibility,
)

# key: pronouns, languages, links, choices that differ from the defaults, colours of a photo or ()
PARTS: dict[str, tuple[str, list[str], list[str], dict[str, str], tuple[str, ...]]] = {
    "m01": (
        "she/her",
        ["en", "sv"],
        ["https://www.example.org/mapping"],
        {"role": "public", "statement": "public", "topics": "public", "photo": "public"},
        ("#2f6f62", "#8a5a3c"),
    ),
    "m02": ("he/him", ["en", "cy"], [], {"role": "public"}, ("#35507a", "#f2c9a1")),
    "m03": ("she/her", ["en", "ur", "pa"], [], {"area": "coordinators"}, ()),
    "m04": ("he/him", ["en", "bfi", "gd"], [], {}, ("#7a4a35", "#e0b48c")),
    "m05": (
        "",
        ["en", "ga"],
        ["https://youth.example/blog", "https://www.example.com/team"],
        {"organisation": "coordinators"},
        ("#55406b", "#f0c8a8"),
    ),
    "m06": ("he/him", ["en", "pl"], [], {"answering": "members"}, ("#40602f", "#7a4f35")),
    "m07": ("", ["en", "ta"], [], {"sectors": "coordinators"}, ()),
}
SIDE = 480


def add(world: World) -> None:
    """Add the parts through the verbs, for whoever of these people is there and has none yet."""
    for key, (pronouns, languages, links, choices, colours) in PARTS.items():
        user = world.people.get(key)
        profile = Profile.objects.filter(user=user).first() if user is not None else None
        if profile is None or profile.languages or profile.visibility or profile.links:
            continue
        details = ProfileDetails(**details_of(user) | {"pronouns": pronouns})
        profile = save_profile(user=user, details=details, now=world.now)
        save_about(
            profile=profile,
            statement=profile.statement,
            languages=languages,
            links=links,
            now=world.now,
        )
        save_visibility(profile=profile, choices=choices, now=world.now)
        if colours:
            save_photo(profile=profile, file=_drawn(*colours), now=world.now)


def _drawn(ground: str, skin: str) -> SimpleUploadedFile:
    """A head and shoulders of two circles on a plain ground."""
    picture = Image.new("RGB", (SIDE, SIDE), ground)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((60, 300, 420, 660), fill="#f4efe6")
    draw.ellipse((150, 90, 330, 290), fill=skin)
    target = io.BytesIO()
    picture.save(target, format="JPEG")
    return SimpleUploadedFile("portrait.jpg", target.getvalue())
