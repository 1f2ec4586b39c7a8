"""People at the desk, for superusers alone: who signs in and what they may do. Nothing that they write as candidates."""

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.utils.timezone import now as current_time

from negotiate.accounts import belongings
from negotiate.accounts.models import User
from negotiate.desk import DeskAdmin

# Taken away after allauth's own admin modules, imported above, have put them here: a second factor's secret is nobody else's,
# and an address is changed by its owner.
admin.site.unregister([EmailAddress, Authenticator, Group])


class SuperusersOnly:
    """Whoever could change people could make themselves a superuser."""

    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request):
        return self.has_module_permission(request)


class PersonCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email"]


@admin.register(User)
class PersonAdmin(SuperusersOnly, DeskAdmin, UserAdmin):
    add_form = PersonCreationForm
    list_display = ["email", "is_staff", "is_superuser", "is_active", "last_login"]
    list_filter = ["is_staff", "is_superuser", "is_active", "groups"]
    search_fields = ["email"]
    ordering = ["email"]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        ("May do", {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        ("Was here", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "usable_password", "password1", "password2"]})]
    filter_horizontal = ["groups"]
    readonly_fields = ["last_login", "date_joined"]
    actions = None

    def get_readonly_fields(self, request, obj=None):
        """An address is changed by its owner, who proves that it is theirs."""
        return ["email", *self.readonly_fields] if obj else self.readonly_fields

    def get_deleted_objects(self, objs, request):
        """Names the account alone: the rows that go with it are the candidate's, not staff's to read."""
        return [f"{person} and everything that belongs to the account" for person in objs], {}, set(), []

    def delete_model(self, request, obj):
        belongings.erase(obj, now=current_time())


@admin.register(Group)
class StaffGroupAdmin(SuperusersOnly, GroupAdmin):
    pass
