"""What is measured, in groups that may run alone."""

import dataclasses
import functools

import corpora
import hostile
from measuring import Ratio, measure
from report import Growth, Section, Table, Target

MEGABYTE = 1_000_000


@dataclasses.dataclass(frozen=True)
class Sizes:
    """How much of each kind: bytes, files, terms."""

    text: int = 200 * MEGABYTE
    records: int = 100 * MEGABYTE
    few_files: int = 1_000
    many_files: int = 20_000
    few_terms: int = 30
    many_terms: int = 3_000
    most_terms: int = 10_000
    growing_trees: tuple = (20_000, 200_000)
    growing_texts: tuple = (10 * MEGABYTE, 100 * MEGABYTE)
    growing_lines: tuple = (5 * MEGABYTE, 50 * MEGABYTE)
    # Of the hostile inputs at their largest.
    hostile_share: float = 1
    # Cold starts for one round of the rest.
    starts: int = 20


QUICK = Sizes(
    text=10 * MEGABYTE,
    records=5 * MEGABYTE,
    few_files=100,
    many_files=1_000,
    growing_trees=(500, 2_000),
    growing_texts=(1 * MEGABYTE, 5 * MEGABYTE),
    growing_lines=(1 * MEGABYTE, 5 * MEGABYTE),
    hostile_share=0.05,
    starts=5,
)
LARGE = Sizes(
    growing_texts=(10 * MEGABYTE, 100 * MEGABYTE, 1_000 * MEGABYTE),
    growing_lines=(5 * MEGABYTE, 50 * MEGABYTE, 500 * MEGABYTE),
)


