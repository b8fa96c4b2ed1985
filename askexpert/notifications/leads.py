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
        "no safeguarding lead has opened it. Please do so now.",
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
        "urgent_notice_shown",
        "An urgent-help notice was shown",
        "A member said that a child may be at immediate risk. They were shown where to turn. "
        "Nothing they wrote was kept.",
        group="desk",
        urgent=True,
    ),
)
