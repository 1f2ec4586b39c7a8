"""Faults are tried a few times in CI, and more often with --full-size."""

import pytest


def pytest_addoption(parser):
    parser.addoption("--full-size", action="store_true", help="as often as the promise says, not only as CI has time for")


@pytest.fixture(scope="session")
def full_size(request):
    return request.config.getoption("--full-size")
