"""Errors: what stops the program. What is wrong with the content is a finding, not an error."""

from __future__ import annotations


class SitegenError(Exception):
    """Base of the errors that the command line tells in one sentence instead of a traceback.

    The sentence never quotes the content: it may hold a secret.
    """


class NotASiteError(SitegenError):
    """The folder holds no site: there is no ``content/site.yaml``."""


class PublicationError(SitegenError):
    """The new site could not be put in place; the old one stands."""


class UnreliableMemoryError(SitegenError):
    """What was kept of a former build is damaged, or is not what it was when this build began: begin anew without."""


class ExposedFolderError(SitegenError):
    """What is for the reviewer alone would lie where it is published."""
