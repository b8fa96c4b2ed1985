"""Messages about pages that were reported. No message says which page, why, or who it was."""

from network.notifications.kinds import Kind, register

register(
    Kind(
        "lead_page_reported",
        "A page was reported because it identifies a child",
        "Somebody says that a page of the site identifies a child. What it is and whether it is "
        "hidden now is on this page.",
        group="desk",
        urgent=True,
    ),
    Kind(
        "editors_page_hidden",
        "A page was hidden until a safeguarding lead has looked at it",
        "A page of the site was taken out of sight, and cannot be published until a safeguarding "
        "lead has decided. There is nothing to do for you.",
        group="desk",
    ),
    Kind(
        "page_report_restored",
        "The page that you reported is back",
        "A safeguarding lead has looked at the page that you reported, and found that it "
        "identifies nobody. Thank you for telling us. If you see more in it than we do, report it "
        "again and say what.",
        group="account",
    ),
    Kind(
        "page_report_kept_down",
        "The page that you reported stays down",
        "A safeguarding lead has looked at the page that you reported, and it stays down. Thank "
        "you for telling us.",
        group="account",
    ),
)
