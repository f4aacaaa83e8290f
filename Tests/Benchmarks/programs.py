# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that run to their end: the hot verbs, and the launch of a task."""

import glob
import os
import subprocess


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


def explain(bench):
    """Verdicts for many lines at once, against bash, which only parses them."""
    cases = sorted(glob.glob(os.path.join(os.path.dirname(__file__), "../ShellSyntaxTests/Cases/*ground.tsv")))
    lines = [row.split("\t")[0] for case in cases for row in open(case).read().splitlines()[1:]]
    parses = lambda line: subprocess.run(["bash", "-n", "-c", line], capture_output=True).returncode == 0  # noqa: E731
    lines = [line for line in lines if "<<" not in line and parses(line)]
    lines *= (10_000 if bench.quick else 100_000) // len(lines)
    with open(bench.path("lines"), "w") as file:
        file.write("\n".join(lines) + "\n")
    took = {}
    for _ in range(3):
        for name, words in (("simmer", [bench.simmer, "explain", "--stdin"]), ("bash", ["bash", "-n"])):
            with open(bench.path("lines")) as file:
                began = sum(os.times()[2:4])
                subprocess.run(words, stdin=file, stdout=subprocess.DEVNULL, env=bench.environment, check=True)
                # Of the processor: how long it waited for one says nothing.
                took[name] = min(sum(os.times()[2:4]) - began, took.get(name, 1e9))
    speed = len(lines) / took["simmer"]
    bench.row("explain --stdin / bash -n", f"{speed:,.0f} lines/s", f"{len(lines) / took['bash']:,.0f} lines/s",
              f"{took['simmer'] / took['bash']:.2f}", "≥ 20,000 lines/s", speed >= 20_000)


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
