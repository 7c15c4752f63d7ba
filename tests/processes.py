"""Commands as processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

COMMAND = [str(Path(sys.executable).with_name("docketgraph"))]


def start(*arguments, **settings):
    """A command, with none of this environment's settings but those that are given."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DOCKETGRAPH_")}
    environment |= {f"DOCKETGRAPH_{name.upper()}": str(value) for name, value in settings.items()}
    return subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, preexec_fn=_heed
    )


def _heed():
    """Take Ctrl-C even where the tests run in the background, which ignores it for all below."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def line_of(process, seconds=20):
    """The next line of standard error; a process that prints none is ended after a while."""
    waiting = threading.Timer(seconds, process.kill)
    waiting.start()
    try:
        return process.stderr.readline()
    finally:
        waiting.cancel()
