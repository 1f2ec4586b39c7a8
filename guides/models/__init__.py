"""Guides: what one company pays for one role, revision by revision, each number with its origin."""

from guides.models.catalogue import Company, Guide, GuideQuerySet, Role
from guides.models.entries import Entry
from guides.models.figures import Band, Figure, Target
from guides.models.flags import Flag
from guides.models.readings import GuideReading
from guides.models.revisions import Document, Revision
from guides.models.states import State
from guides.models.uploads import Upload
from guides.models.words import LevelPeer, LevelRow, Lever, Problem, RevisionRow, Section, Source, Tag

__all__ = [
    "Band",
    "Company",
    "Document",
    "Entry",
    "Figure",
    "Flag",
    "Guide",
    "GuideQuerySet",
    "GuideReading",
    "LevelPeer",
    "LevelRow",
    "Lever",
    "Problem",
    "Revision",
    "RevisionRow",
    "Role",
    "Section",
    "Source",
    "State",
    "Tag",
    "Target",
    "Upload",
]
