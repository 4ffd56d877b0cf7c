"""Other formats → an assignment folder of ours: Otter Assign masters, nbgrader notebooks and courses."""

from autograder.importers.draft import Draft, Note
from autograder.importers.find import Source, find_sources, import_source

__all__ = ["Draft", "Note", "Source", "find_sources", "import_source"]
