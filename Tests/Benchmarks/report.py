"""The measurements as Markdown."""

import dataclasses
import os
import pathlib
import platform
import subprocess

from measuring import Ratio, memory_floor

MEGABYTE = 1_000_000


@dataclasses.dataclass(frozen=True)
class Target:
    """A figure that matters, beside what was asked of it."""

    name: str
    asked: str
    measured: str
    is_met: bool
    # The ratio in CPU time, which a busy machine spoils less.
    processor: str = ""

    @classmethod
    def at_most(cls, name, timing, base, limit):
        name = f"{name}: time against {base.title}"
        return cls.compared(
            name, f"≤ {limit} ×", Ratio.of(timing, base), lambda wall: wall <= limit
        )

    @classmethod
    def throughput(cls, name, timing, base, limit):
        name = f"{name}: throughput against {base.title}"
        return cls.compared(
            name, f"≥ {limit} ×", Ratio.of(base, timing), lambda wall: wall >= limit
        )

    @classmethod
    def speed_up(cls, name, fast, slow, limit):
        return cls.compared(name, f"≥ {limit} ×", Ratio.of(slow, fast), lambda wall: wall >= limit)

    @classmethod
    def compared(cls, name, asked, ratio, meets):
        measured = f"{ratio.wall:.2f} × ({ratio.least:.2f}–{ratio.most:.2f})"
        return cls(name, asked, measured, meets(ratio.wall), f"{ratio.processor:.2f} ×")

    @classmethod
    def growth_of_memory(cls, name, timing, base, limit):
        factor = timing.peak / base.peak
        peaks = f"{base.peak / MEGABYTE:.0f} → {timing.peak / MEGABYTE:.0f} MB"
        title = f"{timing.title}, {name}: peak memory"
        return cls(title, f"≤ {limit} ×", f"{factor:.2f} × ({peaks})", factor <= limit)

    @classmethod
    def memory(cls, name, timing, limit):
        peak = timing.peak / MEGABYTE
        return cls(f"{name}: peak memory", f"≤ {limit} MB", f"{peak:.0f} MB", peak <= limit)


@dataclasses.dataclass(frozen=True)
class Table:
    """Commands on one corpus of `size` bytes; their times are compared with that of `base`."""

    title: str
    timings: list
    base: object
    size: int

    def lines(self):
        yield from [
            f"### {self.title}",
            "",
            "| command | wall, median | least–most | CPU, median | MB/s "
            f"| time against {self.base.title} | peak memory | found |",
            "|---|---:|---:|---:|---:|---:|---:|---:|",
        ]
        for timing in self.timings:
            cells = [
                timing.title,
                seconds(timing.median_wall),
                f"{seconds(min(timing.wall))}–{seconds(max(timing.wall))}",
                seconds(timing.median_processor),
                f"{self.size / timing.median_wall / MEGABYTE:,.3g}",
                f"{Ratio.of(timing, self.base).wall:.2f}",
                memory(timing.peak),
                "" if timing.found is None else f"{timing.found:,}",
            ]
            yield f"| {' | '.join(cells)} |"
        yield ""


@dataclasses.dataclass(frozen=True)
class Growth:
    """CPU seconds for growing amounts of one thing, less those of a start where `idle` is given."""

    name: str
    unit: str
    amounts: list
    times: list
    peak: int

    # What is less than this drowns in the noise of a start.
    LEAST = 0.005

    @classmethod
    def of(cls, name, unit, amounts, timings, idle=None):
        start = min(idle.processor) if idle else 0
        times = [min(timing.processor) - start for timing in timings]
        return cls(name, unit, list(amounts), times, timings[-1].peak)

    def factor(self):
        """How much longer the last took than the first, or nothing where the first is too short."""
        return self.times[-1] / self.times[0] if self.times[0] > self.LEAST else None

    def cells(self):
        steps = [
            f"{amount:,}: {seconds(max(time, 0))}"
            for amount, time in zip(self.amounts, self.times, strict=True)
        ]
        factor = self.factor()
        return [
            f"{self.name}",
            self.unit,
            "; ".join(steps),
            "too short" if factor is None else f"{factor:.2f} ×",
            f"{self.amounts[-1] / self.amounts[0]:,.4g} ×",
            memory(self.peak),
        ]


@dataclasses.dataclass
class Section:
    """What one group measured."""

    title: str
    tables: list = dataclasses.field(default_factory=list)
    targets: list = dataclasses.field(default_factory=list)
    growths: list = dataclasses.field(default_factory=list)
    hostile: list = dataclasses.field(default_factory=list)
    notes: list = dataclasses.field(default_factory=list)

    def lines(self):
        if not self.tables:
            return
        yield from [f"## {self.title}", ""]
        for table in self.tables:
            yield from table.lines()
        for note in self.notes:
            yield from [note, ""]


def document(command, machine, rounds, sections):
    """The whole report: targets first, then how time grows, then what they rest on."""
    return [
        "# Benchmarks",
        "",
        f"`{command}`; rounds: {rounds}. How to read it: [README.md](README.md).",
        "",
        *machine,
        "",
        *target_lines([target for section in sections for target in section.targets]),
        *growth_lines(
            "Growth",
            "What grows, and the time with it: linear is a growth like that of the amount; terms "
            "should cost less.",
            [growth for section in sections for growth in section.growths],
        ),
        *growth_lines(
            "Hostile input",
            "The same over and over, n, 2n and 4n times: linear is a growth of 4.",
            [growth for section in sections for growth in section.hostile],
        ),
        *[line for section in sections for line in section.lines()],
    ]


def target_lines(targets):
    if not targets:
        return
    yield from [
        "## Targets",
        "",
        "| what | target | measured (least–most of a round) | in CPU | met |",
        "|---|---:|---:|---:|---|",
    ]
    for target in targets:
        met = "yes" if target.is_met else "**no**"
        yield f"| {target.name} | {target.asked} | {target.measured} | {target.processor} | {met} |"
    yield ""


def growth_lines(title, note, growths):
    if not growths:
        return
    yield from [
        f"## {title}",
        "",
        note,
        "",
        "| what | unit | CPU, least | growth | amount | peak memory of the last |",
        "|---|---|---|---:|---:|---:|",
    ]
    for growth in growths:
        yield f"| {' | '.join(growth.cells())} |"
    yield ""


def seconds(value):
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def memory(peak):
    floor = memory_floor()
    return f"< {floor / MEGABYTE:.0f} MB" if peak <= 1.1 * floor else f"{peak / MEGABYTE:.0f} MB"


def machine(peers, load_before):
    """Lines on where and of what this was measured."""
    root = pathlib.Path(__file__).resolve().parent
    commit = output("git", "-C", root, "describe", "--always", "--dirty=, with changes")
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return [
        f"- zhenglint: commit {commit}",
        f"- machine: {processor_name()}, {os.cpu_count()} cores, {pages / 2**30:.0f} GB, "
        f"{platform.system()} {platform.release()} {platform.machine()}",
        f"- peers: {first_line('rg', '--version')}; {first_line(peers.sax, '--version')}; "
        f"{first_line('cat', '--version')}",
        f"- load: {load_before:.1f} before, {os.getloadavg()[0]:.1f} after, the commands included",
    ]


def processor_name():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def first_line(*command):
    return output(*command).splitlines()[0]


def output(*command):
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stdout.strip() or "unknown"
