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
        "expert_reply_soon",
        "A question still waits for your yes or no",
        "You were asked to answer a question, and your reply would help until {detail}. A no is as "
        "welcome as a yes. If you say nothing we ask somebody else, and that is fine.",
        group="answering",
    ),
    Kind(
        "expert_still_willing",
        "Are you still willing to answer questions?",
        "Three invitations in a row had no reply from you, so we ask you nothing more for now. "
        "Nothing is wrong: people are busy. When you would like to be asked again, sign in and say "
        "that you are still willing.",
        group="answering",
    ),
    Kind(
        "expert_answer_soon",
        "Your answer is due by {detail}",
        "You have kindly agreed to answer a question, and the answer is due by {detail}. Your "
        "draft is kept. If you need more time, you can tell the coordinators on the page of your "
        "answer; if you cannot manage, hand it back: nobody will mind. " + SIGN_IN,
        group="answering",
    ),
    Kind(
        "expert_answer_due",
        "Your answer is due now",
        "The answer that you agreed to write is due. If it is not here by {detail} we look for "
        "somebody else, so that the person who asked need not wait. Need more time? On the page "
        "of your answer you can tell the coordinators, or hand it back. " + SIGN_IN,
        group="answering",
    ),
    Kind(
        "expert_more_time",
        "You have more time: until {detail}",
        "A coordinator has read that your answer takes longer. It is now due by {detail}. Your "
        "draft is kept. " + SIGN_IN,
        group="answering",
    ),
    Kind(
        "expert_lapsed",
        "We are asking somebody else to answer",
        "The time for an answer has passed, so somebody else is being asked. You need not do "
        "anything. Thank you for having been willing to help.",
        group="answering",
    ),
    Kind(
        "expert_no_longer_needed",
        "A question you were asked about is no longer open",
        "You need not do anything. Thank you for being willing to help.",
        group="answering",
    ),
    Kind(
        "expert_called_off",
        "You need not answer a question any more",
        "A coordinator has taken back what we asked of you, so you need not do anything. It says "
        "nothing about you and never counts against you. Thank you for being willing to help.",
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
