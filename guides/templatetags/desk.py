from django import template
from django.utils.timezone import now as current_time

from guides.work import work_at_the_desk

register = template.Library()


@register.simple_tag
def desk_work():
    return work_at_the_desk(current_time().date())
