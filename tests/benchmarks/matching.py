"""Time the suggestions for one question at 1,000 and 10,000 experts, on ``DATABASE_URL``.

Makes a test database, fills it with ``network.members.scale`` and removes it. Everybody has agreed
to be asked and has five texts of 80 words, of frequencies that fall like those of a language; one
is their profile's, and four stand for pages, which a warm process does not read and which are not
made here. One expert in three has been asked before. Run it alone or as part of ``make bench``,
with other numbers of experts as arguments.
"""

import os
import resource
import sys
import time
from datetime import timedelta
from itertools import pairwise

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings.test")

import django

NUMBERS = (1_000, 10_000)
QUESTIONS = 20
PIECES = 5
WORDS = 80


def fill(number: int, world) -> None:
    """Members up to this number, all willing, with texts and a history of invitations."""
    from django.utils import timezone

    from askexpert.models import Assignment, ExpertAvailability, Question
    from network.demo.scale import ScaleOrder
    from network.members import scale
    from network.members.models import Profile

    now = timezone.now()
    scale.load(ScaleOrder(now=now, members=number))
    profiles = list(Profile.objects.filter(user__expert_availability=None).order_by("pk"))
    for profile in profiles:
        profile.statement = world.text(WORDS)
    Profile.objects.bulk_update(profiles, ["statement"], batch_size=500)
    ExpertAvailability.objects.bulk_create(
        ExpertAvailability(user_id=profile.user_id, consented_at=now, capacity=2)
        for profile in profiles
    )
    question = Question.objects.filter(status="closed").first() or ask(world, "withdrawn")
    Assignment.objects.bulk_create(
        Assignment(
            question=question,
            expert_id=profile.user_id,
            status="expired" if place % 2 else "declined",
            decline_reason="" if place % 2 else "no_time",
            invited_at=now - timedelta(days=place % 90),
            respond_by=now - timedelta(days=place % 90 - 5),
        )
        for place, profile in enumerate(profiles)
        if place % 3 == 0
    )


def ask(world, status: str = "matching"):
    """One question of somebody who is not willing to answer."""
    from django.utils import timezone

    from askexpert.models import Question
    from network.members.models import User
    from network.taxonomy.models import Context, Nation, Topic

    now = timezone.now()
    asker = User.objects.filter(profile__isnull=False).order_by("pk").first()
    question = Question.objects.create(
        asker=asker,
        status=status,
        title=world.text(6),
        text=world.text(150),
        nation=Nation.objects.first(),
        asker_organisation=asker.profile.organisation,
        asker_area=asker.profile.area,
        created_at=now,
        updated_at=now,
        submitted_at=now,
    )
    question.topics.set(world.rng.sample(list(Topic.objects.all()), 3))
    question.contexts.set(world.rng.sample(list(Context.objects.all()), 2))
    return question


def suggest(question) -> tuple[float, float]:
    """Milliseconds of the processor, and by the clock, for one shortlist."""
    from django.utils import timezone

    from askexpert import candidates
    from askexpert.models import Question

    fresh = Question.objects.get(pk=question.pk)
    began = time.process_time(), time.perf_counter()
    found = candidates.shortlist(fresh, now=timezone.now())
    ended = time.process_time(), time.perf_counter()
    assert found.candidates
    return tuple((end - start) * 1000 for start, end in zip(began, ended, strict=True))


def timed(action) -> float:
    began = time.process_time()
    action()
    return time.process_time() - began


def measure(number: int, world, texts: dict) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from askexpert import candidates, evidence, expert_index
    from askexpert.matching import Evidence
    from askexpert.models import ExpertIndexSnapshot
    from network.members.models import Profile

    fill(number, world)
    profiles_only = evidence._profiles

    def with_pages(users):
        yield from profiles_only(users)
        for user in users:
            for place in range(1, PIECES):
                key = user, place
                if key not in texts:
                    texts[key] = world.text(WORDS)
                yield user, Evidence(f"page:{place}:{user}", str(user), texts[key])

    evidence._profiles = with_pages
    try:
        questions = [ask(world) for _ in range(QUESTIONS)]
        ExpertIndexSnapshot.objects.all().delete()
        expert_index.INDEX.forget()
        waiting = timed(lambda: candidates.shortlist(questions[0], now=timezone.now()))
        cold = timed(lambda: expert_index.store(now=timezone.now()))
        with CaptureQueriesContext(connection) as captured:
            suggest(questions[0])
        times = [suggest(question) for question in questions]
        changed = Profile.objects.get(user_id=min(expert_index.INDEX.versions))
        changed.statement = "Another statement."
        changed.save()
        after = suggest(questions[0])[0]
        storing = timed(lambda: expert_index.store(now=timezone.now()))
        expert_index.INDEX.forget()
        loaded = timed(lambda: suggest(questions[0]))
    finally:
        evidence._profiles = profiles_only
    middle = QUESTIONS // 2
    cpu, clock = (sorted(values) for values in zip(*times, strict=True))
    pieces = len(expert_index.INDEX.index)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{len(expert_index.INDEX.versions)} experts, {pieces} texts, {len(captured)} queries\n"
        f"  warm: median {cpu[middle]:.0f} ms of the processor (slowest of {QUESTIONS} "
        f"{cpu[-1]:.0f}), {clock[middle]:.0f} ms by the clock (slowest {clock[-1]:.0f})\n"
        f"  after one expert's change {after:.0f} ms · first request of a process {loaded:.1f} s, "
        f"without a stored index {waiting:.1f} s and no list yet\n"
        f"  in the background: every text read and stored {cold:.1f} s, "
        f"stored again {storing:.1f} s\n"
        f"  greatest memory of the process {memory:.0f} MB\n"
    )


def main() -> None:
    django.setup()

    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    from tests.askexpert.matching.benchmark_scale import World

    numbers = tuple(int(argument) for argument in sys.argv[1:]) or NUMBERS
    assert all(fewer < more for fewer, more in pairwise(numbers))
    world, texts = World(seed=1), {}
    setup_test_environment()
    sys.stdout.write(f"suggestions for one question on {connection.vendor}\n")
    original = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    try:
        for number in numbers:
            measure(number, world, texts)
    finally:
        connection.creation.destroy_test_db(original, verbosity=0)
        teardown_test_environment()


if __name__ == "__main__":
    main()
