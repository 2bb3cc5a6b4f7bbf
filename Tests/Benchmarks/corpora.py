"""Files to check, the same bytes from the same seed, made once and kept in one folder."""

import contextlib
import hashlib
import multiprocessing
import os
import pathlib
import random
import shutil
import sys

import certificates
import submissions
import wording

HERE = pathlib.Path(__file__).resolve().parent
MEGABYTE = 1_000_000
# What makes the files: when one of these changes, all are made anew.
MAKERS = ["wording.py", "certificates.py", "submissions.py", "corpora.py"]

PACK = """\
pack: {{ id: bench, version: 1.0.0, title: {{ zh: 测速用字样, en: Terms of the benchmarks }} }}
instruments:
  bench-list:
    title: 测速用字样表
    number: unknown
    issuer: zhenglint
    date: 2017-09-12
    source: made up
rules:
  - id: bench-terms
    name: {{ zh: 测速用字样, en: Terms of the benchmarks }}
    binds: {{ zh: 测速, en: benchmarks }}
    asks: {{ zh: 不得出现所列字样。, en: None of the listed terms may appear. }}
    terms: [{terms}]
    level: violation
    basis:
      - {{ instrument: bench-list, clause: {{ zh: 全部, en: all of it }} }}
    message: {{ zh: "“{{term}}”违反{{instrument}}", en: "“{{term}}” breaches {{instrument}}" }}
    advice: {{ zh: "删去“{{term}}”", en: "drop {{term}}" }}
    examples: {{ hit: [达到⟦国家⟧标准], pass: [结业证书] }}
"""


def text(rng, *, dirty):
    for block in wording.blocks(rng, dirty=dirty):
        yield "".join(block)


def records(rng, *, dirty):
    """A register's records: short elements, attributes, now and then a character reference."""
    number = 0
    for block in wording.blocks(rng, dirty=dirty):
        for title, body in zip(block[::2], block[1::2], strict=True):
            number += 1
            yield (
                f'<record id="{number}" kind="training"><title>{title.strip()}</title>'
                f"<body>{body}<em>{rng.choice(wording.WORDS)}</em>&#x4E0E;"
                f"{rng.choice(wording.WORDS)}</body></record>\n"
            )


def up_to(size, parts):
    """The first parts that make `size` bytes of UTF-8 in all."""
    made = 0
    for part in parts:
        if made >= size:
            return
        made += len(part.encode())
        yield part


class Corpora:
    """Paths of the corpora in `folder`; what is missing is made when it is asked for."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder).resolve()
        digest = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in MAKERS)).hexdigest()
        stamp = self.folder / "made-by"
        if not stamp.exists() or stamp.read_text() != digest:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            stamp.write_text(digest)

    def small_text(self):
        return self.file("small.txt", lambda rng: up_to(960, text_of_one_block(rng)))

    def small_page(self):
        return self.file("small.html", lambda rng: [certificates.small_page(rng)])

    def text(self, size, *, dirty):
        """Running text of `size` bytes, with a hit in some 10 KB or with none."""
        return self.file(
            f"{kind(dirty)}-{size // MEGABYTE}MB.txt",
            lambda rng: up_to(size, text(rng, dirty=dirty)),
        )

    def records(self, size, *, dirty):
        """One XML file of `size` bytes, with a hit in some 10 KB of its text or with none."""

        def parts(rng):
            yield '<?xml version="1.0" encoding="UTF-8"?>\n<records>\n'
            yield from up_to(size, records(rng, dirty=dirty))
            yield "</records>\n"

        return self.file(f"{kind(dirty)}-{size // MEGABYTE}MB.xml", parts)

    def pages(self, count):
        """A folder of HTML certificates, one in five with a hit."""
        return self.files(count, "html", certificates.page)

    def drawings(self, count):
        """A folder of SVG certificates, one in five with a hit."""
        return self.files(count, "svg", certificates.drawing)

    def submissions(self, count):
        """A tree of small mixed inputs, some of them equal or broken."""
        folder = self.folder / f"submissions-{count}"

        def write():
            partial = folder.with_name(folder.name + ".partial")
            shutil.rmtree(partial, ignore_errors=True)
            made = submissions.names_and_bytes(
                count, lambda number: random.Random(f"{wording.SEED} submission {number}")
            )
            for name, content in made:
                path = partial / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            partial.rename(folder)

        if not folder.exists():
            apart(write)
        return folder

    def term_list(self, count):
        """A file of terms, one a line."""
        return self.file(f"terms-{count}.txt", lambda _: "\n".join(wording.terms(count)) + "\n")

    def pack(self, count):
        """A folder with one rule pack, whose rule `bench-terms` lists the same terms."""

        def parts(_):
            yield PACK.format(terms=", ".join(wording.terms(count)))

        return self.file(f"pack-{count}/bench.yml", parts).parent

    @contextlib.contextmanager
    def passing(self, name, content):
        """A file of the bytes that `content` makes, gone after its measurement.

        For what is quickly made and takes space.
        """
        path = self.folder / "passing" / name
        path.parent.mkdir(exist_ok=True)
        apart(lambda: path.write_bytes(content()))
        try:
            yield path
        finally:
            path.unlink()

    def beginning(self, path, byte_count, *, in_one_line):
        """The first lines of a text, `byte_count` bytes in all; without their ends for one line."""

        def content():
            with path.open("rb") as file:
                found = file.read(byte_count)
            found = found[: found.rindex(b"\n") + 1]
            return found.replace(b"\n", b"") if in_one_line else found

        return self.passing("line.txt" if in_one_line else "lines.txt", content)

    def file(self, name, parts):
        path = self.folder / name

        def write():
            path.parent.mkdir(exist_ok=True)
            # Complete under its name, or not there at all.
            partial = path.with_name(path.name + ".partial")
            with partial.open("w", encoding="utf-8", newline="") as file:
                file.writelines(parts(random.Random(f"{wording.SEED} {name}")))
            partial.rename(path)

        if not path.exists():
            apart(write)
        return path

    def files(self, count, extension, make):
        folder = self.folder / f"{extension}-{count}"

        def write():
            partial = folder.with_name(folder.name + ".partial")
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir()
            for number in range(count):
                rng = random.Random(f"{wording.SEED} {extension} {number}")
                name = f"{number:05}.{extension}"
                (partial / name).write_text(make(rng, number), encoding="utf-8", newline="")
            partial.rename(folder)

        if not folder.exists():
            apart(write)
        return folder


def apart(work):
    """Does `work` in a process of its own, so that this one stays small.

    A command that it starts seems to take as much memory as this one ever did
    (`measuring.memory_floor`).
    """
    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit("a corpus could not be made")


def kind(dirty):
    return "hits" if dirty else "clean"


def text_of_one_block(rng):
    """Sentences, one of the first of them with a hit."""
    sentences = rng.choices(wording.sentence_pool(), k=100)
    sentences[rng.randrange(5)] = wording.sentence_with(rng, wording.hit(rng))
    return sentences


def size(path):
    """Bytes of a file, or of all files of a tree."""
    if not path.is_dir():
        return path.stat().st_size
    return sum(
        os.stat(os.path.join(folder, name)).st_size
        for folder, _, names in os.walk(path)
        for name in names
    )
