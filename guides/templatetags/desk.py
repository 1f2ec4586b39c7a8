from django import template
from django.utils.timezone import now as current_time

from guides.scheduling import is_overdue
from guides.work import work_at_the_desk

register = template.Library()


@register.simple_tag
def desk_work():
    return work_at_the_desk(current_time().date())


@register.filter
def overdue(revision):
    """Its set time is past, and it has not gone out."""
    return is_overdue(revision, current_time())
