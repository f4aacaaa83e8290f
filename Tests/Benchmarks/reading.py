# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast what a task has written is shown."""

LINE = b"2026-11-21T12:00:00.000 INFO  server: handled a request in some milliseconds ok\n"


def tail(bench):
    """The last lines of a large log: a task's that has ended, whose log is then made large."""
    megabytes = 100 if bench.quick else 1000
    task = bench.run_simmer("run", "--", "true")
    bench.run_simmer("wait", task)
    log = bench.path(f"store/tasks/{task}/stdout")
    with open(log, "wb") as file:
        chunk = LINE * (1_000_000 // len(LINE))
        for _ in range(megabytes):
            file.write(chunk)
    shown = bench.run_simmer("output", task, "--tail", "30")
    if shown.count("\n") != 29:
        raise SystemExit(f"simmer-bench: output shows {shown.count(chr(10)) + 1} lines, not 30")
    ours, peer = bench.rounds(20 if bench.quick else 100,
                              [bench.simmer, "output", task, "--tail", "30"], ["tail", "-n", "30", log])
    bench.row(f"output --tail 30 of {megabytes} MB / tail", f"{ours:.2f} ms", f"{peer:.2f} ms", f"{ours / peer:.2f}",
              "≤ 5 ms", ours <= 5)
