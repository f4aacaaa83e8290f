# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast what a task writes to its terminal is on disk."""

import os
import statistics
import time


def inputs(bench):
    scale = 4 if bench.quick else 1
    line = b"2026-11-21T12:00:00.000 INFO  server: handled a request in some milliseconds ok\n"
    assert len(line) == 80
    return {
        "80-column lines": line * (500_000 // scale),
        "short lines (seq)": b"".join(b"%d\n" % number for number in range(1, 1_000_001 // scale)),
        "shortest lines (yes)": b"y\n" * (10_000_000 // scale),
    }


def by_simmer(bench, file, size):
    began = time.perf_counter()
    task = bench.run_simmer("run", "--", "cat", file)
    bench.run_simmer("wait", task)
    took = time.perf_counter() - began
    captured = os.path.getsize(bench.path(f"store/tasks/{task}/stdout"))
    bench.run_simmer("cleanup")
    return took, captured == size


def by_script(bench, file, size):
    log = bench.path("typescript")
    began = time.perf_counter()
    bench.run(["script", "-q", "-e", "-c", f"cat {file}", log])
    took = time.perf_counter() - began
    captured = os.path.getsize(log)
    os.unlink(log)
    # With carriage returns, and lines of its own around.
    return took, captured >= size


def throughput(bench):
    for name, content in inputs(bench).items():
        file = bench.path("input")
        with open(file, "wb") as output:
            output.write(content)
        times = {by_simmer: [], by_script: []}
        for _ in range(3 if bench.quick else 7):
            for tool, took in times.items():
                seconds, complete = tool(bench, file, len(content))
                if not complete:
                    raise SystemExit(f"simmer-bench: {tool.__name__} lost some of {name}")
                took.append(seconds)
        ours, peer = (len(content) / 1e6 / statistics.median(took) for took in times.values())
        bench.row(f"capture of {name} / script", f"{ours:.0f} MB/s", f"{peer:.0f} MB/s", f"{ours / peer:.2f}",
                  "≥ 1.0", ours >= peer)
