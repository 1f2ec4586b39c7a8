"""Which files count from now, and so run at other moments too, is known by what they say."""

import pytest

from tests.running import BASE
from tests.wall_clock import counts_from_now

AT_A_MOMENT = "NOW = moment(WALL, ZONE)\nLATER = NOW + timedelta(hours=1)\n"


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        (AT_A_MOMENT, False),
        ("def test_soon():\n    wait(until=timezone.now() + timedelta(hours=1))\n", True),
        ("def test_at_once():\n    change(now=timezone.now())\n", False),
        ("from tests.test_api import Api, wall_in\n", True),
        ("from tests.test_api import Api\n", False),
        ("from tests import factories\n", False),
    ],
)
def test_a_file_counts_from_now_itself_or_by_a_function_it_borrows(tmp_path, words, counts):
    file = tmp_path / "test_it.py"
    file.write_text(words)
    assert counts_from_now(file) is counts


def test_some_files_do_and_most_do_not():
    files = list((BASE / "tests").glob("test_*.py"))
    assert 0 < sum(map(counts_from_now, files)) < len(files) / 3
