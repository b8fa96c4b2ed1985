"""What a list of the library shows."""

LIBRARY = "/resources/"


def titles(response) -> list[str]:
    return [card.title for card in response.context["cards"]]


def counts(response, facet: str) -> dict[str, int]:
    options = {entry["key"]: entry["options"] for entry in response.context["facets"]}
    return {option["value"]: option["count"] for option in options.get(facet, [])}
