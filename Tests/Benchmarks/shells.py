# SPDX-License-Identifier: GPL-3.0-or-later
"""What the plugin adds to an interactive shell, in a real terminal."""

import os
import pty
import re
import select
import signal
import statistics
import time

# The prompt counts itself: a shell that draws one prompt twice is not taken for two.
PROMPTS = {"bash": "PS1='@$((++n))@ '", "zsh": "setopt promptsubst; PROMPT='@$((++n))@ '"}
COMMANDS = {"bash": ["bash", "--noprofile", "--rcfile"], "zsh": ["zsh", "-d", "-i"]}
BUDGETS = {"bash": 100, "zsh": 60}


class Shell:
    """An interactive shell at its prompt."""

    def __init__(self, bench, name, plugin):
        home = bench.path(f"{name}-{'with' if plugin else 'without'}")
        os.makedirs(home, exist_ok=True)
        startup = f"{home}/.{name}rc"
        with open(startup, "w") as file:
            file.write(PROMPTS[name] + "\n")
            if plugin:
                file.write(f'eval "$({bench.simmer} init {name})"\n')
        words = COMMANDS[name] + ([startup, "-i"] if name == "bash" else [])
        environment = bench.environment | {"HOME": home}
        self.prompt = 0
        self.began = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(words[0], words, environment)
        # The next shell must not hold this terminal open.
        os.set_inheritable(self.terminal, False)
        self.wait()
        self.started = time.perf_counter() - self.began

    def wait(self, seen=b""):
        """Reads until the next prompt is there, of which `seen` may be a part."""
        deadline = time.monotonic() + 20
        while True:
            numbers = [int(number) for number in re.findall(rb"@(\d+)@ ", seen)]
            if numbers and max(numbers) > self.prompt:
                self.prompt = max(numbers)
                return
            if not select.select([self.terminal], [], [], max(0, deadline - time.monotonic()))[0]:
                raise SystemExit(f"simmer-bench: a shell shows no prompt: {seen!r}")
            seen += os.read(self.terminal, 65536)

    def settle(self):
        """Waits until the shell says no more: what it does after the prompt is up belongs to the line before."""
        while select.select([self.terminal], [], [], 0.002)[0]:
            os.read(self.terminal, 65536)

    def enter(self, count):
        """Types `:` and Enter, `count` times at a stretch; returns the microseconds that the shell computed for each."""
        self.settle()
        before, last = self.computed(), self.prompt + count
        os.write(self.terminal, b":\r" * count)
        while self.prompt < last:
            self.wait()
        self.settle()
        return (self.computed() - before) / count * 1e6

    def first_output(self, line, text):
        """Types `line`, waits until it stands there, presses Enter; returns the seconds until `text` comes."""
        self.settle()
        os.write(self.terminal, line.encode())
        time.sleep(0.02)
        self.settle()
        began, seen = time.perf_counter(), b""
        os.write(self.terminal, b"\r")
        while text not in seen:
            if not select.select([self.terminal], [], [], 20)[0]:
                raise SystemExit(f"simmer-bench: {line} prints nothing: {seen!r}")
            seen += os.read(self.terminal, 65536)
        took = time.perf_counter() - began
        self.wait(seen)
        return took

    def computed(self):
        """Processor seconds so far, from the scheduler, to the nanosecond."""
        with open(f"/proc/{self.pid}/schedstat") as file:
            return int(file.read().split()[0]) / 1e9


    def close(self):
        os.close(self.terminal)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def enter(bench):
    """An ordinary line with tasks running: Enter, the line, and the next prompt, with the plugin and without.

    What counts is the time that the shell computes; it is the scheduler's account, and so hardly depends on what else
    the machine does. At a stretch the shell's code is in the processor's caches; after a pause it is not.
    """
    for _ in range(3):
        bench.run_simmer("run", "--", "sleep", "300")
    for name, budget in BUDGETS.items():
        sides = [Shell(bench, name, plugin=False), Shell(bench, name, plugin=True)]
        for how, count, held in (("20 at a stretch", 20, True), ("each after a pause", 1, False)):
            samples = [[], []]
            for round in range(40 if bench.quick else 200):
                for side, shell in enumerate(sides):
                    took = shell.enter(count)
                    if round >= 5:
                        samples[side].append(took)
            without, with_plugin = map(statistics.median, samples)
            added = with_plugin - without
            bench.row(f"{name}: added to Enter and prompt, {how}", f"{with_plugin:.0f} µs", f"{without:.0f} µs",
                      f"{added:+.0f} µs", f"≤ {budget} µs" if held else "", added <= budget if held else None)
        for shell in sides:
            shell.close()


def start(bench):
    """From the start of a shell to its first prompt, with the plugin and without."""
    bench.run_simmer("status")
    for name in BUDGETS:
        samples = [[], []]
        for round in range(10 if bench.quick else 40):
            for side in (0, 1):
                shell = Shell(bench, name, plugin=bool(side))
                samples[side].append((shell.started * 1000, shell.computed() * 1000))
                shell.close()
        (wall, cpu), (wall_with, cpu_with) = (map(statistics.median, zip(*side)) for side in samples)
        added = wall_with - wall
        bench.row(f"{name}: added to the start of a shell", f"{wall_with:.1f} ms", f"{wall:.1f} ms",
                  f"{added:+.1f} ms", "≤ 5 ms", added <= 5)
        bench.row(f"{name}: the same, processor of the shell alone", f"{cpu_with:.1f} ms", f"{cpu:.1f} ms",
                  f"{cpu_with - cpu:+.1f} ms", "", None)


def versions(bench):
    bash = bench.output(["bash", "-c", "echo $BASH_VERSION"]).split("(")[0]
    return f"bash {bash}, {bench.output(['zsh', '-c', 'echo zsh $ZSH_VERSION'])}"