class Groups:
    """Each method that `NAMES` lists measures one group and returns its `Section`."""

    NAMES = ["start", "text", "xml", "html", "svg", "scan", "growth", "hostile"]

    def __init__(self, peers, files, sizes, rounds):
        self.peers = peers
        self.files = files
        self.sizes = sizes
        self.rounds = rounds

    def start(self):
        """One certificate: what a hook or an editor waits for."""
        section = Section("Start: one small certificate")
        few = self.files.term_list(self.sizes.few_terms)
        for title, path in [
            ("Text of 1 KB", self.files.small_text()),
            ("HTML of 1 KB", self.files.small_page()),
        ]:
            base, check = self.peers.ripgrep_start(), self.peers.check(path)
            timings = [base, self.peers.read(path), self.peers.ripgrep(path, few), check]
            measure(timings, self.rounds * self.sizes.starts)
            section.tables.append(Table(title, timings, base, corpora.size(path)))
            section.targets.append(Target.at_most(f"{title}, cold", check, base, 4))
        return section

    def text(self):
        section = Section("Text")
        few, many = self.sizes.few_terms, self.sizes.many_terms
        for is_dirty in (True, False):
            path = self.files.text(self.sizes.text, dirty=is_dirty)
            title = f"{megabytes(path)} of text, " + ("a hit in 10 KB" if is_dirty else "no hit")
            base = self.peers.ripgrep(path, self.files.term_list(few))
            base_many = self.peers.ripgrep(path, self.files.term_list(many))
            check_few, check_many = self.check_terms(path, few), self.check_terms(path, many)
            check_all = self.peers.check(path, "all rules")
            timings = [
                self.peers.read(path),
                base,
                base_many,
                check_few,
                self.check_terms(path, few, jobs=1),
                check_many,
                check_all,
                self.peers.check(path, "all rules", jobs=1),
            ]
            measure(timings, self.rounds)
            section.tables.append(Table(title, timings, base, corpora.size(path)))
            section.targets += [
                Target.throughput(f"{title}, {few} terms", check_few, base, 4),
                Target.memory(f"{title}, {few} terms", check_few, 64),
                Target.throughput(f"{title}, all rules", check_all, base, 2),
                Target.memory(f"{title}, all rules", check_all, 64),
            ]
            gain = Ratio.of(base_many, check_many).wall
            section.notes.append(
                f"{title}, {many:,} terms: zhenglint has {gain:.2f} × the throughput of ripgrep."
            )
        return section

    def xml(self):
        section = Section("One XML file")
        few = self.sizes.few_terms
        for is_dirty in (True, False):
            path = self.files.records(self.sizes.records, dirty=is_dirty)
            title = f"{megabytes(path)} of XML, " + ("hits" if is_dirty else "no hit")
            base, check = self.peers.parse(path), self.peers.check(path, "all rules")
            timings = [
                self.peers.read(path),
                self.peers.ripgrep(path, self.files.term_list(few)),
                base,
                check,
                self.check_terms(path, few),
            ]
            measure(timings, self.rounds)
            section.tables.append(Table(title, timings, base, corpora.size(path)))
            section.targets.append(Target.at_most(title, check, base, 0.5))
        return section

    def html(self):
        section, one, two, base = self.many_files("HTML", self.files.pages)
        count = self.sizes.many_files
        section.targets += [
            Target.at_most(f"{count:,} HTML, one job", one, base, 0.4),
            Target.speed_up(f"{count:,} HTML, two jobs against one", two, one, 1.8),
        ]
        return section

    def svg(self):
        section, one, _, base = self.many_files("SVG", self.files.drawings)
        section.targets.append(
            Target.at_most(f"{self.sizes.many_files:,} SVG, one job", one, base, 1)
        )
        return section

    def many_files(self, name, make):
        """Tables for few files and many; of many, also the two checks and the parse."""
        section = Section(f"Many {name} certificates")
        terms = self.files.term_list(self.sizes.few_terms)
        checks = []
        for count in (self.sizes.few_files, self.sizes.many_files):
            path = make(count)
            one = self.peers.check(path, "all rules", jobs=1)
            two = self.peers.check(path, "all rules", jobs=2)
            base = self.peers.parse(path, is_html=name == "HTML")
            timings = [
                self.peers.read(path),
                self.peers.ripgrep(path, terms),
                self.peers.ripgrep(path, terms, jobs=2),
                base,
                one,
                two,
                self.check_terms(path, self.sizes.few_terms, jobs=1),
            ]
            measure(timings, self.rounds)
            checks.append(one)
            title = f"{count:,} {name}, {megabytes(path)}, one in five with a hit"
            section.tables.append(Table(title, timings, base, corpora.size(path)))
        amounts = (self.sizes.few_files, self.sizes.many_files)
        section.growths.append(
            Growth.of(f"{name} certificates, one job", "files", amounts, checks, self.idle())
        )
        return section, one, two, base

    def scan(self):
        """Many submissions into a store, against as many processes of `check` as cores."""
        section = Section("Scan: many submissions into a store")
        scans = []
        for count in self.sizes.growing_trees:
            path = self.files.submissions(count)
            scan = self.peers.scan(path, self.files.folder / "passing-store.db")
            base = self.peers.checks(path)
            measure([scan, base], max(self.rounds // 2, 1))
            scans.append(scan)
            title = f"{count:,} mixed inputs, {megabytes(path)}"
            section.tables.append(Table(title, [base, scan], base, corpora.size(path)))
            section.targets.append(Target.at_most(title, scan, base, 1))
            rate = count / scan.median_wall
            section.notes.append(f"{title}: {rate:,.0f} files a second.")
        few, many = scans
        section.targets.append(
            Target.growth_of_memory("from the fewest inputs to the most", many, few, 1.2)
        )
        section.growths.append(
            Growth.of("scan", "files", self.sizes.growing_trees, scans, self.idle())
        )
        return section

    def growth(self):
        section = Section("")
        idle = self.idle()
        for name, sizes, in_one_line in [
            ("text, all rules", self.sizes.growing_texts, False),
            ("text in one line, all rules", self.sizes.growing_lines, True),
        ]:
            whole = self.files.text(max(self.sizes.text, *sizes), dirty=True)
            timings = []
            for size in sizes:
                with self.files.beginning(whole, size, in_one_line=in_one_line) as path:
                    timings.append(self.peers.check(path))
                    measure(timings[-1:], self.rounds)
            megabyte_counts = [size // MEGABYTE for size in sizes]
            section.growths.append(Growth.of(name, "MB", megabyte_counts, timings, idle))
        counts = (self.sizes.few_terms, self.sizes.many_terms, self.sizes.most_terms)
        for name, path in [
            ("terms on 1 KB of text, with start-up", self.files.small_text()),
            ("terms on text", self.files.text(self.sizes.text, dirty=True)),
        ]:
            timings = [self.check_terms(path, count) for count in counts]
            measure(timings, self.rounds)
            section.growths.append(Growth.of(name, "terms", counts, timings))
        return section

    def hostile(self):
        section = Section("")
        idle = self.idle()
        for kind in hostile.ALL:
            timings, counts = [], []
            for part in (0.25, 0.5, 1):
                share = part * self.sizes.hostile_share
                with self.files.passing(kind.name, functools.partial(kind.content, share)) as path:
                    timing = self.peers.check(path, jobs=1)
                    measure([timing], max(self.rounds // 2, 1))
                timings.append(timing)
                counts.append(kind.count(share))
            name = f"{kind.name}: `{kind}`"
            section.hostile.append(Growth.of(name, "repeats", counts, timings, idle))
        return section

    def check_terms(self, path, count, *, jobs=None):
        return self.peers.check(path, f"{count:,} terms", pack=self.files.pack(count), jobs=jobs)

    def idle(self):
        """A run with next to nothing to do, to take the start-up from others."""
        timing = self.peers.check(self.files.small_text(), jobs=1)
        measure([timing], self.sizes.starts)
        return timing


def megabytes(path):
    size = corpora.size(path) / MEGABYTE
    return f"{size:.0f} MB" if size >= 10 else f"{size:.1f} MB"
