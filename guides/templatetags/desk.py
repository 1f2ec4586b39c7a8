from django import template

from guides.work import work_at_the_desk

register = template.Library()
register.simple_tag(work_at_the_desk, name="desk_work")
