"""Addresses of Ask an Expert under /ask/; /ask/ itself is a page that editors write."""

from django.urls import path

from askexpert.views import (
    answering,
    asking,
    availability,
    following_up,
    open_questions,
    questions,
    similar,
)

app_name = "askexpert"

urlpatterns = [
    path("new/", asking.start, name="start"),
    path("mine/", questions.mine, name="mine"),
    path("screen/", asking.live_screening, name="live_screening"),
    path("similar/", similar.similar, name="similar"),
    path("look-first/", similar.look_first, name="look_first"),
    path("open/", open_questions.open_list, name="open_questions"),
    path("open/<uuid:public_id>/", open_questions.open_detail, name="open_question"),
    path("open/<uuid:public_id>/offer/", open_questions.offer, name="offer"),
    path("open/<uuid:public_id>/take-back/", open_questions.take_back, name="take_back_offer"),
    path("open/<uuid:public_id>/alarm/", open_questions.alarm, name="open_alarm"),
    path("q/<uuid:public_id>/follow-up/", following_up.follow_up, name="follow_up"),
    path("q/<uuid:public_id>/next/", open_questions.choose_next, name="choose_next"),
    path("q/<uuid:public_id>/", questions.detail, name="question"),
    path("q/<uuid:public_id>/write/", asking.write, name="write"),
    path("q/<uuid:public_id>/check/", asking.check, name="check"),
    path("q/<uuid:public_id>/withdraw/", questions.withdraw, name="withdraw"),
    path("q/<uuid:public_id>/close/", questions.close, name="close"),
    path("q/<uuid:public_id>/reopen/", questions.reopen, name="reopen"),
    path("q/<uuid:public_id>/widen/", questions.widen, name="widen"),
    path("q/<uuid:public_id>/quarantine/", questions.quarantine, name="quarantine"),
    path("invitations/", answering.invitations, name="invitations"),
    path("invitations/<uuid:public_id>/", answering.invitation, name="invitation"),
    path("invitations/<uuid:public_id>/accept/", answering.accept, name="accept"),
    path("invitations/<uuid:public_id>/decline/", answering.decline, name="decline"),
    path("invitations/<uuid:public_id>/answer/", answering.answer, name="answer"),
    path("invitations/<uuid:public_id>/hand-back/", answering.hand_back, name="hand_back"),
    path("availability/", availability.edit, name="availability"),
    path("availability/pause/", availability.pause, name="pause"),
    path("availability/resume/", availability.resume, name="resume"),
]
