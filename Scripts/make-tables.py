#!/usr/bin/env python3
"""Writes the tables that Sources/CTextTables embeds. Needs Debian's unicode-data and no network.

    Scripts/make-tables.py              writes all tables but words.tsv and word-exceptions.tsv
    Scripts/make-tables.py --sources 国  prints everything that folds to the characters, by kind

A scalar stands in at most one of folding.tsv and skipping.tsv: what folds to something skipped is
skipped itself. The program carries both as numbers (folds.bin, fold-sources.bin, skips.bin), which
it need not read before the first look-up.
"""

import bz2
import collections
import html.entities
import pathlib
import re
import struct
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
UNICODE = pathlib.Path("/usr/share/unicode")
TABLES = ROOT / "Sources/CTextTables/Tables"
LOOK_ALIKES = ROOT / "Scripts/look-alikes.tsv"
IMITATIONS = ROOT / "Scripts/imitations.tsv"
SOUNDED = "中华人民共和国职业资格员"  # the characters of terms of four and more
SCALARS = 0x110000


# --- Reading the Unicode Character Database ---


def records(name):
    """The fields of each line of a file that separates them with semicolons."""
    with open(UNICODE / name, encoding="utf-8") as lines:
        for line in lines:
            fields = [field.strip() for field in line.split("#")[0].split(";")]
            if len(fields) > 1:
                yield fields


