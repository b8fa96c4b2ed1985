from django.db import models


class ReportState(models.TextChoices):
    OPEN = "open", "Waiting for a safeguarding lead"
    RESTORED = "restored", "Brought back"
    KEPT_DOWN = "kept_down", "Kept down"


DECIDED = (ReportState.RESTORED, ReportState.KEPT_DOWN)
