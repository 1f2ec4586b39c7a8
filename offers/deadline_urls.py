from django.urls import path

from offers import deadline_step_views as steps
from offers import deadline_views as views
from offers import feed_views as feeds
from offers import mail_link_views as links

ONE = "negotiations/<uuid:pk>/deadlines/<uuid:deadline_pk>/"

urlpatterns = [
    path("negotiations/<uuid:pk>/deadlines/new/", views.deadline_add, name="deadline_add"),
    path("negotiations/<uuid:pk>/deadlines/words/", views.deadline_words, name="deadline_words"),
    path(f"{ONE}move/", views.deadline_move, name="deadline_move"),
    path(f"{ONE}withdraw/", views.deadline_withdraw, name="deadline_withdraw"),
    path(f"{ONE}ask/", steps.deadline_ask, name="deadline_ask"),
    path(f"{ONE}granted/", steps.deadline_granted, name="deadline_granted"),
    path(f"{ONE}refused/", steps.deadline_refused, name="deadline_refused"),
    path(f"{ONE}handled/", steps.deadline_handled, name="deadline_handled"),
    path(f"{ONE}unhandled/", steps.deadline_unhandled, name="deadline_unhandled"),
    path(f"{ONE}snooze/", steps.deadline_snooze, name="deadline_snooze"),
    path("account/calendar/", feeds.calendar_feeds, name="calendar_feeds"),
    path("account/calendar/<int:pk>/revoke/", feeds.calendar_feed_revoke, name="calendar_feed_revoke"),
    path("calendar/<str:token>.ics", feeds.calendar_feed, name="calendar_feed"),
    path("mail/handled/<str:token>/", links.mail_handled, name="mail_handled"),
    path("mail/snooze/<str:token>/", links.mail_snooze, name="mail_snooze"),
    path("mail/stop/<str:token>/", links.mail_stop, name="mail_stop"),
    path(f"{ONE}calendar.ics", views.deadline_ics, name="deadline_ics"),
]