def span(field):
    first, _, last = field.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def unihan(name, *fields):
    """For each field a dictionary from scalar to value."""
    found = {field: {} for field in fields}
    with bz2.open(UNICODE / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                scalar, field, value = line.rstrip("\n").split("\t")
                if field in found:
                    found[field][int(scalar[2:], 16)] = value
    return [found[field] for field in fields]


def scalars_of(value):
    return [int(part.split("<")[0][2:], 16) for part in value.split()]


category = ["Cn"] * SCALARS
decomposition = {}  # scalar -> (tag or "", scalars), one step
first = 0
for fields in records("UnicodeData.txt"):
    scalar = int(fields[0], 16)
    if fields[1].endswith(", First>"):
        first = scalar
    for each in range(first if fields[1].endswith(", Last>") else scalar, scalar + 1):
        category[each] = fields[2]
    if fields[5]:
        tag, _, scalars = fields[5].rpartition("> ")
        decomposition[scalar] = (tag.lstrip("<"), [int(part, 16) for part in scalars.split()])

properties = collections.defaultdict(set)
for name in ["DerivedCoreProperties.txt", "PropList.txt", "emoji/emoji-data.txt"]:
    for fields in records(name):
        properties[fields[1]].update(span(fields[0]))

simplified, semantic, z_variant, specialised, spoofing = unihan(
    "Unihan_Variants.txt.bz2", "kSimplifiedVariant", "kSemanticVariant", "kZVariant",
    "kSpecializedSemanticVariant", "kSpoofingVariant")
(tgh,) = unihan("Unihan_OtherMappings.txt.bz2", "kTGH")
(mandarin,) = unihan("Unihan_Readings.txt.bz2", "kMandarin")
version = re.search(r"for Version (\S+) of", (UNICODE / "ReadMe.txt").read_text("utf-8")).group(1)

look_alikes = {}  # scalar -> (target or None, kind)
for number, line in enumerate(LOOK_ALIKES.read_text("utf-8").splitlines(), 1):
    if line.startswith("#") or not line:
        continue
    sources, targets, kind, reason = line.split("\t")
    targets = targets if len(targets) == len(sources) else targets * len(sources)
    if len(targets) != len(sources) or not reason:
        sys.exit(f"{LOOK_ALIKES.name}:{number}: one target, or one for each source, and a reason")
    for source, target in zip(sources, targets):
        if ord(source) in look_alikes:
            sys.exit(f"{LOOK_ALIKES.name}:{number}: {source} ({ord(source):04X}) stands twice")
        look_alikes[ord(source)] = (ord(target) if target != "-" else None, kind)


# --- Which characters are ordinary ---


def in_charset(scalar, name, first, last):
    try:
        encoded = chr(scalar).encode(name)
    except UnicodeEncodeError:
        return False
    return len(encoded) == 2 and first <= int.from_bytes(encoded, "big") <= last


def level(scalar):
    """Rank as a simplified character: 通用规范汉字表 1, 2, 3, then GB 2312, then nothing (9)."""
    if scalar in tgh:
        number = int(tgh[scalar].split(":")[1].split()[0])
        return 1 if number <= 3500 else 2 if number <= 6500 else 3
    return 4 if in_charset(scalar, "gb2312", 0xB0A1, 0xF7FE) else 9


def simplified_targets(scalar):
    return [each for each in scalars_of(simplified.get(scalar, "")) if each != scalar]


def is_ordinary(scalar):
    """Whether it stands for itself in simplified text.

    All of 通用规范汉字表 (乾 and 著 included), and of GB 2312 what is not an alternative form
    (後, 摺) of something else.
    """
    return scalar in tgh or (level(scalar) == 4 and not simplified_targets(scalar))


# --- One step of folding: scalar -> (next scalar, kind) or None ---

equivalent = {}
for fields in records("EquivalentUnifiedIdeograph.txt"):
    for scalar in span(fields[0]):
        equivalent[scalar] = int(fields[1], 16)
for fields in records("CJKRadicals.txt"):
    if fields[1]:
        equivalent.setdefault(int(fields[1], 16), int(fields[2], 16))

BRACKETS = ({0x28, 0x3014}, {0x29, 0x3015})


def compatibility_step(scalar):
    if scalar in equivalent and scalar not in decomposition:
        return equivalent[scalar], "compatibility"
    tag, parts = decomposition.get(scalar, ("", []))
    if len(parts) == 3 and parts[0] in BRACKETS[0] and parts[2] in BRACKETS[1]:
        # ㈾ stands for the ideograph; a parenthesised letter is a label.
        parts = parts[1:2] if parts[1] >= 0x4E00 else parts
    if len(parts) != 1:
        return None
    return parts[0], "fullwidth" if tag in ("wide", "narrow") else "compatibility"


def traditional_step(scalar):
    targets = [] if is_ordinary(scalar) else simplified_targets(scalar)
    return (min(targets, key=lambda each: (level(each), each)), "traditional") if targets else None


def edges(field):
    """The variants of a field as an undirected graph, in the order of Unihan."""
    graph = collections.defaultdict(list)
    for scalar, value in sorted(field.items()):
        for other in scalars_of(value):
            if other != scalar:
                graph[scalar].append(other)
                graph[other].append(scalar)
    return graph


# Semantic and z-variants mean the same, so chains of them do; the weaker relations reach one step.
same = edges(semantic)
for scalar, others in edges(z_variant).items():
    same[scalar] += others
weaker = [edges(specialised), edges(spoofing)]


def variant_step(scalar):
    """The most ordinary character that a character without a use of its own is a variant of."""
    if is_ordinary(scalar):
        return None
    # Big5 level 1 is everyday traditional text: there only the same word counts (佈, not 妳).
    is_everyday = in_charset(scalar, "big5", 0xA440, 0xC67E)

    def best(candidates):
        usable = [
            (level(end), candidates.index(each), each) for each in candidates
            for end in [follow(traditional_step, each)] if is_ordinary(end)]
        return min(usable)[2] if usable else None

    seen = [scalar]
    ring = [scalar]
    while ring:
        ring = [each for one in ring for each in dict.fromkeys(same[one]) if each not in seen]
        seen += ring
        if (found := best(ring)) is not None:
            return found, "traditional" if is_everyday else "variant"
        if is_everyday:
            return None
    for graph in weaker:
        if (found := best(graph[scalar])) is not None:
            return found, "variant"
    return None


def follow(step, scalar):
    while (next_step := step(scalar)) is not None:
        scalar = next_step[0]
    return scalar


def step(scalar):
    if scalar in look_alikes:
        target, kind = look_alikes[scalar]
        return (target, kind) if kind in ("traditional", "variant") else None
    found = compatibility_step(scalar)
    if found is None and category[scalar] == "Lo":
        found = traditional_step(scalar) or variant_step(scalar)
    return found


def folding():
    """For each scalar that folds: the end of its chain, and the kind of its first step."""
    sources = set(decomposition) | set(equivalent) | set(look_alikes) | set(simplified)
    for graph in [same] + weaker:
        sources |= set(graph)
    table = {}
    for scalar in sorted(sources):
        own = look_alikes.get(scalar)
        found = own if own and own[1] in ("rare", "ordinary") else step(scalar)
        if found:
            table[scalar] = (follow(step, found[0]), found[1])
    return table


# --- What stands between characters without being one ---

LINE_ENDS = {0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029}
BRAILLE_BLANK = 0x2800
OBJECT_REPLACEMENT = 0xFFFC
FULL_STOP = 0x2E  # Ends a sentence of Latin text, but in Chinese text it is a mere dot.
NOISE = {"Pc", "Pd", "Po", "Pi", "Pf", "Sm", "Sc", "Sk", "So", "Co"}


def letters_in(scalar):
    """Whether the compatibility decomposition holds a letter or digit (㍿, ℡).

    Not of a mark that is set above the line: ™ stands beside a word and is none, as ® is.
    """
    if scalar not in decomposition:
        return category[scalar][0] in "LN"
    tag, parts = decomposition[scalar]
    is_raised_mark = tag == "super" and category[scalar] == "So"
    return not is_raised_mark and any(letters_in(part) for part in parts)


def own_class(scalar):
    if scalar in look_alikes and look_alikes[scalar][1] in ("noise", "break"):
        return "noise" if look_alikes[scalar][1] == "noise" else None
    if scalar in LINE_ENDS:
        return "line"
    if scalar in properties["White_Space"] or scalar == BRAILLE_BLANK:
        return "space"
    if (
        category[scalar] in ("Cc", "Cf", "Mn", "Me")
        or scalar in properties["Default_Ignorable_Code_Point"]
        or scalar in properties["Noncharacter_Code_Point"]
        or scalar in properties["Grapheme_Extend"]
        or scalar == OBJECT_REPLACEMENT
    ):
        return "invisible"
    if category[scalar] == "Cn":  # Pictographs of later versions of Unicode are noise already.
        return "noise" if scalar in properties["Extended_Pictographic"] else None
    if scalar in properties["Terminal_Punctuation"] and scalar != FULL_STOP:
        return None
    return "noise" if category[scalar] in NOISE and not letters_in(scalar) else None


def split_tables():
    """The foldings, and the class of each skipped scalar; nothing is in both."""
    table = folding()
    classes = {}
    for scalar in range(SCALARS):
        if scalar in table:
            found = own_class(table[scalar][0]) or (
                own_class(scalar) if category[scalar][0] in "CMZ" else None)
        else:
            found = own_class(scalar)
        if found:
            classes[scalar] = found
            table.pop(scalar, None)
    return table, classes


# --- Spellings that imitate a term ---


def syllable(scalar):
    """The customary reading without its tone, or nothing."""
    reading = unicodedata.normalize("NFD", mandarin.get(scalar, "").split(" ")[0])
    return "".join(each for each in reading if unicodedata.category(each) != "Mn")


def imitations(table):
    """The lines kept by hand, and for each character those of its sound.

    Those of the first two levels of 通用规范汉字表 (6,500): rarer ones are no slips. Look-alikes
    count already, for more.
    """
    for number, line in enumerate(IMITATIONS.read_text("utf-8").splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        fields = line.split("\t")
        if len(fields) != 4 or fields[2] not in ("parts", "sound", "not"):
            sys.exit(f"{IMITATIONS.name}:{number}: a term, spellings, a kind and a reason")
        yield "\t".join(fields[:3])
    for target in SOUNDED:
        others = [
            chr(scalar) for scalar in sorted(tgh)
            if level(scalar) <= 2 and syllable(scalar) == syllable(ord(target))
            and chr(scalar) != target and table.get(scalar, (0,))[0] != ord(target)]
        yield f"{target}\t{''.join(others)}\tsounds"


# --- The foldings as the program looks them up ---

KINDS = ["none", "traditional", "fullwidth", "compatibility", "variant", "rare", "ordinary"]
CLASSES = ["none", "space", "line", "invisible", "noise"]
PAGE = 256


def fold_pages(table, classes):
    """For each 256 scalars the index of their page's first entry, then the pages.

    The numbers of FoldKind and SkipClass are in an entry, see FoldTable. Equal pages are one.
    """
    def entry(scalar):
        target, kind = table.get(scalar, (0, "none"))
        return target | KINDS.index(kind) << 21 | CLASSES.index(classes.get(scalar, "none")) << 24

    starts, pages = [], {}
    for first in range(0, SCALARS, PAGE):
        page = tuple(map(entry, range(first, first + PAGE)))
        starts.append(SCALARS // PAGE + PAGE * pages.setdefault(page, len(pages)))
    return starts + [entry for page in pages for entry in page]


# --- Writing ---


def write_numbers(name, numbers):
    numbers = list(numbers)
    (TABLES / name).write_bytes(struct.pack(f"<{len(numbers)}I", *numbers))
    print(f"{name}: {len(numbers)} numbers")


def write(name, comments, lines):
    header = [f"# {comment}" for comment in comments]
    (TABLES / name).write_text("\n".join(header + lines) + "\n", "utf-8", newline="\n")
    print(f"{name}: {len(lines)} lines")


def ranges(classes):
    start = None
    for scalar in sorted(classes):
        if start is None or scalar != end + 1 or classes[scalar] != classes[start]:
            if start is not None:
                yield start, end, classes[start]
            start = scalar
        end = scalar
    yield start, end, classes[start]


def mainland():
    """Ideographs that neither Japanese nor Korean nor traditional text has."""
    for scalar in range(0x4E00, 0xA000):
        try:
            chr(scalar).encode("gb2312")
        except UnicodeEncodeError:
            continue
        try:
            chr(scalar).encode("shift_jis")
        except UnicodeEncodeError:
            yield scalar


def main():
    table, classes = split_tables()
    if sys.argv[1:2] == ["--sources"]:
        for target in "".join(sys.argv[2:]):
            kinds = collections.defaultdict(list)
            for scalar, (end, kind) in table.items():
                if end == ord(target):
                    kinds[kind].append(f"{chr(scalar)} {scalar:04X}")
            print(target, *(f"\n  {kind}: " + ", ".join(kinds[kind]) for kind in sorted(kinds)))
        return

    made = "Written by Scripts/make-tables.py; do not edit."
    write(
        "folding.tsv",
        [made, "Scalar, what it folds to, kind; hexadecimal, sorted.",
         f"From Unicode {version}: UnicodeData, CJKRadicals, EquivalentUnifiedIdeograph,",
         "Unihan_Variants, Unihan_OtherMappings (kTGH); GB 2312 and Big5 as Python has them;",
         "and Scripts/look-alikes.tsv."],
        [f"{scalar:04X}\t{target:04X}\t{kind}" for scalar, (target, kind) in sorted(table.items())])
    write(
        "skipping.tsv",
        [made, "First and last scalar, class; hexadecimal, sorted.",
         f"From Unicode {version}: UnicodeData, DerivedCoreProperties, PropList, emoji-data;",
         "and Scripts/look-alikes.tsv."],
        [f"{first:04X}..{last:04X}\t{name}" for first, last, name in ranges(classes)])
    write_numbers("folds.bin", fold_pages(table, classes))
    # By what they fold to, then by themselves.
    write_numbers("fold-sources.bin", sorted(table, key=lambda scalar: (table[scalar][0], scalar)))
    write_numbers(
        "skips.bin",
        [number for first, last, name in ranges(classes)
         for number in (first | CLASSES.index(name) << 24, last)])
    write(
        "imitations.tsv",
        [made, "Term or character, spellings, kind.",
         f"From Unicode {version}: Unihan_Readings (kMandarin), Unihan_OtherMappings (kTGH);",
         "and Scripts/imitations.tsv."],
        list(imitations(table)))
    write(
        "mainland.tsv",
        [made, "Ideographs that only text of the mainland has; hexadecimal, sorted.",
         "Those of GB 2312 that JIS X 0208 lacks, as Python has both."],
        [f"{scalar:04X}" for scalar in mainland()])
    write(
        "html-entities.tsv",
        [made, "Name, scalars in hexadecimal; sorted by bytes.",
         "The named character references of HTML5, from Python's html.entities."],
        [f"{name}\t" + " ".join(f"{ord(each):04X}" for each in value)
         for name, value in sorted(html.entities.html5.items())])


if __name__ == "__main__":
    main()
