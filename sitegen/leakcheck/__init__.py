"""The guard: every spelling of every secret, looked for on every surface of the finished site.

``withheld`` gathers the secrets from accepted records, ``needles`` compiles them, ``surfaces`` opens the
files, ``check`` compares and is the only maker of a ``ClearedTree``.
"""
