import pytest

from resources.citing.description import keywords
from resources.citing.names import Name, name_of


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Amara Lindqvist-Osei", Name("Lindqvist-Osei", "Amara")),
        ("Jo van der Berg", Name("Berg", "Jo", "van der")),
        ("Ana María de la Cruz", Name("Cruz", "Ana María", "de la")),
        ("Seren ap Rhys", Name("Rhys", "Seren", "ap")),
        ("Van Morgan", Name("Morgan", "Van")),
        ("Nobody", Name("Nobody")),
        ("Kestrelford Youth Justice Service", Name("Kestrelford Youth Justice Service")),
        ("The Yard", Name("The Yard")),
        ("Hale & Hart", Name("Hale & Hart")),
        # Bodies and teams by their words.
        ("Safeguarding practitioners in Wales", Name("Safeguarding practitioners in Wales")),
        ("HM Government", Name("HM Government")),
        ("Welsh Government", Name("Welsh Government")),
        ("Women's Aid", Name("Women's Aid")),
        ("Girls’ Brigade", Name("Girls’ Brigade")),
        ("Barnardo’s Cymru", Name("Barnardo’s Cymru")),
        ("Social Care Wales", Name("Social Care Wales")),
        ("Police Scotland", Name("Police Scotland")),
        ("Contextual Safeguarding", Name("Contextual Safeguarding")),
        ("Ministry of Justice", Name("Ministry of Justice")),
        ("Voices for Change", Name("Voices for Change")),
        ("Eyes on the Street", Name("Eyes on the Street")),
        ("Class 9B", Name("Class 9B")),
        ("Kestrelford Council (Youth Service)", Name("Kestrelford Council (Youth Service)")),
        ("Ana Ruiz, Ben Ode, Cleo Hart", Name("Ana Ruiz, Ben Ode, Cleo Hart")),
        # Titles, honours, generations and brackets.
        ("Dr Jane Smith", Name("Smith", "Jane")),
        ("Prof. Sir Michael Marsh, CBE, Ph.D.", Name("Marsh", "Michael")),
        ("Lord Laming", Name("Laming")),
        ("Jane Smith MBE", Name("Smith", "Jane")),
        ("Yo-Yo Ma", Name("Ma", "Yo-Yo")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("John Hale III", Name("Hale", "John", suffix="III")),
        ("Dr King Jr.", Name("King Jr.")),
        ("Jane Smith (Kestrelford Council)", Name("Smith", "Jane")),
        ("Jane Smith (she/her)", Name("Smith", "Jane")),
        # Family name first.
        ("Smith, John", Name("Smith", "John")),
        ("Smith, Dr Jane, MBE", Name("Smith", "Jane")),
        ("van der Berg, Łukasz", Name("Berg", "Łukasz", "van der")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("King Jr., Martin Luther", Name("King", "Martin Luther", suffix="Jr.")),
        ("Wales, Jo", Name("Wales", "Jo")),
        ("Jane Smith,", Name("Smith", "Jane")),
        # Family name first, and initials without a comma.
        ("Firmin C.", Name("Firmin", "C.")),
        ("Firmin C", Name("Firmin", "C")),
        ("Firmin C.-A. M", Name("Firmin", "C.-A. M")),
        ("van der Berg C.A.", Name("Berg", "C.A.", "van der")),
        ("King M. L., Jr.", Name("King", "M. L.", suffix="Jr.")),
        ("Dr Firmin C.", Name("Firmin", "C.")),
        ("Ben C.", Name("Ben", "C.")),
        # No initials, or not after a family name.
        ("Malcolm X", Name("X", "Malcolm")),
        ("C. Firmin", Name("Firmin", "C.")),
        ("J. K. Rowan", Name("Rowan", "J. K.")),
        ("Jing LI", Name("LI", "Jing")),
        ("Xi Jinping", Name("Jinping", "Xi")),
        ("王 明", Name("明", "王")),
        ("Mary Ann B.", Name("B.", "Mary Ann")),
        ("J. K.", Name("K.", "J.")),
        # Persons all the same.
        ("bell hooks", Name("hooks", "bell")),
        ("Jane Y Smith", Name("Smith", "Jane Y")),
        ("Ahmed bin Rashid", Name("Rashid", "Ahmed", "bin")),
        ("Ann Young", Name("Young", "Ann")),
        ("", Name("")),
    ],
)
def test_printed_name_is_taken_apart(printed, name):
    assert name_of(printed, is_person=False) == name


def test_member_is_a_person_whatever_the_name_is():
    assert name_of("Grace Hospital", is_person=True) == Name("Hospital", "Grace")
    assert name_of("Jo Wales", is_person=True, is_body=True) == Name("Wales", "Jo")


def test_former_member_stays_whole():
    assert name_of("Former member", is_person=True) == Name("Former member")


def test_particle_stands_with_the_family_name():
    assert Name("Berg", "Jo", "van der").inverted == "van der Berg, Jo"


def test_the_generation_stands_after_the_given_name():
    assert Name("King", "Martin", suffix="Jr.").inverted == "King, Martin, Jr."


def test_what_the_editor_ticks_is_a_body():
    assert name_of("Safe Streets", is_person=False, is_body=True) == Name("Safe Streets")


def test_a_name_that_is_a_harm_and_a_topic_is_one_keyword():
    names = {"topic": ["Peer mapping", "bullying"], "harm": ["Bullying"], "context": ["School"]}
    assert keywords(names) == ("School", "Bullying", "Peer mapping")
