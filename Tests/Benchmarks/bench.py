# SPDX-License-Identifier: GPL-3.0-or-later
"""The workbench: a directory that goes, processes that end, and the table."""

import os
import shutil
import signal
import statistics
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


class Bench:
    """What all measurements share. Everything that they start carries the path of `scratch` in its environment."""

    def __init__(self, simmer, quick):
        self.quick = quick
        self.scratch = tempfile.mkdtemp(prefix="simmer-bench.")
        self.rows = []
        self.environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "HOME": self.path("home"),
            "SIMMER_HOME": self.path("store"),
            "TS_SOCKET": self.path("tsp"),
            "TMPDIR": self.scratch,
        }
        os.mkdir(self.path("home"))
        self.simmer = simmer or self.install()

    def path(self, name):
        return os.path.join(self.scratch, name)

    def install(self):
        """The program as users get it: built and installed by shell/install."""
        installer = os.path.join(HERE, "../../shell/install")
        prefix = self.path("prefix")
        subprocess.run([installer, "--no-rc"], env=os.environ | {"PREFIX": prefix}, check=True)
        return prefix + "/bin/simmer"

    def compile(self, name, *flags):
        program = self.path(name)
        if not os.path.exists(program):
            subprocess.run(["cc", "-O2", *flags, "-o", program, f"{HERE}/{name}.c"], check=True)
        return program

    def rounds(self, count, *commands):
        """Runs the commands in turn, `count` times; returns the median of each in milliseconds."""
        words = [self.compile("rounds"), str(count)]
        for command in commands:
            words += ["--"] + ["---" if word == "--" else word for word in command]
        lines = self.output(words).split("\n")
        table = [[int(field) / 1e6 for field in line.split()] for line in lines if line]
        # The first rounds read files that later ones find in memory.
        return [statistics.median(column) for column in zip(*table[len(table) // 10 :])]

    def output(self, words):
        return self.run(words, stdout=subprocess.PIPE).stdout.strip()

    def run(self, words, stdout=subprocess.DEVNULL):
        return subprocess.run(words, env=self.environment, cwd=self.scratch, stdin=subprocess.DEVNULL,
                              stdout=stdout, text=True, check=True)

    def run_simmer(self, *words):
        return self.output([self.simmer, *words])

    def row(self, what, simmer, peer, ratio, budget, kept):
        """Adds a line to the table; `kept` is whether the budget was, None where there is none."""
        verdict = {True: "ok", False: "OVER", None: ""}[kept]
        self.rows.append((what, simmer, peer, ratio, budget, verdict))

    def table(self):
        head = ("what", "simmer", "peer", "ratio", "budget", "")
        widths = [max(len(row[i]) for row in [head] + self.rows) for i in range(len(head))]
        lines = [head, tuple("-" * max(3, width) for width in widths)] + self.rows
        return "\n".join("| " + " | ".join(f.ljust(w) for f, w in zip(line, widths)) + " |" for line in lines)

    # ==== The end ====

    def processes(self):
        """The processes that the measurements started and that are still there."""
        found = []
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{name}/environ", "rb") as file:
                    if self.scratch.encode() in file.read() and int(name) != os.getpid():
                        found.append(int(name))
            except OSError:
                continue
        return found

    def clear(self):
        """Ends all that was started, the store included."""
        deadline = time.monotonic() + 10
        while (left := self.processes()) and time.monotonic() < deadline:
            for pid in left:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            time.sleep(0.05)
        shutil.rmtree(self.path("store"), ignore_errors=True)

    def close(self):
        self.clear()
        shutil.rmtree(self.scratch, ignore_errors=True)
