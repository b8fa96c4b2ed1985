"""The address of a licence that is named in words."""

import pytest

from resources.licences import licence_address

CC = "https://creativecommons.org"


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("CC BY 4.0", f"{CC}/licenses/by/4.0/"),
        ("CC BY-NC 4.0", f"{CC}/licenses/by-nc/4.0/"),
        ("cc-by-nc-sa-3.0", f"{CC}/licenses/by-nc-sa/3.0/"),
        (
            "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International",
            f"{CC}/licenses/by-nc-nd/4.0/",
        ),
        ("CC0 1.0", f"{CC}/publicdomain/zero/1.0/"),
        ("CC BY", ""),
        ("CC BY-ND-SA 4.0", ""),
        ("CC BY 2.0 UK", ""),
        ("Ask the author", ""),
        ("", ""),
    ],
)
def test_address_of_a_licence(words, address):
    assert licence_address(words) == address
