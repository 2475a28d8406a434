"""One file a verb; each defines ``command``. Imported when called (see ``sitegen.cli``)."""
