"""What the editor's form says of a file whose content is stored elsewhere too."""

import pytest

from resources.editing.panels import files_of
from tests.resources.building import document, make_resource, make_version

pytestmark = pytest.mark.django_db


def test_the_same_file_is_warned_of_once_a_resource():
    first = make_resource(
        "first", versions=[make_version(number, document("a.txt")) for number in (1, 2, 3)]
    )
    other = make_resource("other", versions=[make_version(1, document("b.txt"))])
    for slug in ("first-2", "first-3"):
        first.copy(update_attrs={"slug": slug}, to=other.get_parent())
    new = make_resource("new", versions=[make_version(1, document("new.txt"))])
    for name in ("left.txt", "left.txt", "over.txt"):
        document(name)
    assert files_of(new)[0]["twins"] == [
        "“a.txt” (versions 1, 2 and 3 of “First”)",
        "“b.txt” (version 1 of “Other”)",
        "“left.txt”, “over.txt” (used by no resource)",
    ]
