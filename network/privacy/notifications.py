"""The messages about one's data, in words that say nothing of it."""

from network.notifications.kinds import Kind, register

register(
    Kind(
        "data_copy_ready",
        "Your copy of everything we hold about you is ready",
        "Sign in to fetch it within seven days. It is one file that you can open on any computer, "
        "without the internet. Keep it somewhere safe.",
        group="account",
    ),
    Kind(
        "data_copy_failed",
        "We could not make your copy",
        "We tried several times to put together everything we hold about you, and something on "
        "our side went wrong each time. The people who run the site can see that. Please ask "
        "again on the page “My data”; if it fails again, use the complaint form: we owe you the "
        "copy within a month.",
        group="account",
    ),
    Kind(
        "desk_member_came_back",
        "Somebody with a role has come back",
        "A member who left has come back within 14 days. Their roles at the desk or in the admin "
        "did not come back with them: please decide whether they still hold.",
        group="desk",
    ),
    Kind(
        "account_unused",
        "We are about to close your account",
        "You have an account here but are not a member, and have not signed in for half a year. "
        "We keep such accounts no longer than we need. Sign in within the next 14 days and it "
        "stays open; do nothing and it is closed.",
        group="account",
    ),
    Kind(
        "membership_long_lapsed",
        "We are about to close your account",
        "Your membership was not confirmed for almost two years. Sign in within the next 28 days "
        "and confirm it on your own page, and everything stays as it is; do nothing and the "
        "account is closed. What you have published stays, without your name.",
        group="account",
    ),
)
