"""What the person who asked is told."""

from network.notifications.kinds import Kind, register

SIGN_IN = "Sign in to the network to read more."

register(
    Kind(
        "ask_received",
        "We have your question",
        "Thank you. A coordinator reads it within one working day, before anybody else does. "
        "This service is not watched round the clock: if a child is at risk now, call 999 or "
        "your local children's services.",
        group="asking",
    ),
    Kind(
        "ask_changes_requested",
        "Your question needs a change from you",
        "Please change something in your question before it can go on. What and why stands beside "
        "it. " + SIGN_IN,
        group="asking",
    ),
    Kind(
        "ask_change_awaited",
        "Your question still waits for a change",
        "You were asked to change something. If nothing has come by {detail}, the "
        "question is withdrawn; you can always ask again. " + SIGN_IN,
        group="asking",
    ),
    Kind(
        "ask_withdrawn_unchanged",
        "Your question has been withdrawn",
        "The change that was asked for has not come, so the question has been withdrawn. Nothing "
        "else happens. You are welcome to ask again whenever you like.",
        group="asking",
    ),
    Kind(
        "ask_did_it_help",
        "Did the answer help?",
        "Please tell us whether the answer to your question helped: one press is enough, and it "
        "means a great deal to whoever wrote it. You can ask on until {detail}; then the question "
        "closes by itself. " + SIGN_IN,
        group="asking",
    ),
    Kind(
        "ask_with_lead",
        "Your question is being looked at more closely",
        "A safeguarding lead is reading your question. You need not do anything just now.",
        group="asking",
    ),
    Kind(
        "ask_found_safe",
        "Your question goes on",
        "A safeguarding lead has read your question, and nothing in it has to be changed. A "
        "coordinator reads it next, within one working day. You need not do anything.",
        group="asking",
    ),
    Kind(
        "ask_removed",
        "About your question",
        "Two safeguarding leads have removed your question and every word of it, to protect "
        "somebody. " + SIGN_IN,
        group="asking",
    ),
    Kind(
        "ask_declined",
        "About your question",
        "A coordinator has read your question and written to you where it may be answered "
        "better. " + SIGN_IN,
        group="asking",
    ),
    Kind(
        "ask_duplicate",
        "There may be an answer for you already",
        "A coordinator has found something on the site that answers your question. If you still "
        "need help, you can say so there. " + SIGN_IN,
        group="asking",
    ),
    Kind(
        "ask_finding",
        "We are finding the right person for your question",
        "Your question has been checked. We now ask people in the network who know the subject.",
        group="asking",
    ),
    Kind(
        "ask_unmatched",
        "We are still looking for somebody to answer",
        "Nobody who fits your question is free just now. Sign in to choose what happens next.",
        group="asking",
    ),
    Kind(
        "ask_open",
        "Members can now offer to answer your question",
        "A coordinator has put a short version of your question to members of the network. It "
        "holds nothing that says who asked. " + SIGN_IN,
        group="asking",
    ),
    Kind(
        "ask_accepted",
        "Somebody is writing your answer",
        "A member of the network has agreed to answer your question.",
        group="asking",
    ),
    Kind(
        "ask_expert_gone",
        "We are finding somebody else for your question",
        "The person who was going to answer cannot after all. We are asking somebody else.",
        group="asking",
    ),
    Kind(
        "ask_answered",
        "Your question has been answered",
        "Your answer is ready. " + SIGN_IN,
        group="asking",
    ),
)
