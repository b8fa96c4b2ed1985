"""What an expert is told. Topic words are the most that an invitation says."""

from network.notifications.kinds import Kind, register

SIGN_IN = "Sign in to the network to read more."

register(
    Kind(
        "expert_invited",
        "A question needs somebody who knows: {detail}",
        "Could you answer a question from another practitioner? It is about: {detail}. Sign in "
        "to read it and to say yes or no. You have three working days; if you say nothing we ask "
        "somebody else, and that is fine.",
        group="answering",
    ),
    Kind(
        "expert_follow_up",
        "A follow-up to a question that you answered: {detail}",
        "The person whose question you answered would like to know one thing more. It is about: "
        "{detail}. Sign in to read it and to say yes or no. You have three working days; if you "
        "say nothing we ask somebody else, and that is fine.",
        group="answering",
    ),
    Kind(
        "offer_not_needed",
        "Thank you for your offer to answer",
        "The open question that you offered to answer needs nobody any more. You need not do "
        "anything. Thank you for being willing to help.",
        group="answering",
    ),
    Kind(
        "expert_expired",
        "No worries: we are asking somebody else",
        "You were asked to answer a question and the time to reply has passed. Somebody else is "
        "being asked. If this is a busy time, you can pause invitations on your profile.",
        group="answering",
    ),
    Kind(
        "expert_no_longer_needed",
        "A question you were asked about is no longer open",
        "You need not do anything. Thank you for being willing to help.",
        group="answering",
    ),
    Kind(
        "expert_answer_returned",
        "A coordinator has sent your answer back with a note",
        "There is a small thing to change before your answer can be released. " + SIGN_IN,
        group="answering",
    ),
    Kind(
        "expert_answer_released",
        "Your answer has been released: thank you",
        "The person who asked can read your answer now.",
        group="answering",
    ),
    Kind(
        "expert_outcome",
        "What came of your answer",
        "The person whose question you answered has told us whether it helped. " + SIGN_IN,
        group="answering",
    ),
)
