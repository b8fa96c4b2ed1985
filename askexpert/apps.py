from django.apps import AppConfig


class AskExpertConfig(AppConfig):
    """Ask an Expert: question → match → answer. Private by default."""

    name = "askexpert"
    verbose_name = "Ask an expert"

    def ready(self) -> None:
        from askexpert import (
            evidence_changes,
            notifications,  # noqa: F401 -- importing registers the kinds
            profile_part,
        )
        from askexpert.models import Question
        from network.privacy import access_log

        profile_part.add()
        evidence_changes.connect()
        access_log.register(
            question="A question, with what was answered",
            report_fairness="The report of who is asked to answer, with names",
            report_fairness_export="The report of who is asked to answer, downloaded",
        )
        access_log.open_with("question", access_log.by("public_id", Question.objects.for_desk))
