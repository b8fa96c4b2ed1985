from django.urls import path

from network.relay.views import choosing, mailbox, reporting, writing

urlpatterns = [
    path("", mailbox.letters, name="letters"),
    path("to/<uuid:public_id>/", writing.letter_write, name="letter_write"),
    path("to/<uuid:public_id>/block/", choosing.block_member, name="letters_block_member"),
    path("settings/", choosing.letter_settings, name="letter_settings"),
    path("blocked/", choosing.blocked, name="letters_blocked"),
    path("blocked/<uuid:public_id>/unblock/", choosing.unblock, name="letters_unblock"),
    path("report/<uuid:public_id>/", reporting.letter_report, name="letter_report"),
    path("<uuid:public_id>/", mailbox.conversation, name="conversation"),
    path("<uuid:public_id>/read/", mailbox.mark_read, name="conversation_read"),
    path("<uuid:public_id>/block/", choosing.block, name="conversation_block"),
]
