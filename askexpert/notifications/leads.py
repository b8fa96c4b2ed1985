"""What safeguarding leads are told, and what is told when somebody may be at risk."""

from network.notifications.kinds import Kind, register

register(
    Kind(
        "lead_quarantined",
        "A question needs a safeguarding lead",
        "Somebody has marked a question as identifying a person or showing risk. It should be "
        "seen within four working hours.",
        group="desk",
        urgent=True,
    ),
    Kind(
        "lead_not_seen",
        "No safeguarding lead has seen a question yet",
        "A question that identifies a person or shows risk has waited for four working hours, and "
        "no safeguarding lead has said that they have seen it. Please open it now and say so.",
        group="desk",
        urgent=True,
    ),
    Kind(
        "lead_triage_late",
        "A question has waited too long for its first check",
        "No coordinator has read a question within one working day. You can see it now.",
        group="desk",
        urgent=True,
    ),
    Kind(
        "lead_no_coordinator",
        "A question has nobody who may look after it",
        "Every coordinator has a tie to whoever asked it or to where they work, so nobody at the "
        "desk hears what happens with it. Please find somebody without one who can be made a "
        "coordinator. Until then its clocks run on, and you see it only if its first check is "
        "late.",
        group="desk",
        urgent=True,
    ),
    Kind(
        "urgent_notice_shown",
        "An urgent-help notice was shown",
        "A member said that a child may be at immediate risk. They were shown where to turn. "
        "Nothing they wrote was kept.",
        group="desk",
        urgent=True,
    ),
)
