"""What a name may not be: something that reaches or finds somebody, or a word of the site's own.

No other rule: names have any letters, signs and number of words.
"""

import re
import unicodedata

ADDRESS = re.compile(
    r"https?:|www\.|://|\b[\w-]+\.(?:com|org|net|info|io|co|uk|eu|example)\b", re.IGNORECASE
)
MOST_DIGITS = 4
# Words that stand on the site where a name is not shown, or for those who run it.
OURS = frozenset(
    {
        "a member",
        "a member of the network",
        "member",
        "former member",
        "somebody",
        "anonymous",
        "site admin",
        "admin",
        "administrator",
        "moderator",
        "coordinator",
        "a coordinator",
        "safeguarding lead",
        "a safeguarding lead",
        "the network",
        "you",
    }
)


def reason_against(name: str) -> str:
    """Why this cannot stand as somebody's name, in a sentence for them; empty for a name."""
    plain = unicodedata.normalize("NFKC", name)
    if "@" in plain:
        return (
            "Write your name without an e-mail address or an @. Your address is shown to nobody; "
            "members reach you by letters on the site."
        )
    if ADDRESS.search(plain):
        return (
            "Write your name without the address of a web page. Links have a place of their own in "
            "your profile."
        )
    if sum(letter.isdigit() for letter in plain) > MOST_DIGITS:
        return (
            "Write your name without a telephone number or other long numbers. Members reach you "
            "by letters on the site."
        )
    if " ".join(re.findall(r"\w+", plain)).casefold() in OURS:
        return (
            f"“{name}” is what the site itself says where it names nobody, or those who run it. "
            "Please write the name that colleagues know you by."
        )
    if not any(letter.isalpha() for letter in plain):
        return "Write the name that colleagues know you by, in letters."
    return ""
