"""What whoever chose a file that was held back is told of it. No message says what was found."""

from network.notifications.kinds import Kind, register

register(
    Kind(
        "held_file_released",
        "A file of yours has been let in",
        "A file that you chose was held back because it seemed to identify somebody. A "
        "safeguarding lead has looked at it and let it in: it was a false alarm.\n\n"
        "You find it among the documents, where it can be put into a page or a resource. You may "
        "also choose the same file again: it is taken now.",
    ),
    Kind(
        "held_file_kept",
        "A file of yours stays refused",
        "A file that you chose was held back because it seemed to identify somebody. A "
        "safeguarding lead has looked at it, and somebody can be recognised by it. That is easily "
        "overlooked, and nobody else has seen it. It has been deleted here.\n\n"
        "Open it on your computer, take out what was marked when you chose it, in its name too, "
        "and choose the new copy.",
    ),
    Kind(
        "held_file_not_judged",
        "A file of yours was deleted before anybody had looked at it",
        "A file that you chose was held back because it seemed to identify somebody. No "
        "safeguarding lead has looked at it in time, and such files are not kept longer.\n\n"
        "We are sorry. If nobody can be recognised by it, choose it once more, and it waits for "
        "them anew. Otherwise take out what is marked and choose the new copy.",
    ),
)
