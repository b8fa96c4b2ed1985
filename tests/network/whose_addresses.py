"""Whose object each address names, and who else may open it: one row a route.

Read by test_addresses.py, which asks for every row as everybody; a route that no table here names
fails there.
"""

from tests.network import addresses

COORDINATORS, LEADS = {"coordinator"}, {"safeguarding_lead"}
# Whoever may change a page may open it.
EDITORS = {"editor"}
DESK, KEEPERS = COORDINATORS | LEADS, COORDINATORS | EDITORS

# Route → (the object of somebody else that it is asked for, who may open it all the same).
OBJECTS = {
    "account/sessions/<int:pk>/end/": ("session", set()),
    "account/2fa/webauthn/keys/<int:pk>/remove/": ("passkey", set()),
    "account/2fa/webauthn/keys/<int:pk>/edit/": ("passkey", set()),
    "members/<uuid:public_id>/": ("hidden_person", DESK),
    "members/<uuid:public_id>/photo/<slug:size>/": ("hidden_photo", DESK),
    "me/messages/<uuid:public_id>/": ("message", set()),
    "me/messages/<uuid:public_id>/read/": ("message", set()),
    "me/data/copy/<uuid:public_id>/": ("copy", set()),
    "me/letters/to/<uuid:public_id>/": ("hidden_person", DESK),
    "me/letters/to/<uuid:public_id>/block/": ("hidden_person", DESK),
    "me/letters/blocked/<uuid:public_id>/unblock/": ("blocked", set()),
    "me/letters/report/<uuid:public_id>/": ("letter", set()),
    "me/letters/<uuid:public_id>/": ("conversation", set()),
    "me/letters/<uuid:public_id>/read/": ("conversation", set()),
    "me/letters/<uuid:public_id>/block/": ("conversation", set()),
    "me/library/alerts/<page_id:page_id>/stop/": ("restricted_page", set()),
    "me/library/adaptations/<uuid:public_id>/take-out/": ("adaptation", set()),
    "me/saved/page/<page_id:page_id>/": ("restricted_page", EDITORS),
    "me/saved/page/<page_id:page_id>/save/": ("restricted_page", EDITORS),
    "me/saved/page/<page_id:page_id>/remove/": ("restricted_page", EDITORS),
    "me/saved/item/<uuid:public_id>/": ("saved_item", set()),
    "me/saved/item/<uuid:public_id>/remove/": ("saved_item", set()),
    "me/saved/item/<uuid:public_id>/place/": ("saved_item", set()),
    "me/saved/<uuid:public_id>/": ("saved_list", set()),
    "me/saved/<uuid:public_id>/name/": ("saved_list", set()),
    "me/saved/<uuid:public_id>/delete/": ("saved_list", set()),
    "me/saved/<uuid:public_id>/place/": ("saved_list", set()),
    "complaints/mine/<uuid:public_id>/": ("complaint", set()),
    "complaints/mine/<uuid:public_id>/again/": ("complaint", set()),
    "desk/complaints/<uuid:public_id>/": ("complaint", LEADS),
    "desk/complaints/<uuid:public_id>/<slug:action>/": ("complaint_action", LEADS),
    "desk/members/<uuid:public_id>/": ("hidden_person", COORDINATORS),
    "desk/members/<uuid:public_id>/<slug:action>/": ("person_action", COORDINATORS),
    "desk/letters/<uuid:public_id>/": ("report", LEADS),
    "desk/letters/<uuid:public_id>/<slug:action>/": ("report_action", LEADS),
    "desk/emails/<uuid:public_id>/send-again/": ("message", COORDINATORS),
    "desk/held-files/<uuid:public_id>/": ("held_file", LEADS),
    "desk/held-files/<uuid:public_id>/release/": ("held_file", LEADS),
    "desk/held-files/<uuid:public_id>/keep/": ("held_file", LEADS),
    "desk/reported-pages/<uuid:public_id>/": ("page_report", LEADS),
    "desk/reported-pages/<uuid:public_id>/page/": ("page_report", LEADS),
    "desk/reported-pages/<uuid:public_id>/document/<int:document_id>/": ("page_report_file", LEADS),
    "desk/reported-pages/<uuid:public_id>/picture/<int:image_id>/": (
        "page_report_picture",
        LEADS,
    ),
    "desk/reported-pages/<uuid:public_id>/<slug:action>/": ("page_report_action", LEADS),
    "report/<int:page_id>/": ("restricted_page", EDITORS),
    "desk/library/files/<uuid:public_id>/": ("file_request", KEEPERS),
    "desk/library/files/<uuid:public_id>/<slug:action>/": ("file_request_action", KEEPERS),
    "desk/library/formats/<uuid:public_id>/": ("format_request", KEEPERS),
    "desk/library/formats/<uuid:public_id>/<slug:action>/": ("format_request_action", KEEPERS),
    "ask/q/<uuid:public_id>/": ("question", DESK),
    "ask/q/<uuid:public_id>/write/": ("question", DESK),
    "ask/q/<uuid:public_id>/check/": ("question", DESK),
    "ask/q/<uuid:public_id>/withdraw/": ("question", DESK),
    "ask/q/<uuid:public_id>/close/": ("question", DESK),
    "ask/q/<uuid:public_id>/reopen/": ("question", DESK),
    "ask/q/<uuid:public_id>/widen/": ("question", DESK),
    "ask/q/<uuid:public_id>/follow-up/": ("question", DESK),
    "ask/q/<uuid:public_id>/next/": ("question", DESK),
    "ask/open/<uuid:public_id>/": ("open_question", set()),
    "ask/open/<uuid:public_id>/offer/": ("open_question", set()),
    "ask/open/<uuid:public_id>/take-back/": ("open_question", set()),
    "ask/open/<uuid:public_id>/alarm/": ("open_question", set()),
    "ask/publications/<uuid:key>/": ("publication", set()),
    "ask/publications/<uuid:key>/agree/": ("publication", set()),
    "ask/publications/<uuid:key>/take-back/": ("publication", set()),
    "ask/invitations/<uuid:public_id>/": ("assignment", set()),
    "ask/invitations/<uuid:public_id>/accept/": ("assignment", set()),
    "ask/invitations/<uuid:public_id>/decline/": ("assignment", set()),
    "ask/invitations/<uuid:public_id>/alarm/": ("assignment", set()),
    "ask/invitations/<uuid:public_id>/more-time/": ("assignment", set()),
    "ask/invitations/<uuid:public_id>/answer/": ("assignment", set()),
    "ask/invitations/<uuid:public_id>/hand-back/": ("assignment", set()),
    "ask/invitations/<uuid:public_id>/save/": ("assignment", set()),
    "ask/certificates/<str:code>/pdf/": ("certificate", set()),
    "ask/certificates/<str:code>/revoke/": ("certificate", set()),
}
# Every step of the desk of Ask an Expert is asked for the same question.
QUESTION_STEPS = "desk/questions/<uuid:public_id>/"

# What the values in the address are not somebody's: pages, published files, vocabularies, choices
# of one's own pages, the demonstration; and signed words, each with tests of its own.
NOT_SOMEBODYS = (
    "documents/",
    "resources/<",
    "resources/packs/",
    "resources/usage/",
    "webinars/<",
    "^media/",
    "_util/",
    "demo/",
    "me/visibility/<slug:audience>/",
    "sectors/<",
    "ask/published/",
    "desk/domains/<int:pk>/remove/",
    "desk/organisations/",
    "desk/reports/<",
    "desk/emails/addresses/<int:pk>/resume/",
)
# A page for whoever was given its code, with tests of its own.
BY_CODE = "ask/certificates/<str:code>/"
SIGNED = ("<str:token>", "<str:signed>", "(?P<key>", "<uidb36>")


def named_somewhere(route: str) -> bool:
    return (
        route in OBJECTS
        or route.startswith((QUESTION_STEPS, *NOT_SOMEBODYS))
        or route == BY_CODE
        or any(part in route for part in SIGNED)
        or not addresses.has_parameters(route)
    )
