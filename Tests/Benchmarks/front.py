# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs that a command runs in front of a terminal as a task: throughput, first byte, keys."""

import os
import pty
import select
import shutil
import statistics
import time

import shells


class Terminal:
    """A terminal with one command in it, read by this process as a terminal emulator would."""

    def __init__(self, bench, words):
        self.pid, self.outer = pty.fork()
        if self.pid == 0:
            os.chdir(bench.scratch)
            os.execvpe(words[0], words, bench.environment)

    def read_to_end(self):
        """Returns how many bytes came, and a last piece of them."""
        count, last = 0, b""
        while True:
            try:
                piece = os.read(self.outer, 1 << 16)
            except OSError:
                break
            if not piece:
                break
            count += len(piece)
            last = piece
        return count, last

    def first(self):
        os.read(self.outer, 1)

    def wait_for(self, text):
        seen = b""
        while text not in seen:
            if not select.select([self.outer], [], [], 20)[0]:
                raise SystemExit(f"simmer-bench: {text} never came")
            seen = seen[-len(text) :] + os.read(self.outer, 1 << 16)

    def press(self, key):
        os.write(self.outer, key)
        os.read(self.outer, 1 << 12)

    def close(self):
        os.close(self.outer)
        os.waitpid(self.pid, 0)


def ways(bench, line):
    """The command in a terminal as it is, as a task in front, and through those that are in between as well."""
    found = {
        "bare": ["bash", "-c", line],
        "simmer": [bench.simmer, "run", "--adaptive", "--", line],
        "script": ["script", "-q", "-e", "-c", line, "/dev/null"],
    }
    if shutil.which("dtach"):
        # A name for each: the session before may not be gone yet.
        socket = bench.path(f"dtach-{time.monotonic_ns()}")
        found["dtach"] = ["dtach", "-A", socket, "-z", "bash", "-c", line]
    return found


def throughput(bench):
    scale = 4 if bench.quick else 1
    lines = {"seq 1000000": f"seq {1_000_000 // scale}", "cat of 40 MB": "cat input"}
    with open(bench.path("input"), "wb") as output:
        output.write((b"x" * 79 + b"\n") * (500_000 // scale))
    for name, line in lines.items():
        times = {}
        counts = {}
        for _ in range(3 if bench.quick else 5):
            for way, words in ways(bench, line).items():
                began = time.perf_counter()
                terminal = Terminal(bench, words)
                counts[way], _ = terminal.read_to_end()
                times.setdefault(way, []).append(time.perf_counter() - began)
                terminal.close()
        if counts["simmer"] != counts["bare"]:
            raise SystemExit(f"simmer-bench: {counts} bytes of {name}")
        medians = {way: statistics.median(took) for way, took in times.items()}
        report(bench, f"{name} in front", medians, 1000, "≤ 1.1", 1.1)


def first_byte(bench):
    times = {}
    for _ in range(40 if bench.quick else 150):
        for way, words in ways(bench, "echo x").items():
            began = time.perf_counter()
            terminal = Terminal(bench, words)
            terminal.first()
            times.setdefault(way, []).append(time.perf_counter() - began)
            terminal.read_to_end()
            terminal.close()
    report(bench, "first byte in front", {w: statistics.median(t) for w, t in times.items()}, 1000, None, None)


def keys(bench):
    """A key and its echo by the terminal of the command."""
    medians = {}
    for way, words in ways(bench, "echo ready; exec cat").items():
        terminal = Terminal(bench, words)
        terminal.wait_for(b"ready")
        time.sleep(0.3)
        while select.select([terminal.outer], [], [], 0)[0]:
            os.read(terminal.outer, 1 << 12)
        took = []
        for _ in range(300 if bench.quick else 1000):
            began = time.perf_counter()
            terminal.press(b"x")
            took.append(time.perf_counter() - began)
        medians[way] = statistics.median(took)
        os.kill(terminal.pid, 9)
        terminal.close()
    report(bench, "key and echo in front", medians, 1e6, None, None)


def enter(bench):
    """From Enter to the first output of a line that may take long: bash with the plugin, and without."""
    os.makedirs(bench.path("bin"), exist_ok=True)
    program = bench.path("bin/pytest")
    with open(program, "w") as file:
        file.write("#!/bin/sh\necho out''put\n")
    os.chmod(program, 0o755)
    os.makedirs(bench.path("home/.config/simmer"), exist_ok=True)
    # Or it would be left alone after five times.
    with open(bench.path("home/.config/simmer/config.toml"), "w") as file:
        file.write('learn = "off"\n')
    bench.environment |= {"PATH": f"{bench.path('bin')}:{bench.environment['PATH']}",
                          "XDG_CONFIG_HOME": bench.path("home/.config")}
    for name in shells.BUDGETS:
        sides = {way: shells.Shell(bench, name, plugin=way == "simmer") for way in ("bare", "simmer")}
        times = {}
        for round in range(20 if bench.quick else 100):
            for way, shell in sides.items():
                took = shell.first_output("pytest", b"output")
                if round >= 3:
                    times.setdefault(way, []).append(took)
        for shell in sides.values():
            shell.close()
        report(bench, f"{name}: Enter to first output in front", {w: statistics.median(t) for w, t in times.items()}, 1000,
               None, None)


def report(bench, what, medians, unit, budget, limit):
    name = {1000: "ms", 1e6: "µs"}[unit]
    for peer in medians:
        if peer == "simmer":
            continue
        ratio = medians["simmer"] / medians[peer]
        kept = ratio <= limit if limit and peer == "script" else None
        bench.row(f"{what} / {peer}", f"{medians['simmer'] * unit:.1f} {name}", f"{medians[peer] * unit:.1f} {name}",
                  f"{ratio:.2f}", budget if kept is not None else "", kept)


def front(bench):
    throughput(bench)
    first_byte(bench)
    keys(bench)
    enter(bench)
