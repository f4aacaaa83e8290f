# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that run to their end: the hot verbs, and the launch of a task."""

import os


def hot_verbs(bench):
    """What the shell plugin calls, with nothing to do, against the least that a program can cost."""
    hello = [bench.compile("hello")]
    bench.run_simmer("status")
    decide = [bench.simmer, "decide", "--shell", "bash", "--", "git status"]
    notices = [bench.simmer, "notices", "--session", "1-1"]
    base, decided, noticed = bench.rounds(100 if bench.quick else 1000, hello, decide, notices)
    for what, took in (("simmer decide", decided), ("simmer notices", noticed)):
        ratio = took / base
        bench.row(f"{what} / C hello-world", f"{took:.2f} ms", f"{base:.2f} ms", f"{ratio:.2f}", "≤ 1.4", ratio <= 1.4)


def launch(bench):
    """The launch of a task that goes on, each tool by its own way; tasks run at once in all of them."""
    for name in ("nq", "dtach"):
        os.makedirs(bench.path(name), exist_ok=True)
    # tsp and nq queue by nature: more slots for the one, a queue for each task for the other.
    bench.output(["tsp", "-S", "10000"])
    task = ["sleep", "300"]
    tools = {
        "dtach -n": ["dtach", "-n", bench.path("dtach/%d"), *task],
        "nq": [f"NQDIR={bench.path('nq/%d')}", "nq", *task],
        "tsp": ["tsp", *task],
        "setsid nohup": ["sh", "-c", "setsid nohup sleep 300 >/dev/null 2>&1 &"],
    }
    count = 10 if bench.quick else 60
    for round in range(count):
        os.mkdir(bench.path(f"nq/{round}"))
    ours, *theirs = bench.rounds(count, [bench.simmer, "run", "--", *task], *tools.values())
    running = bench.run_simmer("status").count(" running ")
    if running != count:
        raise SystemExit(f"simmer-bench: {running} of {count} tasks run")
    for name, took in zip(tools, theirs):
        ratio = ours / took
        held = name == "dtach -n"
        bench.row(f"simmer run / {name}", f"{ours:.2f} ms", f"{took:.2f} ms", f"{ratio:.2f}",
                  "≤ 1.5" if held else "", ratio <= 1.5 if held else None)
