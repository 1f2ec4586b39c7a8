"""Who may do what at the desk, and what nobody sees there."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from tests import factories
from tests.desk import create_draft, form_url, take_step

# Least privilege


def pages_of(thing):
    model = thing._meta.model_name
    return [reverse(f"admin:guides_{model}_changelist"), reverse(f"admin:guides_{model}_change", args=[thing.pk])]


def test_staff_without_a_group_see_nothing(client, guide):
    client.force_login(factories.create_staff("nobody@example.com"))
    draft = create_draft(guide, None)
    for url in [*pages_of(guide), *pages_of(draft), *pages_of(guide.company), reverse("admin:guides_revision_preview", args=[draft.pk])]:
        assert client.get(url).status_code == 403
    for name in ("submit", "publish", "send_back", "copy", "roll_back"):
        assert take_step(client, draft, name).status_code == 403
    assert "acme" not in client.get(reverse("admin:index")).content.decode().lower()


def test_candidates_do_not_reach_the_desk(client, guide, owner):
    client.force_login(owner)
    draft = create_draft(guide, None)
    for url in [reverse("admin:index"), *pages_of(guide), reverse("admin:guides_revision_preview", args=[draft.pk])]:
        assert client.get(url).status_code in (302, 403, 404)
    take_step(client, draft, "publish")
    assert guide.published.number == 1


def test_a_curator_cannot_publish_or_retire_by_post_either(desk, guide, editor, settings):
    settings.REVIEW_REQUIRED = False
    draft = create_draft(guide, editor)
    assert take_step(desk, draft, "publish").status_code == 403
    assert take_step(desk, guide.published, "roll_back").status_code == 403
    assert take_step(desk, guide, "retire").status_code == 403
    assert guide.published.number == 1


def test_the_publish_button_is_not_there_for_a_curator(desk, guide, curator):
    page = desk.get(form_url(create_draft(guide, curator))).content.decode()
    assert "then send to review" in page
    assert "then publish" not in page


def test_a_curator_renames_no_company_and_deletes_no_revision(desk, guide, curator):
    draft = create_draft(guide, curator)
    company = desk.post(reverse("admin:guides_company_change", args=[guide.company_id]), {"name": "Other", "slug": "other"})
    revision = desk.post(reverse("admin:guides_revision_delete", args=[draft.pk]), {"post": "yes"})
    assert (company.status_code, revision.status_code) == (403, 403)


@pytest.mark.parametrize("group", ["curator", "editor"])
def test_no_group_reaches_people_or_mail(db, group):
    reached = {permission.content_type.app_label for permission in Group.objects.get(name=group).permissions.all()}
    assert reached == {"guides"}


def test_only_the_editor_group_may_publish(curator, editor):
    assert not curator.has_perm("guides.publish_revision")
    assert editor.has_perm("guides.publish_revision")


# What candidates write is never here


def test_nothing_of_candidates_is_registered():
    registered = {model._meta.app_label for model in admin.site._registry}
    assert "offers" not in registered
    assert not set(apps.get_app_config("offers").get_models()) & set(admin.site._registry)


def test_second_factors_and_peoples_addresses_are_not_for_staff(client, owner):
    desk = {model._meta.label for model in admin.site._registry}
    assert desk == {
        *("accounts.User", "auth.Group", "mail.Message"),
        *(f"guides.{model}" for model in ("Company", "Role", "Guide", "Revision", "Document", "Flag")),
    }
    client.force_login(factories.create_staff("root@example.com", is_superuser=True))
    for address in ("mfa/authenticator/", "account/emailaddress/", f"account/emailaddress/{owner.pk}/change/"):
        assert client.get(f"/admin/{address}").status_code == 404


@pytest.mark.parametrize("key", ["999999", "abc", "1_2", "99999999999999999999999"])
def test_a_revision_that_does_not_exist_is_not_found(desk, key):
    address = reverse("admin:guides_revision_changelist") + f"{key}/change/"
    assert desk.get(address).status_code in (302, 404)
    assert desk.post(address, {"title": "x"}).status_code in (302, 404)


@pytest.mark.parametrize("model", ["company", "role", "guide", "revision", "document"])
@pytest.mark.parametrize(
    "lookup", ["guides__id__gt", "revisions__title__startswith", "guide__company__name__startswith", "digest__startswith"]
)
def test_a_list_answers_no_question_but_its_filters(client, db, model, lookup):
    client.force_login(factories.create_staff("root@example.com", is_superuser=True))
    assert client.get(reverse(f"admin:guides_{model}_changelist"), {lookup: "0"}).status_code == 400
