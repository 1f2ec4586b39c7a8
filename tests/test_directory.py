"""The directory's filters: how many guides each choice has, and what becomes of a filter that cannot be understood."""

import re

import pytest

from guides.directory import counted, sectors_with_guides
from guides.models import Company, Role
from guides.publishing import retire
from tests.desk import NOW
from tests.factories import create_guide

pytestmark = pytest.mark.django_db


def options(client, name):
    page = client.get("/guides/").content.decode()
    field = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)[0]
    return re.findall(r"<option[^>]*>([^<]*)", field)


def test_each_company_and_role_says_how_many_guides_it_has(client):
    create_guide()
    create_guide(role="quant")
    assert options(client, "company") == ["Any company", "Acme Capital (2)"]
    assert [words.rpartition(" ")[2] for words in options(client, "role")] == ["role", "(1)", "(1)"]


def test_a_retired_guide_is_not_counted(editor):
    create_guide()
    retire(create_guide(role="quant"), by=editor, now=NOW)
    assert counted(Company, "company").get().count == 1
    assert [role.count for role in counted(Role, "role")] == [1]


def test_a_sector_says_how_many_guides_it_has():
    create_guide()
    create_guide(role="quant")
    Company.objects.update(sector="Hedge funds")
    assert list(sectors_with_guides()) == [("Hedge funds", 2)]


@pytest.mark.parametrize("query", [f"q={'a' * 201}", "company=nobody", f"region={'a' * 201}"])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_filter_that_cannot_be_understood_lists_nothing_and_says_so(client, query, headers):
    create_guide()
    page = client.get(f"/guides/?{query}", headers=headers).content.decode()
    assert "/guides/acme-capital/ml-ai-engineer/" not in page
    assert "No guide matches." in page
    assert headers or "errorlist" in page
