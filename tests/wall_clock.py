"""`pytest --wall-clock` runs the files whose tests count from the moment they run at, known by what they say, and no others."""

import ast
import re
from pathlib import Path

READS = re.compile(r"\b(?:timezone\.now|datetime\.now|date\.today|localdate|localtime|database_now|time\.time)\(")
LENGTH = re.compile(r"\btimedelta\(")
HERE = Path(__file__).resolve().parent


def pytest_addoption(parser):
    parser.addoption("--wall-clock", action="store_true", help="only the files that read the clock")


def pytest_ignore_collect(collection_path, config):
    if config.getoption("--wall-clock") and collection_path.match("test_*.py"):
        return not counts_from_now(collection_path) or None


def counts_from_now(path: Path) -> bool:
    """Whether a file of tests, with the functions that it borrows from others of ours by name, asks for the time and adds to it."""
    source = path.read_text()
    words = "\n".join([source, *borrowed(source)])
    return bool(READS.search(words) and LENGTH.search(words))


def borrowed(source: str) -> list[str]:
    """The sources of the functions that are imported from the files of `tests`."""
    imports = [node for node in ast.parse(source).body if isinstance(node, ast.ImportFrom) and node.module.startswith("tests.")]
    return [words for node in imports for words in functions_of(node.module, {name.name for name in node.names})]


def functions_of(module: str, names: set[str]) -> list[str]:
    source = HERE.joinpath(*module.split(".")[1:]).with_suffix(".py").read_text()
    found = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef) and node.name in names]
    return [ast.get_source_segment(source, node) for node in found]
