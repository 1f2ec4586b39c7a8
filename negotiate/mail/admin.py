"""The mail queue at the desk: how each mail fares, never what it says nor to whom in full."""

from django.contrib import admin, messages
from django.template.response import TemplateResponse
from django.utils.formats import localize
from django.utils.html import format_html_join
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.timezone import now as current_time

from negotiate.desk import DeskAdmin, badge, state_badge
from negotiate.mail import desk
from negotiate.mail.models import Message

TIMES = ["created_at", "due_at", "expires_at", "handed_over_at", "sent_at"]


def shown(at) -> str:
    """By the clock of whoever reads, which the head of the page names."""
    return localize(localtime(at))


@admin.register(Message)
class MessageAdmin(DeskAdmin):
    list_display = ["kind", "status", "recipient", "due", "sent", "attempts", "said_last"]
    list_display_links = ["kind"]
    list_filter = ["state", "kind", "maybe_twice"]
    ordering = ["-due_at"]
    fields = readonly_fields = [
        "kind",
        "status",
        "recipient",
        *TIMES,
        "attempts",
        "server_errors",
        "via",
        "server_answer",
        "why",
        "maybe_twice",
    ]
    actions = ["retry", "drop"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    def has_module_permission(self, request):
        """Whoever is at the desk sees how mail stands: it says nothing of whom or what, and somebody has to see that it waits."""
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_handle_permission(self, request):
        """Who may retry or drop mail: all staff, and it is written down who did."""
        return self.has_module_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {**(extra_context or {}), "standing": desk.standing(current_time())})

    @admin.action(description="Retry now", permissions=["handle"])
    def retry(self, request, queryset):
        now = current_time()
        tried = [message for message in queryset if desk.retry(message, now=now)]
        self.log(request, tried, "Retried.")
        messages.success(
            request,
            f"{len(tried)} of {queryset.count()} will be tried at once. The others are sent, are dropped, may have arrived, or are codes.",
        )

    @admin.action(description="Drop: never send…", permissions=["handle"])
    def drop(self, request, queryset):
        if "confirmed" not in request.POST:
            context = {**self.admin_site.each_context(request), "title": "Drop mail", "opts": self.opts, "queue": queryset}
            return TemplateResponse(request, "admin/mail/drop.html", context)
        now = current_time()
        dropped = [message for message in queryset if desk.drop(message, reason="Dropped at the desk.", now=now)]
        self.log(request, dropped, "Dropped.")
        messages.success(request, f"{len(dropped)} of {queryset.count()} dropped. The others are not waiting.")

    def log(self, request, rows, words):
        for message in rows:
            message.refresh_from_db(fields=["state"])
            self.log_change(request, message, words)

    @admin.display(description="state", ordering="state")
    def status(self, message):
        """With the mark of an unknown ending, so that nobody has to look for it in a column of its own."""
        marks = [state_badge(message), *([badge("warning", "May have arrived twice")] if message.maybe_twice else [])]
        return format_html_join(" ", "{}", ((mark,) for mark in marks))

    @admin.display(description="due", ordering="due_at")
    def due(self, message):
        return shown(message.due_at)

    @admin.display(description="sent", ordering="sent_at")
    def sent(self, message):
        return shown(message.sent_at) if message.sent_at else "–"

    @admin.display(description="what was said last")
    def said_last(self, message):
        return Truncator(desk.without_addresses(message.reason or message.answer)).chars(120) or "–"

    @admin.display(description="to")
    def recipient(self, message):
        return message.masked_address

    @admin.display(description="the server said")
    def server_answer(self, message):
        return desk.without_addresses(message.answer) or "–"

    @admin.display(description="why it was not sent")
    def why(self, message):
        return desk.without_addresses(message.reason) or "–"
