# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast what a task has written is shown."""

import random
import shutil

LINE = b"2026-11-21T12:00:00.000 INFO  server: handled a request in some milliseconds ok\n"
PLACES = [b"in Berlin", b"in Oslo", b"in Lima"]


def tail(bench):
    """The last lines of a large log: a task's that has ended, whose log is then made large."""
    megabytes = 100 if bench.quick else 1000
    task = bench.run_simmer("run", "--", "true")
    bench.run_simmer("wait", task)
    log = bench.path(f"store/tasks/{task}/stdout")
    with open(log, "wb") as file:
        # Lines that differ: those that say the same are shown once.
        lines = [LINE.replace(b"ok", place) for place in PLACES]
        chunk = b"".join(lines) * (1_000_000 // sum(map(len, lines)))
        for _ in range(megabytes):
            file.write(chunk)
    shown = bench.run_simmer("output", task, "--tail", "30")
    if shown.count("\n") != 29:
        raise SystemExit(f"simmer-bench: output shows {shown.count(chr(10)) + 1} lines, not 30")
    ours, peer = bench.rounds(20 if bench.quick else 100,
                              [bench.simmer, "output", task, "--tail", "30"], ["tail", "-n", "30", log])
    bench.row(f"output --tail 30 of {megabytes} MB / tail", f"{ours:.2f} ms", f"{peer:.2f} ms", f"{ours / peer:.2f}",
              "≤ 5 ms", ours <= 5)


def coloured(megabytes, path):
    """A dev server's log: styles in every line, a warning in two hundred, an error in a thousand; rarer, what one looks for."""
    words = random.Random(7)
    lines = []
    for number in range(40000):
        colour, level = (31, "ERROR") if number % 1000 == 7 else (33, "WARN") if number % 200 == 3 else (32, "INFO")
        lines.append(
            f"\x1b[2m12:{number // 60000:02d}:{number // 1000 % 60:02d}.{number % 1000:03d}\x1b[22m \x1b[{colour}m{level}"
            f"\x1b[39m \x1b[36m[server]\x1b[39m GET /api/{words.choice(['items', 'users'])}/{words.randrange(100000)}"
            f"?page={number % 17} \x1b[32m200\x1b[39m in {words.randrange(900)} ms\n")
        if number % 10000 == 5000:
            # Lines that differ from the one before: those that say the same are shown once.
            lines.append(f"12:59:59.999 INFO the thimble in {['Berlin', 'Oslo', 'Lima', 'Hanoi'][number // 10000]}\n")
    chunk = "".join(lines).encode()
    with open(path, "wb") as file:
        for number in range(megabytes * 1_000_000 // len(chunk)):
            file.write(chunk)
            file.write(b"12:59:59.999 ERROR the needle " + PLACES[number % len(PLACES)] + b"\n")


def reading(bench):
    """Filtering and reading all of a coloured log, against the tools that search and strip bytes."""
    megabytes = 100 if bench.quick else 1000
    task = bench.run_simmer("run", "--", "true")
    bench.run_simmer("wait", task)
    log = bench.path(f"store/tasks/{task}/stdout")
    coloured(megabytes, log)
    output = [bench.simmer, "output", task]
    count = 3 if bench.quick else 7
    for what, ours, peer, budget in (
        ("--filter 'ERROR|WARN' --count", ["--filter", "ERROR|WARN"], ["rg", "-c", "ERROR|WARN", log], 2),
        ("--filter 'error|warn' --count", ["--filter", "error|warn"], ["rg", "-ci", "error|warn", log], 2),
        ("--filter 'ERROR|WARN' --count", ["--filter", "ERROR|WARN"], ["grep", "-acE", "ERROR|WARN", log], None),
    ):
        if bench.output(output + ours + ["--count"]) != bench.output(peer):
            raise SystemExit(f"simmer-bench: {what} does not agree with {peer[0]}")
        took, theirs = bench.rounds(count, output + ours + ["--count"], peer)
        bench.row(f"output {what} of {megabytes} MB / {peer[0]}", f"{took:.0f} ms", f"{theirs:.0f} ms",
                  f"{took / theirs:.2f}", f"≤ {budget}" if budget else "", took / theirs <= budget if budget else None)
    took, theirs = bench.rounds(count, output + ["--filter", ".", "--count"],
                                ["sh", "-c", f"sed 's/\\x1b\\[[0-9;]*m//g' {log} | wc -l"])
    speed = megabytes / took * 1000
    bench.row(f"all of {megabytes} MB as text / sed", f"{took:.0f} ms", f"{theirs:.0f} ms", f"{took / theirs:.2f}",
              "≥ 500 MB/s", speed >= 500)
    if shutil.which("ansi2txt"):
        took, theirs = bench.rounds(count, output + ["--filter", ".", "--count"],
                                    ["sh", "-c", f"ansi2txt <{log} | wc -l"])
        bench.row(f"all of {megabytes} MB as text / ansi2txt", f"{took:.0f} ms", f"{theirs:.0f} ms",
                  f"{took / theirs:.2f}", "", None)
    took, theirs = bench.rounds(count, output + ["--errors", "--count"],
                                ["grep", "-aciE", "error|fail|fatal|exception|panic|traceback", log])
    bench.row(f"output --errors --count of {megabytes} MB / grep -ciE", f"{took:.0f} ms", f"{theirs:.0f} ms",
              f"{took / theirs:.2f}", "", None)
    for word, lines in (("thimble", "10,000"), ("needle", "40,000")):
        command = output + ["--filter", word, "--tail", "30"]
        if bench.output(command).count(word) != 30:
            raise SystemExit(f"simmer-bench: the last 30 lines with {word} are not 30")
        took, theirs = bench.rounds(count * 3, command, ["sh", "-c", f"tac {log} | grep -m 30 {word}"])
        bench.row(f"the last 30 of a pattern that one in {lines} lines has / tac | grep", f"{took:.1f} ms",
                  f"{theirs:.1f} ms", f"{took / theirs:.2f}", "≤ 20 ms", took <= 20)
