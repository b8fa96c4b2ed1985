"""Addresses of the desk's questions, under /desk/questions/."""

from django.urls import path

from askexpert.views import (
    desk,
    desk_answers,
    desk_checking,
    desk_decisions,
    desk_open_questions,
    desk_question,
    desk_searching,
    more_time,
)

app_name = "askexpert_desk"

urlpatterns = [
    path("", desk.question_list, name="questions"),
    path("decisions/", desk_decisions.waiting, name="decisions"),
    path("take-over/", desk.take_over, name="take_over"),
    path("<uuid:public_id>/", desk_question.question, name="question"),
    path("<uuid:public_id>/take-over/", desk_searching.take_over_one, name="take_over_one"),
    path("<uuid:public_id>/who-asks-next/", desk_searching.choose_inviting, name="choose_inviting"),
    path("<uuid:public_id>/remove/", desk_checking.remove, name="remove"),
    path("<uuid:public_id>/set-aside/<slug:what>/", desk_decisions.set_aside, name="set_aside"),
    path(
        "<uuid:public_id>/decisions/<uuid:decision>/<slug:step>/",
        desk_decisions.decide,
        name="decide",
    ),
    path(
        "<uuid:public_id>/open-to-members/",
        desk_open_questions.open_to_members,
        name="open_to_members",
    ),
    path("<uuid:public_id>/close-open/", desk_open_questions.close_open, name="close_open"),
    path("<uuid:public_id>/invite-offer/", desk_open_questions.invite_offer, name="invite_offer"),
    path("<uuid:public_id>/approve/", desk_checking.approve, name="approve"),
    path(
        "<uuid:public_id>/request-changes/", desk_checking.request_changes, name="request_changes"
    ),
    path("<uuid:public_id>/decline/", desk_checking.decline, name="decline"),
    path("<uuid:public_id>/mark-duplicate/", desk_checking.mark_duplicate, name="mark_duplicate"),
    path("<uuid:public_id>/quarantine/", desk_checking.quarantine, name="quarantine"),
    path(
        "<uuid:public_id>/return-to-asker/", desk_checking.return_to_asker, name="return_to_asker"
    ),
    path(
        "<uuid:public_id>/return-to-queue/", desk_checking.return_to_queue, name="return_to_queue"
    ),
    path("<uuid:public_id>/mark-unmatched/", desk_searching.mark_unmatched, name="mark_unmatched"),
    path("<uuid:public_id>/widen/", desk_searching.widen, name="widen"),
    path("<uuid:public_id>/asked/<uuid:assignment>/cancel/", desk_searching.cancel, name="cancel"),
    path("<uuid:public_id>/seen/", desk_checking.mark_seen, name="mark_seen"),
    path("<uuid:public_id>/invite/", desk_searching.invite, name="invite"),
    path("<uuid:public_id>/more-time/", more_time.give, name="give_time"),
    path("<uuid:public_id>/return-answer/", desk_answers.return_answer, name="return_answer"),
    path("<uuid:public_id>/release-answer/", desk_answers.release_answer, name="release_answer"),
]
