"""Readers doubt numbers; staff answer, and the reader sees what became of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from guides import publishing
from guides.flags import FlagError, accept, decline, raise_flag
from guides.models import Band, Flag, Target
from guides.rechecking import confirm_unchanged
from guides.work import work_at_the_desk
from negotiate.accounts.belongings import erase, export_of
from tests import factories
from tests.desk import NOW, create_draft, form_url
from tests.visitor import Forms

GUIDE = "/guides/acme-capital/ml-ai-engineer/"


def base_of(guide):
    return guide.published.bands.get(component="base")


def flag_by(user, guide, *, figure=None, now=NOW):
    return raise_flag(figure or base_of(guide), by=user, reason="A friend got more.", now=now)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def page_of(client, guide):
    return text(client.get(GUIDE))


# Raising


def test_a_reader_flags_a_number_from_the_guides_page(client, guide, owner):
    client.force_login(owner)
    address = f"{GUIDE}flag/band/{base_of(guide).pk}/"
    assert f'href="{address}"' in page_of(client, guide)
    page = text(client.get(address))
    assert "Base salary, New York (HQ): $255,000 – $340,000 a year" in page
    assert [form for form in Forms(page).forms if "reason" in form.values], "it works without JavaScript"
    page = text(client.post(address, {"reason": "A friend got more."}, follow=True))
    assert "A friend got more." in page
    assert "Nobody has answered yet." in page
    assert Flag.objects.get().user == owner


def test_a_target_can_be_flagged_too(client, guide, owner):
    client.force_login(owner)
    target = guide.published.targets.get(component="bonus", kind="anchor")
    assert client.post(f"{GUIDE}flag/target/{target.pk}/", {"reason": "Too high."}).status_code == 302
    assert Flag.objects.get().about == "Anchor, bonus: $220,000 a year"


def test_without_a_reason_nothing_is_flagged(client, guide, owner):
    client.force_login(owner)
    assert "required" in text(client.post(f"{GUIDE}flag/band/{base_of(guide).pk}/", {"reason": " "}))
    assert not Flag.objects.exists()


def test_who_is_not_signed_in_is_offered_no_flag(client, guide):
    assert "/flag/" not in page_of(client, guide)


def test_the_same_number_is_flagged_once_until_it_is_answered(client, guide, owner, editor):
    flag = flag_by(owner, guide)
    client.force_login(owner)
    page = text(client.post(f"{GUIDE}flag/band/{base_of(guide).pk}/", {"reason": "Again, please."}))
    assert "You have flagged this number already" in page
    assert "Again, please." in page, "what was typed is kept"
    decline(flag, answer="It stands.", by=editor, now=NOW)
    flag_by(owner, guide)


def test_ten_numbers_a_day(guide, owner, stranger):
    bands = [Band.objects.create(revision=guide.published, component="base", level=f"L{n}", low=1, currency="USD") for n in range(11)]
    for band in bands[:10]:
        flag_by(owner, guide, figure=band)
    with pytest.raises(FlagError, match="in a day"):
        flag_by(owner, guide, figure=bands[10])
    flag_by(stranger, guide, figure=bands[10])
    flag_by(owner, guide, figure=bands[10], now=NOW + timedelta(days=1))


def test_numbers_of_drafts_and_of_other_guides_cannot_be_flagged(client, guide, owner, editor):
    draft = create_draft(guide, editor)
    other = factories.create_guide(role="quant")
    client.force_login(owner)
    for figure in (draft.bands.first(), base_of(other)):
        assert client.get(f"{GUIDE}flag/band/{figure.pk}/").status_code == 404


def test_a_form_that_was_open_while_a_revision_came_out_still_sends(client, guide, owner, editor):
    address = f"{GUIDE}flag/band/{base_of(guide).pk}/"
    publishing.publish(create_draft(guide, editor), by=None, now=NOW)
    client.force_login(owner)
    assert client.post(address, {"reason": "A friend got more."}).status_code == 302


# Questioned


def test_a_number_that_two_readers_doubt_is_questioned(client, guide, owner, stranger):
    flag_by(owner, guide)
    assert "questioned" not in page_of(client, guide)
    flag_by(stranger, guide)
    assert page_of(client, guide).count("questioned") == 1


def test_a_flag_outlives_the_revision_and_the_number_it_was_raised_on(client, guide, owner, stranger, editor):
    flag_by(owner, guide)
    publishing.publish(create_draft(guide, editor, high=360_000), by=None, now=NOW)
    flag_by(stranger, guide)
    assert page_of(client, guide).count("questioned") == 1


def test_an_answered_flag_questions_nothing(client, guide, owner, stranger, editor):
    flag_by(owner, guide)
    decline(flag_by(stranger, guide), answer="It stands.", by=editor, now=NOW)
    assert "questioned" not in page_of(client, guide)


# Answers


def test_an_accepted_flag_names_the_revision_that_mends_it(client, guide, owner, editor):
    flag = flag_by(owner, guide)
    draft = create_draft(guide, editor, high=360_000)
    accept(flag, mended_by=draft, by=editor, now=NOW)
    client.force_login(owner)
    assert "It will be mended with revision 2" in text(client.get("/guides/flags/"))
    publishing.publish(draft, by=None, now=NOW)
    assert "Mended in revision 2, published 22 November 2026." in text(client.get("/guides/flags/"))


def refusal(flag, draft, editor, **words):
    with pytest.raises(FlagError) as caught:
        accept(flag, mended_by=draft, by=editor, now=NOW, **words)
    flag.refresh_from_db()
    assert flag.state == "open"
    return str(caught.value)


@pytest.mark.parametrize("answer", ["", "Mended, thank you."])
def test_a_revision_that_still_says_what_was_doubted_mends_nothing(guide, owner, editor, answer):
    flag = flag_by(owner, guide)
    draft = create_draft(guide, editor, as_of=NOW.date(), note="Looked at again.")
    said = refusal(flag, draft, editor, answer=answer)
    assert "Revision 2 still says Base salary, New York (HQ): $255,000 – $340,000 a year." in said
    assert "right as it is" in said


def test_another_number_that_changed_does_not_mend_the_flagged_one(guide, owner, editor):
    target = guide.published.targets.get(component="bonus", kind="anchor")
    flag, draft = flag_by(owner, guide, figure=target), create_draft(guide, editor, high=360_000)
    Target.objects.filter(revision=draft, component="bonus", kind="accept").update(low=1, high=1)
    assert "Anchor, bonus: $220,000" in refusal(flag, draft, editor)


def test_words_instead_of_a_number_are_told_apart_too(guide, owner, editor):
    band = Band.objects.create(revision=guide.published, component="equity", unit="text", original="Discretionary")
    flag, draft = flag_by(owner, guide, figure=band), create_draft(guide, editor)
    refusal(flag, draft, editor)
    draft.bands.filter(component="equity").update(original="None")
    accept(flag, mended_by=draft, by=editor, now=NOW)


def test_of_a_number_that_is_gone_the_reader_is_told_what_became_of_it(guide, owner, editor):
    flag, draft = flag_by(owner, guide), create_draft(guide, editor, region="New York")
    assert "what became of it" in refusal(flag, draft, editor)
    accept(flag, mended_by=draft, by=editor, now=NOW, answer="It holds for all of New York.")


def test_a_flag_opens_again_where_its_mending_is_taken_back_before_it_comes_out(guide, owner, editor):
    flag, draft = flag_by(owner, guide), create_draft(guide, editor, high=360_000)
    accept(flag, mended_by=draft, by=editor, now=NOW)
    draft.bands.filter(component="base").update(high=340_000)
    publishing.publish(draft, by=None, now=NOW)
    flag.refresh_from_db()
    assert (flag.state, flag.mended_by, flag.handled_at) == ("open", None, None)


def test_who_has_doubted_it_anew_meanwhile_keeps_one_open_flag(guide, owner, editor):
    flag, draft = flag_by(owner, guide), create_draft(guide, editor, high=360_000)
    accept(flag, mended_by=draft, by=editor, now=NOW)
    newer = flag_by(owner, guide)
    draft.bands.filter(component="base").update(high=340_000)
    publishing.publish(draft, by=None, now=NOW)
    flag.refresh_from_db()
    assert (list(Flag.objects.open()), flag.state) == ([newer], "declined")
    assert "without a change" in flag.answer


def test_nobody_says_that_all_numbers_were_checked_while_a_reader_waits(guide, owner, editor):
    flag = flag_by(owner, guide)
    with pytest.raises(publishing.PublishingError, match=r"Base salary, New York"):
        confirm_unchanged(guide, by=editor, now=NOW)
    decline(flag, answer="Checked, right as it is.", by=editor, now=NOW)
    assert confirm_unchanged(guide, by=editor, now=NOW).state == "published"


def test_a_declined_flag_says_why(client, guide, owner, editor):
    decline(flag_by(owner, guide), answer="Three offers confirm it.", by=editor, now=NOW)
    client.force_login(owner)
    assert "The curators: Three offers confirm it." in text(client.get("/guides/flags/"))


def test_a_flag_is_answered_once(guide, owner, editor):
    flag = flag_by(owner, guide)
    decline(flag, answer="It stands.", by=editor, now=NOW)
    with pytest.raises(FlagError):
        accept(flag, mended_by=create_draft(guide, editor), by=editor, now=NOW)


def test_what_was_there_when_the_reader_doubted_mends_nothing(guide, owner, editor):
    flag = flag_by(owner, guide)
    other = create_draft(factories.create_guide(role="quant"), editor)
    for revision in (guide.published, other):
        with pytest.raises(FlagError):
            accept(flag, mended_by=revision, by=editor, now=NOW)


@pytest.mark.parametrize("fields", [{"state": "accepted"}, {"state": "declined"}])
def test_an_answer_without_its_reason_is_refused_by_the_database(guide, owner, fields):
    flag = flag_by(owner, guide)
    with pytest.raises(IntegrityError), transaction.atomic():
        Flag.objects.filter(pk=flag.pk).update(**fields)


def test_nobody_sees_the_flags_of_others(client, guide, owner, stranger):
    flag_by(owner, guide)
    client.force_login(stranger)
    assert "A friend got more." not in text(client.get("/guides/flags/"))


def test_flags_are_handed_over_and_erased_with_the_account(guide, owner):
    flag_by(owner, guide)
    assert export_of(owner, now=NOW)["flags"][0]["reason"] == "A friend got more."
    erase(owner, now=NOW)
    assert not Flag.objects.exists()


# At the desk


def url_of(flag):
    return reverse("admin:guides_flag_change", args=[flag.pk])


def test_the_desk_shows_what_is_doubted_and_never_who_doubts(desk, guide, owner):
    flag = flag_by(owner, guide)
    pages = [text(desk.get(url)) for url in (url_of(flag), reverse("admin:guides_flag_changelist"), form_url(guide.published))]
    assert all("Base salary, New York (HQ)" in page for page in pages)
    assert not any("owner@example.com" in page for page in pages)
    assert "A friend got more." in pages[0]


def test_flagged_guides_are_work_until_the_flag_is_answered(guide, owner, editor):
    flag = flag_by(owner, guide)
    count = {work.name: work.count for work in work_at_the_desk(NOW.date())}
    assert count["flagged"] == 1
    decline(flag, answer="It stands.", by=editor, now=NOW)
    assert not next(work.count for work in work_at_the_desk(NOW.date()) if work.name == "flagged")


def test_a_curator_declines_with_a_sentence(desk, guide, owner, curator):
    flag = flag_by(owner, guide)
    refused = desk.post(url_of(flag), {"state": "declined", "answer": "", "mended_by": ""})
    assert "answer" in refused.context["adminform"].form.errors
    desk.post(url_of(flag), {"state": "declined", "answer": "It stands.", "mended_by": ""})
    flag.refresh_from_db()
    assert (flag.state, flag.answer, flag.handled_by) == ("declined", "It stands.", curator)
    assert timezone.now() - flag.handled_at < timedelta(minutes=1)


def test_a_curator_accepts_with_a_revision(desk, guide, owner, curator):
    flag, draft = flag_by(owner, guide), create_draft(guide, curator, high=360_000)
    refused = desk.post(url_of(flag), {"state": "accepted", "answer": "", "mended_by": ""})
    assert "mended_by" in refused.context["adminform"].form.errors
    desk.post(url_of(flag), {"state": "accepted", "answer": "", "mended_by": draft.pk})
    flag.refresh_from_db()
    assert (flag.state, flag.mended_by) == ("accepted", draft)


def test_at_the_desk_a_flag_is_not_accepted_with_a_revision_that_says_the_same(desk, guide, owner, curator):
    flag, draft = flag_by(owner, guide), create_draft(guide, curator)
    refused = desk.post(url_of(flag), {"state": "accepted", "answer": "Done.", "mended_by": draft.pk})
    assert "still says" in refused.context["adminform"].form.errors["mended_by"][0]
    assert Flag.objects.get().state == "open"


def test_before_it_goes_out_one_sees_what_readers_were_promised(client, guide, owner, editor):
    flag, draft = flag_by(owner, guide), create_draft(guide, editor, high=360_000)
    accept(flag, mended_by=draft, by=editor, now=NOW)
    client.force_login(editor)
    address = reverse("admin:guides_revision_publish", args=[draft.pk])
    assert "Readers were told" not in text(client.get(address))
    draft.bands.filter(component="base").update(high=340_000)
    assert "Readers were told that this revision mends these numbers" in text(client.get(address))


def test_an_answered_flag_is_not_answered_again_at_the_desk(desk, guide, owner, editor):
    flag = flag_by(owner, guide)
    decline(flag, answer="It stands.", by=editor, now=NOW)
    assert desk.post(url_of(flag), {"state": "declined", "answer": "Changed.", "mended_by": ""}).status_code == 403
    flag.refresh_from_db()
    assert flag.answer == "It stands."
