"""Why a verb of Ask an Expert did not happen, besides what every workflow may refuse."""

from network.workflows import TransitionNotAllowed


class StaleForm(TransitionNotAllowed):
    """The form was made before somebody else's step."""


class SomebodyWasFaster(TransitionNotAllowed):
    """Two experts said yes, and the other one was first."""


class NewerWords(Exception):  # noqa: N818
    """The draft holds words that were saved elsewhere since, and that the text sent does not."""


class TextHeldBack(Exception):  # noqa: N818
    """Screening found something in the text that must be changed or justified first.

    ``blocking`` and ``unjustified`` are lists of spans.
    """

    def __init__(self, blocking: list, unjustified: list) -> None:
        self.blocking, self.unjustified = blocking, unjustified
        super().__init__("the text holds something that may identify a person")


class WordsHeldBack(Exception):  # noqa: N818
    """What the desk wrote to somebody must not go out so; ``held`` are sentences that say why."""

    def __init__(self, held: list[str]) -> None:
        self.held = held
        super().__init__("the words name or identify somebody")


class ExpertNotEligible(Exception):  # noqa: N818
    """A guard forbids this match; ``reason`` is its code, ``words`` what to show."""

    def __init__(self, reason: str, words: str) -> None:
        self.reason, self.words = reason, words
        super().__init__(words)


class TextTooClose(Exception):  # noqa: N818
    """A text for everybody still leads to the private question; ``hints`` say where."""

    def __init__(self, hints: list) -> None:
        self.hints = hints
        super().__init__("the text leads to the private question")


class NotLookedAt(Exception):  # noqa: N818
    """A text for everybody holds what its writer has to confirm first; ``hints`` say what."""

    def __init__(self, hints: list) -> None:
        self.hints = hints
        super().__init__("the text holds what has to be looked at")
