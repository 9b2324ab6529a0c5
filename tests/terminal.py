"""A person at a terminal, for tests: types lines, and sees what is printed."""

import signal
import sys

import pexpect

from tests.conftest import ROOT

PROMPT = "\n> "


class Terminal:
    """`notices` on a pseudo-terminal."""

    def __init__(self, folder, *arguments: object) -> None:
        self.child = pexpect.spawn(
            sys.executable,
            ["-W", "error", "-m", "notices", *map(str, arguments)],
            cwd=str(folder),
            env={
                "PYTHONPATH": str(ROOT),
                "PATH": "/usr/bin:/bin",
                "TERM": "dumb",
                "SOURCE_DATE_EPOCH": "1795305600",
            },
            encoding="utf-8",
            timeout=30,
            dimensions=(40, 88),
            # Tests that run in the background ignore Ctrl-C; a terminal does not.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self.child.delaybeforesend = None
        self.said = ""

    def until_asked(self) -> str:
        """Wait for the prompt; return what was printed before it."""
        self.child.expect_exact([f"\r{PROMPT}", PROMPT])
        return self._heard()

    def types(self, *lines: str) -> str:
        """Type each line when asked; return what was printed before the next prompt."""
        for line in lines:
            if not self.said:
                self.until_asked()
            self.child.sendline(line)
            self.until_asked()
        return self.said

    def ends(self, line: str | None = None) -> tuple[str, int]:
        """Type a last line, or nothing; return what was printed, and the exit code."""
        if line is not None:
            self.child.sendline(line)
        self.child.expect(pexpect.EOF)
        said = self._heard()
        self.child.close()
        return said, self.child.exitstatus

    def presses_ctrl_c(self) -> tuple[str, int]:
        self.child.sendintr()
        return self.ends()

    def presses_ctrl_d(self) -> tuple[str, int]:
        self.child.sendeof()
        return self.ends()

    def _heard(self) -> str:
        self.said = self.child.before.replace("\r\n", "\n").replace("\r", "")
        return self.said
