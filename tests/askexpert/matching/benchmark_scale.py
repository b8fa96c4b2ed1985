"""How long one question takes among many experts, on one core.

Run: ``.venv/bin/python -m tests.askexpert.matching.benchmark_scale [experts] [pieces each]``.
Words are drawn with frequencies that fall like those of a language (1 ÷ rank), from 30,000 words
of which some are the words of the lexicon. Prints processor time, not waiting time.
"""

import random
import resource
import sys
from datetime import date, timedelta
from itertools import accumulate
from time import process_time

from askexpert.matching import Evidence, Expert, Question, TextIndex, TopicRarity, rank_experts
from askexpert.matching.storage import from_bytes, to_bytes
from askexpert.matching.tokens import IDEAS

TODAY = date(2026, 1, 1)
TOPICS = [f"topic-{number}" for number in range(45)]
LEVELS = ["lead", "working", "interested"]


class World:
    """Experts, evidence and questions of one seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        field_words = sorted({word for phrase in IDEAS for word in phrase})
        self.words = field_words + [f"word{number}" for number in range(30_000)]
        self.rng.shuffle(self.words)
        self.cumulative = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def text(self, length: int) -> str:
        return " ".join(self.rng.choices(self.words, cum_weights=self.cumulative, k=length))

    def expert(self, number: int) -> Expert:
        rng = self.rng
        return Expert(
            id=f"e{number}",
            topics={topic: rng.choice(LEVELS) for topic in rng.sample(TOPICS, 4)},
            contexts=("school", "online"),
            sector=rng.choice(["police", "health", "education"]),
            nation=rng.choice(["England", "Wales"]),
            area=f"area {rng.randrange(150)}",
            organisation_root=f"council {rng.randrange(300)}",
            capacity=3,
            open_assignments=rng.randrange(4),
            last_invited=TODAY - timedelta(days=rng.randrange(100)),
        )

    def question(self, number: int) -> Question:
        return Question(
            id=f"q{number}",
            title=self.text(6),
            text=self.text(150),
            topics=tuple(self.rng.sample(TOPICS, 3)),
            contexts=("school",),
            nation="England",
            area="area 3",
        )


def timed(action):
    began = process_time()
    result = action()
    return result, process_time() - began


def main(experts: int = 10_000, each: int = 5) -> None:
    world = World(seed=1)
    people = [world.expert(number) for number in range(experts)]
    pieces = [
        Evidence(f"{person.id}/{number}", person.id, world.text(80))
        for person in people
        for number in range(each)
    ]
    index, built = timed(lambda: TextIndex(pieces))
    rarity = TopicRarity.of(people)
    times = []
    for number in range(20):
        question = world.question(number)
        _, seconds = timed(
            lambda asked=question: rank_experts(asked, people, index, today=TODAY, rarity=rarity)
        )
        times.append(seconds * 1000)
    times.sort()
    update = timed(
        lambda: [
            index.replace_expert(f"e{number}", [Evidence(f"new{number}", f"e{number}", "bus")])
            for number in range(100)
        ]
    )[1]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    stored, storing = timed(lambda: to_bytes(index))
    _, loading = timed(lambda: from_bytes(stored))
    sys.stdout.write(
        f"{experts} experts, {len(pieces)} pieces of 80 words\n"
        f"one question: median {times[10]:.0f} ms, slowest of 20 {times[-1]:.0f} ms\n"
        f"index built in {built:.1f} s; one expert replaced in {update * 10:.1f} ms\n"
        f"stored in {storing:.1f} s as {len(stored) / 1e6:.0f} MB, read in {loading:.1f} s\n"
        f"memory of the process with texts, index and experts {memory:.0f} MB\n"
    )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
