"""Two at once at the desk, and two clicks of one reader: each in a session of its own."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now as current_time

from guides import publishing
from guides.flags import MOST_A_DAY, raise_flag
from guides.models import Band, Flag, Guide, Revision
from guides.scheduling import publish_due, schedule
from guides.sheets.applying import NotAsShown, apply
from guides.sheets.exporting import revisions_to_edit, sheet_of
from guides.sheets.files import read_sheet
from guides.sheets.plans import plans_of
from tests import factories
from tests.desk import NOW, create_draft, form_url, opened, save

AT = NOW + timedelta(hours=2)
pytestmark = pytest.mark.django_db(transaction=True)


def both_at_once(*verbs):
    """Run the verbs in sessions of their own, started together. Gives what each returned or raised."""
    barrier, results = Barrier(len(verbs)), [None] * len(verbs)

    def run(place, verb):
        try:
            barrier.wait(5)
            results[place] = verb()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


def held_up(hold, *verbs):
    """The same, while a third session holds something for a moment: the verbs stand before that lock together."""
    results = []
    with transaction.atomic():
        hold()
        waiting = Thread(target=lambda: results.extend(both_at_once(*verbs)))
        waiting.start()
        waiting.join(0.5)
    waiting.join(20)
    return results


def holding(guide):
    return lambda: publishing.lock_guide(guide)


def no_new_flag():
    connection.cursor().execute("LOCK TABLE guides_flag IN SHARE MODE")


def set_to_go_out(guide):
    writer, editor = factories.create_user("writer@example.com"), factories.create_user("editor@example.com")
    draft = create_draft(guide, writer)
    publishing.submit(draft, by=writer, now=NOW)
    schedule(draft, at=AT, by=editor, now=NOW)
    return draft


def test_two_rounds_publish_what_is_due_once():
    guide = factories.create_guide()
    draft = set_to_go_out(guide)
    assert sorted(held_up(holding(guide), lambda: publish_due(AT), lambda: publish_due(AT))) == [0, 1]
    assert guide.published == draft
    assert not draft.problems.filter(code="did_not_go_out").exists()


def test_a_round_and_a_new_time_do_not_both_win():
    guide = factories.create_guide()
    draft = set_to_go_out(guide)
    copy, later = Revision.objects.get(pk=draft.pk), AT + timedelta(days=1)
    went_out, refused = held_up(holding(guide), lambda: publish_due(AT), lambda: schedule(copy, at=later, by=copy.scheduled_by, now=NOW))
    draft.refresh_from_db()
    assert (draft.state, draft.publish_at) == (("published", None) if went_out else ("in_review", later))
    assert isinstance(refused, publishing.WrongState) == bool(went_out)


def test_ten_flags_a_day_are_ten_with_two_at_once():
    guide, reader = factories.create_guide(), factories.create_user()
    levels = [f"L{number}" for number in range(MOST_A_DAY + 1)]
    money = {"component": "total", "low": 1, "high": 2, "currency": "USD"}
    bands = [Band.objects.create(revision=guide.published, level=level, **money) for level in levels]
    flag = lambda band: raise_flag(band, by=reader, reason="Too low.", now=NOW)  # noqa: E731
    for band in bands[: MOST_A_DAY - 1]:
        flag(band)
    results = held_up(no_new_flag, lambda: flag(bands[-1]), lambda: flag(bands[-2]))
    assert sorted(type(result).__name__ for result in results) == ["Flag", "FlagError"]
    assert Flag.objects.count() == MOST_A_DAY


def test_a_number_flagged_twice_at_once_is_flagged_once():
    guide, reader = factories.create_guide(), factories.create_user()
    band = guide.published.bands.first()
    results = held_up(no_new_flag, *[lambda: raise_flag(band, by=reader, reason="Too low.", now=NOW)] * 2)
    assert sorted(type(result).__name__ for result in results) == ["Flag", "FlagError"]
    assert Flag.objects.count() == 1


def changed_sheet(high):
    text = "".join(sheet_of(revisions_to_edit(Guide.objects.all())))
    sheet = read_sheet(text.replace(",340000,", f",{high},").encode())
    return sheet, plans_of(sheet).fingerprint()


def test_of_two_sheets_for_one_guide_the_second_is_told():
    guide, curator = factories.create_guide(), factories.create_user()
    sheets = [changed_sheet(high) for high in (350_000, 360_000)]
    write = lambda sheet, seen: apply(sheet, seen=seen, by=curator, now=NOW)  # noqa: E731
    results = held_up(holding(guide), *[lambda given=given: write(*given) for given in sheets])
    assert sum(isinstance(result, NotAsShown) for result in results) == 1
    assert guide.revisions.count() == 2
    assert guide.revisions.get(state="draft").bands.get(component="base").high in (350_000, 360_000)


def test_of_two_raises_of_one_guide_at_once_the_second_is_shown_again():
    guide, root = factories.create_guide(), factories.create_staff("root@example.com", is_superuser=True)
    change = {"percent": "3", "step": "1000", "components": ["base"], "action": "raise_bands", "_selected_action": [guide.pk]}
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(root)
    raise_once = lambda client, **more: client.post(reverse("admin:guides_guide_changelist"), change | more)  # noqa: E731
    seen = raise_once(clients[0], stage="preview").context["seen"]
    answers = held_up(holding(guide), *[lambda client=client: raise_once(client, stage="apply", seen=seen) for client in clients])
    assert sorted(answer.status_code for answer in answers) == [200, 302], "one is done, one is shown the plan as it is now"
    assert guide.revisions.filter(state="draft").count() == 1


def test_a_form_that_was_open_while_a_sheet_was_applied_overwrites_nothing():
    guide, curator = factories.create_guide(), factories.create_staff("root@example.com", is_superuser=True)
    draft, client = create_draft(guide, curator), Client()
    client.force_login(curator)
    values = opened(client, draft)
    sheet, seen = changed_sheet(350_000)
    apply(sheet, seen=seen, by=curator, now=NOW)
    assert save(client, draft, values | {"title": "Another"}).status_code == 200, "the form is shown again"
    draft.refresh_from_db()
    assert (draft.title != "Another", draft.bands.get(component="base").high) == (True, 350_000)


def test_the_desk_shows_a_set_time_that_has_passed():
    draft = set_to_go_out(factories.create_guide())
    Revision.objects.filter(pk=draft.pk).update(publish_at=current_time() - timedelta(minutes=5))
    client = Client()
    client.force_login(factories.create_staff("root@example.com", is_superuser=True))
    assert ">overdue<" in client.get(reverse("admin:index")).content.decode()
    assert "seems to stand still" in client.get(form_url(draft)).content.decode()
