"""The vault: what the content files say before redaction. May hold secrets.

Only ``sitegen.redact``, ``sitegen.leakcheck`` and ``sitegen.pipeline`` may import it: a contract in
``pyproject.toml`` fails the tests otherwise.
"""
