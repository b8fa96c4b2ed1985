"""What pages tell members."""

from network.notifications.kinds import Kind, register

register(
    Kind(
        "page_credited",
        "You are named as an author",
        "A page that is published on the site names you as one of its authors. The name of an "
        "author is printed for everybody, whatever you have chosen for your profile.\n\n"
        "Look at it on the site. If your name should stand there differently, or not at all, write "
        "to us from the contact page and say which page it is: an editor changes it, and you need "
        "not say why.",
    )
)
