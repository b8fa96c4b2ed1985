"""What coordinators are told."""

from network.notifications.kinds import Kind, register

register(
    Kind(
        "desk_new_question",
        "A question is waiting to be checked",
        "A new question is on the desk. It should be read within one working day.",
        group="desk",
    ),
    Kind(
        "desk_invitation_declined",
        "An invitation was declined",
        "Somebody who was asked cannot answer. The desk shows who is asked now, or who else fits.",
        group="desk",
    ),
    Kind(
        "desk_invitation_expired",
        "An invitation had no reply",
        "Somebody who was asked has not replied in time. The desk shows who is asked now, or who "
        "else fits.",
        group="desk",
    ),
    Kind(
        "desk_conflict_found",
        "A conflict of interest was found",
        "An expert turned out to be too close to a question. The desk shows who is asked now, or "
        "who else fits.",
        group="desk",
    ),
    Kind(
        "desk_not_possible",
        "Somebody who said yes cannot answer after all",
        "They have no tie to the question: they are full, have paused or may not be asked just "
        "now. The desk shows why, and who is asked now, or who else fits.",
        group="desk",
    ),
    Kind(
        "desk_accepted",
        "An expert has accepted",
        "The desk shows when the answer is due.",
        group="desk",
    ),
    Kind(
        "desk_handed_back",
        "An expert has handed a question back",
        "The question needs somebody else. The desk shows who is asked now, or who fits.",
        group="desk",
    ),
    Kind(
        "desk_more_time",
        "An expert asks for more time",
        "Somebody who is writing an answer needs longer than was planned. The desk shows what they "
        "say and by when the answer is due. If you do nothing, the dates stay as they are.",
        group="desk",
    ),
    Kind(
        "desk_lapsed",
        "An answer has not come in time",
        "An expert has not sent the answer, so the question needs somebody else. The desk shows "
        "who is asked now, or who fits. What was drafted stays its writer's own.",
        group="desk",
    ),
    Kind(
        "desk_unmatched",
        "Nobody was found for a question",
        "Nobody who fits can be asked any more. Please look within two working days: the desk "
        "shows what is possible, and the person who asked has been told.",
        group="desk",
    ),
    Kind(
        "desk_unmatched_late",
        "A question without an expert waits for you",
        "Nobody was found for a question two working days ago, and nothing has happened since.",
        group="desk",
    ),
    Kind(
        "desk_look_again",
        "Somebody would like us to look again",
        "The person whose question has no expert yet has chosen to look more widely. Somebody "
        "should be asked within one working day: the desk shows who fits now.",
        group="desk",
    ),
    Kind(
        "desk_first_invitation_late",
        "A question waits for its first invitation",
        "A question looks for an expert, and nobody has been asked within one working day. The "
        "desk shows who fits.",
        group="desk",
    ),
    Kind(
        "desk_review_late",
        "An answer has waited too long for its check",
        "An expert's answer should have been checked by now. The person who asked is waiting.",
        group="desk",
    ),
    Kind(
        "desk_answer_to_check",
        "An answer is waiting to be checked",
        "An expert has sent an answer. It should be checked within two working days.",
        group="desk",
    ),
    Kind(
        "desk_still_needs_help",
        "Somebody still needs help",
        "A question that was pointed to an answer has been opened again.",
        group="desk",
    ),
    Kind(
        "desk_open_question",
        "A question is to be put to members",
        "Nobody was found for a question, and the person who asked has chosen to put it to "
        "members. Please write the version that they read, within two working days.",
        group="desk",
    ),
    Kind(
        "desk_offer",
        "A member offers to answer an open question",
        "The desk shows the offer, and whether anything speaks against asking this member.",
        group="desk",
    ),
    Kind(
        "desk_follow_up",
        "A follow-up question needs somebody",
        "A follow-up question has come, and whoever answered before cannot be asked again. The "
        "desk shows who else fits.",
        group="desk",
    ),
    Kind(
        "desk_coordinator_left",
        "A question needs another coordinator",
        "The coordinator who looked after a question has left the network. Please take it over.",
        group="desk",
    ),
    Kind(
        "desk_taken_over",
        "A colleague looks after a question now",
        "Another coordinator has taken over a question that you looked after. You need not do "
        "anything.",
        group="desk",
    ),
    Kind(
        "desk_decision_waiting",
        "A decision waits for a second person",
        "A colleague has proposed something that takes two people. Please agree or refuse.",
        group="desk",
    ),
    Kind(
        "desk_decision_agreed",
        "What you proposed has been agreed",
        "A second person has agreed, and it is done.",
        group="desk",
    ),
    Kind(
        "desk_decision_refused",
        "What you proposed has been refused",
        "A second person has refused. Nothing has changed.",
        group="desk",
    ),
)
