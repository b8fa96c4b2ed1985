import pytest

from resources.citing.bylines import people_in


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ana Ruiz", ["Ana Ruiz"]),
        ("Ana Ruiz & Ben Ode", ["Ana Ruiz", "Ben Ode"]),
        ("Ana Ruiz and Ben Ode", ["Ana Ruiz", "Ben Ode"]),
        ("Ana Ruiz; Ben Ode;", ["Ana Ruiz", "Ben Ode"]),
        ("Ana Ruiz, Ben Ode", ["Ana Ruiz", "Ben Ode"]),
        ("Ana Ruiz, Ben Ode and Cleo Hart", ["Ana Ruiz", "Ben Ode", "Cleo Hart"]),
        ("Ana Ruiz, Ben Ode, & Cleo Hart", ["Ana Ruiz", "Ben Ode", "Cleo Hart"]),
        ("A, B and C", ["A", "B", "C"]),
        ("Ruiz, Ana", ["Ruiz, Ana"]),
        ("van der Berg, Łukasz", ["van der Berg, Łukasz"]),
        ("Ruiz, Ana and Ode, Ben", ["Ruiz, Ana", "Ode, Ben"]),
        ("Ana Ruiz, PhD and Ben Ode, M.Sc.", ["Ana Ruiz, PhD", "Ben Ode, M.Sc."]),
        ("Hale & Hart", ["Hale & Hart"]),
        ("Sam & Jo Hale", ["Sam & Jo Hale"]),
        ("Department of Health and Social Care", ["Department of Health and Social Care"]),
        ("Hartwell Council; Ana Ruiz & Ben Ode", ["Hartwell Council", "Ana Ruiz", "Ben Ode"]),
        (" ; ", []),
    ],
)
def test_a_line_names_these(line, names):
    assert people_in(line) == names
