# SPDX-License-Identifier: GPL-3.0-or-later
"""What a process costs that waits for a task to end."""

import os
import statistics
import time


def private_memory(pid):
    """Kilobytes that would be free if the process were not there."""
    with open(f"/proc/{pid}/smaps_rollup") as file:
        return sum(int(line.split()[1]) for line in file if line.startswith(("Private_Dirty", "Private_Clean")))


def wake_ups(pid):
    with open(f"/proc/{pid}/status") as file:
        return sum(int(line.split()[1]) for line in file if "ctxt_switches" in line)


def supervisors(bench):
    found = []
    for task in os.listdir(bench.path("store/live")):
        with open(bench.path(f"store/tasks/{task.split('.')[0]}/status")) as file:
            found += [int(line.split()[1]) for line in file if line.startswith("supervisor ")]
    return found


def masters(bench):
    return [pid for pid in bench.processes() if os.path.basename(os.readlink(f"/proc/{pid}/exe")) == "dtach"]


def waiting_supervisor(bench):
    os.makedirs(bench.path("dtach"), exist_ok=True)
    for number in range(5):
        bench.run_simmer("run", "--", "sleep", "300")
        bench.output(["dtach", "-n", bench.path(f"dtach/memory{number}"), "sleep", "300"])
    # Both are measured once they have gone to sleep: ours looks for a question after 41 seconds, and then after 81.
    time.sleep(50)
    ours = supervisors(bench)
    kilobytes = statistics.median(map(private_memory, ours))
    peer = statistics.median(map(private_memory, masters(bench)))
    bench.row("waiting supervisor, private memory / dtach", f"{kilobytes:.0f} kB", f"{peer:.0f} kB",
              f"{kilobytes / peer:.2f}", "≤ 256 kB", kilobytes <= 256)
    seconds = 2 if bench.quick else 10
    before = [wake_ups(pid) for pid in ours]
    time.sleep(seconds)
    woken = sum(wake_ups(pid) for pid in ours) - sum(before)
    bench.row(f"wake-ups of {len(ours)} waiting supervisors in {seconds} s", str(woken), "", "", "0", woken == 0)
