"""Runs commands in turn and keeps what each run took."""

import dataclasses
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

KILOBYTE = 1024


class Timing:
    """Wall and processor seconds of each run of a command, its peak memory in bytes, what it found.

    `count` reads what a run printed (a file open for reading bytes) and says how much it found.
    """

    def __init__(self, title, command, *, directory=None, count=None):
        self.title = title
        self.command = [str(part) for part in command]
        self.directory = directory
        self.count = count
        self.wall = []
        self.processor = []
        self.peak = 0
        self.found = None

    def run(self):
        # To a file: ripgrep and grep stop at the first match where the output is /dev/null.
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as trouble:
            start = time.perf_counter()
            process = subprocess.Popen(
                self.command,
                cwd=self.directory,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=trouble,
            )
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            # 1 is "no match" for ripgrep.
            if process.returncode not in (0, 1):
                trouble.seek(0)
                message = trouble.read(1_000).decode(errors="replace")
                sys.exit(f"{self.title}: exit status {process.returncode}\n{message}")
            if self.count and self.found is None:
                self.found = self.count(output)
        self.wall.append(wall)
        self.processor.append(usage.ru_utime + usage.ru_stime)
        self.peak = max(self.peak, usage.ru_maxrss * KILOBYTE)

    @property
    def median_wall(self):
        return statistics.median(self.wall)

    @property
    def median_processor(self):
        return statistics.median(self.processor)


def measure(timings, rounds):
    """Runs all commands in turn, `rounds` times, so that a busy machine is busy for all of them.

    The first one, which should read all the others read, runs once before: it fills the page cache.
    """
    timings[0].run()
    timings[0].wall.clear()
    timings[0].processor.clear()
    for _ in range(rounds):
        for timing in timings:
            timing.run()


def memory_floor():
    """Bytes that every child seems to take.

    It counts the pages of this script until it runs its own program.
    """
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE


@dataclasses.dataclass(frozen=True)
class Ratio:
    """The times of one command by those of another: medians, and least and most of a round."""

    wall: float
    least: float
    most: float
    processor: float

    @classmethod
    def of(cls, above, below):
        rounds = [first / second for first, second in zip(above.wall, below.wall, strict=True)]
        return cls(
            above.median_wall / below.median_wall,
            min(rounds),
            max(rounds),
            above.median_processor / below.median_processor,
        )
