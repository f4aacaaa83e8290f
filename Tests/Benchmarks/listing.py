# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast the tasks are shown."""

import os
import shutil


def listing(bench):
    """A look at the tasks, when many have ended: all of them kept, by the one and by the other."""
    count = 1_000 if bench.quick else 10_000
    config = bench.path("home/.config/simmer")
    os.makedirs(config, exist_ok=True)
    with open(f"{config}/config.toml", "w") as file:
        file.write(f"keep_tasks = {2 * count}\n")
    finish(bench, count)
    shown = bench.run_simmer("status", "--all").count(" completed")
    if shown != count:
        raise SystemExit(f"simmer-bench: {shown} of {count} tasks are shown")
    # tsp keeps as many as it was told when its server began.
    bench.environment["TS_MAXFINISHED"] = str(count)
    bench.output(["tsp", "-S", "1"])
    for _ in range(count):
        bench.run(["tsp", "true"])
    bench.run(["tsp", "-w"])
    listed = bench.output(["tsp"]).count(" finished ")
    if listed != count:
        raise SystemExit(f"simmer-bench: tsp lists {listed} of {count} tasks")
    glance, all, peer = bench.rounds(20 if bench.quick else 100,
                                     [bench.simmer, "status"], [bench.simmer, "status", "--all"], ["tsp"])
    what = f"with {count:,} tasks that have ended / tsp"
    bench.row(f"status {what}", f"{glance:.2f} ms", f"{peer:.2f} ms", f"{glance / peer:.2f}", "≤ 1.5", glance <= 1.5 * peer)
    bench.row(f"status --all {what}", f"{all:.1f} ms", f"{peer:.2f} ms", f"{all / peer:.2f}", "", None)


def finish(bench, count):
    """Leaves `count` records of tasks whose end was told: one is run, the others are copies of it."""
    bench.run_simmer("run", "--", "true")
    bench.run_simmer("wait", "1")
    store = bench.path("store")
    for name in os.listdir(f"{store}/done"):
        os.remove(f"{store}/done/{name}")
    for id in range(2, count + 1):
        shutil.copytree(f"{store}/tasks/1", f"{store}/tasks/{id}")
    with open(f"{store}/tasks/.last", "w") as file:
        file.write(f"{count:018d}")
