"""What may stand as somebody's name."""

import pytest

from network.members.profile.names import reason_against


@pytest.mark.parametrize(
    "name",
    [
        "Zoe Okafor",
        "Seán Ó Sé",
        "J.-P. O'Neill-Smith",
        "Dr A. B. Writer",
        "李小龍",
        "Mina",
        "Sam Member",
        "Anna Admin-Lee",
        "PC 4501 Ray",
        "St. John Co",
        "Member Ofosu",
    ],
)
def test_names_are_taken(name):
    assert reason_against(name) == ""


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("Zoe@x.org 07700900123", "e-mail address"),
        ("zoe＠x.org", "e-mail address"),
        ("https://evil.example/", "web page"),
        ("Zoe www.evil.example", "web page"),
        ("evil.com", "web page"),
        ("Zoe 07700 900123", "telephone number"),
        ("Zoe ０７７００ ９００１２３", "telephone number"),
        ("Former member", "what the site itself says"),
        ("A member", "what the site itself says"),
        ("  site  ADMIN ", "what the site itself says"),
        ("Safeguarding lead", "what the site itself says"),
        ("…", "in letters"),
    ],
)
def test_what_reaches_somebody_or_is_the_sites_own_is_not(name, about):
    assert about in reason_against(name)


@pytest.mark.parametrize("name", ["Former member", "Zoe@x.org"])
def test_the_form_says_so_and_keeps_what_was_typed(client, member, name):
    client.force_login(member)
    answer = client.post("/me/profile/", {"name": name})
    assert answer.context["form"].errors["name"] == [reason_against(name)]
    assert answer.context["form"]["name"].value() == name
