"""The browser of the browser tests: one that is there, else one that is installed.

``python -m tests.support.chromium`` makes sure there is one and prints where.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

#: Chromium in a container, without a screen, without looking anything up on a network.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    """Return the path of a Chromium, or ``None``. ``CHROMIUM`` names one that is elsewhere."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in _NAMES]
    return next((path for path in (*found, *_MAC) if path and Path(path).exists()), None)


def _install() -> None:
    apt = shutil.which("apt-get")
    if apt is not None:
        sudo = [] if os.geteuid() == 0 else ["sudo"]
        subprocess.run([*sudo, apt, "update", "-qq"], check=True)
        subprocess.run([*sudo, apt, "install", "-y", "-qq", "chromium"], check=True)
        return
    brew = shutil.which("brew")
    if brew is not None:
        subprocess.run([brew, "install", "--cask", "chromium"], check=True)
        return
    sys.exit("the browser tests need Chromium: install it, or name it with CHROMIUM=/path/to/chromium")


def main() -> None:
    """Install a Chromium where there is none."""
    if executable() is None:
        _install()
    sys.stdout.write(f"browser: {executable()}\n")


if __name__ == "__main__":
    main()
