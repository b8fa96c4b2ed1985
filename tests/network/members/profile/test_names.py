"""What may stand as somebody's name."""

import pytest

from network.members.profile.names import reason_against, reason_against_pronouns


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
        "Ahmet Asker",
        "Asker",
        "Esme Expert",
        "Ana Admin",
        "Narendra Modi",
        "Corin Lead",
        "Dorothea Skerritt",
        "Johan Expertson",
        "Richard Teaman",
        "You An",
        "Marie-Thérèse L’Écuyer",
        "Ødegård Þórsdóttir",
        "Łukasz Żółć",
        "Nguyễn Thị Ánh",
        "Αλέξανδρος Παπαδόπουλος",
        "Фёдор Достоевский",
        "Оксана Team-Bailey",
        "محمد الفاتح",
        "अनीता शर्मा",
        "Юки 田中",
        "さくら カトウ",
        "김민준",
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


OF_THE_SITE = [
    "Team of the network",
    "TEAM OF THE NETWORK",
    "The network team",
    "Networkteam",
    "The team",
    "T e a m",
    "Anna, team of the network",
    "Coordinators",
    "Co-ordinator",
    "Network coordinator",
    "Judith (coordinator)",
    "C o o r d i n a t o r",
    "Coorrdinator",
    "C00rd1nator",
    "Coord!nator",
    "Coo\u0301rdina\u0308tor",
    "Coordınatør",
    "C🅾🅾rdinator",
    "ᴍᴏᴅᴇʀᴀᴛᴏʀ",
    "Mоderаtоr",
    "rnoderator",
    "Cооrdinator",
    "𝐌𝐨𝐝𝐞𝐫𝐚𝐭𝐨𝐫",
    "Site administrators",
    "Safeguarding leads",
    "Anna, safeguarding-lead",
    "Contextual Safeguarding Practitioners' Network",
    "Contextual Safeguarding Practitioners’ Network",
    "Practitioners Network",
    "The asker",
    "An expert",
    "Expert",
    "Former member (left)",
    "Formermember",
    "Former  Memb\u0435r",
    "Network staff",
    "You",
    "The editors",
]


@pytest.mark.parametrize("name", OF_THE_SITE)
def test_what_reads_like_the_site_or_its_team_is_no_name(name):
    assert "what the site itself says" in reason_against(name)


@pytest.mark.parametrize("pronouns", OF_THE_SITE)
def test_nor_are_they_pronouns(pronouns):
    assert "what the site itself says" in reason_against_pronouns(pronouns)


@pytest.mark.parametrize(
    "pronouns",
    ["", "she/her", "they/them", "he/him/his", "xe/xem", "fae or faer", "any", "ask me", "ella"],
)
def test_pronouns_are_taken(pronouns):
    assert reason_against_pronouns(pronouns) == ""


@pytest.mark.parametrize("pronouns", ["www.evil.example", "zoe@x.org", "07700 900123"])
def test_pronouns_lead_nowhere(pronouns):
    assert "without addresses or numbers" in reason_against_pronouns(pronouns)


@pytest.mark.parametrize("name", ["J\u0443dith Amankwah", "Zoe Ok\u0430for", "Ann\u03b1"])
def test_one_word_in_two_alphabets_is_no_name(name):
    assert "letters of two alphabets" in reason_against(name)
    assert "letters of two alphabets" in reason_against_pronouns(name)


@pytest.mark.parametrize("name", ["Former member", "Zoe@x.org"])
def test_the_form_says_so_and_keeps_what_was_typed(client, member, name):
    client.force_login(member)
    answer = client.post("/me/profile/", {"name": name})
    assert answer.context["form"].errors["name"] == [reason_against(name)]
    assert answer.context["form"]["name"].value() == name


def test_the_form_says_so_of_pronouns(client, member):
    client.force_login(member)
    answer = client.post("/me/profile/", {"name": "Zoe", "pronouns": "Team of the network"})
    assert answer.context["form"].errors["pronouns"] == [
        reason_against_pronouns("Team of the network")
    ]


def test_nobody_joins_as_the_team(client, outsider):
    client.force_login(outsider)
    answer = client.post("/join/", {"name": "The network team"})
    assert answer.context["form"].errors["name"] == [reason_against("The network team")]
