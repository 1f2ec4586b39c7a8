"""Faults are tried a few times in CI, and more often with --full-size."""

import os

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers(config):
    """CI's size of the whole folder runs two at a time, as most of it is waiting for processes; the full size one by one, in sight."""
    whole = any(os.path.isdir(argument) for argument in config.args)
    return 2 if whole and not config.getoption("--full-size") else 0


def pytest_addoption(parser):
    parser.addoption("--full-size", action="store_true", help="as often as the promise says, not only as CI has time for")


@pytest.fixture(scope="session")
def full_size(request):
    return request.config.getoption("--full-size")
