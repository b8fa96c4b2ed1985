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
    ],
)
def test_printed_name_is_taken_apart(printed, name):
    assert name_of(printed, is_person=False) == name


def test_member_is_a_person_whatever_the_name_is():
    assert name_of("Grace Hospital", is_person=True) == Name("Hospital", "Grace")


def test_former_member_stays_whole():
    assert name_of("Former member", is_person=True) == Name("Former member")


def test_particle_stands_with_the_family_name():
    assert Name("Berg", "Jo", "van der").inverted == "van der Berg, Jo"


def test_a_name_that_is_a_harm_and_a_topic_is_one_keyword():
    names = {"topic": ["Peer mapping", "bullying"], "harm": ["Bullying"], "context": ["School"]}
    assert keywords(names) == ("School", "Bullying", "Peer mapping")
