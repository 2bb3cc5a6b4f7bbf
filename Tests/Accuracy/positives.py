"""Real uses: undisguised, in each disguise alone, and in mixtures; each with its truth."""

import dataclasses
import pathlib

import disguises
import documents
from disguises import CLOSE, OPEN, TERMS, Inapplicable

HERE = pathlib.Path(__file__).resolve().parent


@dataclasses.dataclass
class Case:
    """A file to check and what is true of it."""

    corpus: str
    kind: str
    name: str
    data: bytes
    format: str
    encoding: str = "UTF-8"
    place: str = ""
    channel: str = ""
    # Each one (term, start, end, disguises) in bytes of the file.
    truth: list = dataclasses.field(default_factory=list)
    # Whether the range has bytes of its own; Base64 may give it some of its neighbours'.
    exact: bool = True
    # What a reader sees, for lists of misses.
    shown: str = ""


def phrases():
    """(script, kind, term, left, right) of every line of `phrases.txt`."""
    found = []
    for line in (HERE / "phrases.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            script, kind, phrase = line.split(" ", 2)
            left, term, right = disguises.split_marks(phrase)
            simple = next(t for t in TERMS if term in (t, disguises.traditional(t)))
            found.append((script, kind, simple, left, right))
    return found


class Generator:
    """Makes cases from one seed; `maker` begins their file names."""

    def __init__(self, rng, maker):
        self.rng = rng
        self.maker = maker
        self.phrases = phrases()
        self.exact = True
        self.count = 0

    def phrase(self, term, script, kinds):
        fit = [p for p in self.phrases if p[0] == script and p[2] == term and p[1] in kinds]
        return self.rng.choice(fit)

    def case(self, corpus, kind, term, names, file_format, place, encoding):
        """One real use, or `Inapplicable`."""
        script = "hant" if encoding == "Big5" else "hans"
        if encoding == "Big5" and disguises.traditional(term) != term:
            names = list(dict.fromkeys(["traditional", *names]))
        self.exact = True
        syntax, channel = documents.PLACES[file_format][place]
        placed = {"vertical", "positioned"} & set(names)
        kinds = ["title", "cell"] if place in ("title", "cell") or placed else ["body", "title"]
        if "line-split" in names:
            kinds = ["title"]
        _, _, _, left, right = self.phrase(term, script, kinds)
        if "line-split" in names and (
            term[-1] + right[:1] in TERMS or left[-1:] + term[0] in TERMS
        ):
            raise Inapplicable  # 全⏎国家政服务 reads both ways.
        around = documents.filler(self.rng, script)
        if "encoded" in names:
            source, channel = self.encoded(term, names, left, right, file_format, around)
            references = False
        else:
            writer = disguises.Writer(self.rng, file_format, syntax, place)
            if encoding == "Big5":
                rest = [name for name in names if name != "traditional"]
                written = writer.write(disguises.traditional(term), rest, left, right)
            else:
                written = writer.write(term, names, left, right)
            if placed:
                if place not in ("body", "title", "cell"):
                    raise Inapplicable
                place = "body"
            source = documents.compose(
                self.rng, file_format, place, written, around, block=bool(placed)
            )
            references = syntax in ("content", "value")
        if not references and not documents.encodable(source, encoding):
            if file_format != "text":
                raise Inapplicable
            encoding = "UTF-8 BOM"
        made = self.file(
            corpus,
            kind,
            source,
            file_format,
            encoding,
            place,
            channel,
            (term, tuple(names)),
            references,
        )
        made.exact = self.exact
        return made

    def file(
        self,
        corpus,
        kind,
        source,
        file_format,
        encoding,
        place,
        channel="",
        told=None,
        references=False,
        seen=None,
    ):
        """A case of a source; `told` is the term that is marked in it, and its disguises."""
        source = documents.declared(source, file_format, encoding)
        data, span = documents.encode(source, encoding, references)
        truth = [(told[0], *span, told[1])] if told else []
        return Case(
            corpus,
            kind,
            self.name(corpus, file_format),
            data,
            file_format,
            encoding,
            place,
            channel,
            truth,
            shown=shown(source) if seen is None else seen,
        )

    def name(self, corpus, file_format):
        self.count += 1
        return f"{corpus}/{self.maker}-{self.count:05}.{documents.SUFFIX[file_format]}"

    def encoded(self, term, names, left, right, file_format, around):
        """A document or a string in a notation of its own; returns the source and the channel."""
        rest = [name for name in names if name != "encoded"]
        styles = {
            "text": ["text"],
            "xml": ["text", "link"],
            "svg": ["link", "css", "script"],
            "html": ["link", "css", "script", "srcdoc", "srcdoc"],
        }
        style = self.rng.choice(styles[file_format])
        if style in ("css", "script"):
            block = self.escaped(term, rest, left, right, style, file_format)
        elif style == "srcdoc":
            inner = self.writer("html", "content").write(term, rest, left, right)
            block = f'<iframe srcdoc="{disguises.referenced(f"<p>{inner}</p>")}"></iframe>'
        else:
            block = self.address(term, rest, left, right)
            if style == "link":
                block = self.rng.choice(LINKS[file_format]).format(block)
        in_body = file_format in ("text", "xml")
        if style == "text":
            block = f"见 {block} "
        place = "body" if in_body else "raw"
        return documents.compose(self.rng, file_format, place, block, around, block=True), "any"

    def writer(self, file_format, syntax):
        return disguises.Writer(self.rng, file_format, syntax)

    def escaped(self, term, rest, left, right, style, file_format):
        """A string of CSS or of a script, the term in escapes."""
        if not set(rest) <= set(LETTERS + GAPS) - {"inline-split"}:
            raise Inapplicable
        written = self.writer(file_format, "raw").write(term, rest, left, right)
        if "\\" in written or "\t" in written:
            raise Inapplicable  # They would have to be escapes of their own.
        if style == "css":
            element = "text" if file_format == "svg" else "p"
            content = disguises.css_escaped(written)
            return f'<style>{element}::after{{content:"{content}"}}</style>'
        return f'<script>show("{disguises.script_escaped(written)}")</script>'

    def address(self, term, rest, left, right):
        """A data: URI of a plain text or of a page."""
        kind = self.rng.choice(["text/plain", "text/html", "text/html"])
        if kind == "text/plain":
            if "inline-split" in rest:
                raise Inapplicable
            inner = self.writer("text", "text").write(term, rest, left, right)
        else:
            inner = f'<p>{self.writer("html", "content").write(term, rest, left, right)}</p>'
        in_base64 = self.rng.random() < 0.5
        self.exact = not (in_base64 and disguises.shares_groups(inner))
        code = disguises.base64_marked(inner) if in_base64 else disguises.percent(inner)
        return f"data:{kind};charset=utf-8{';base64' if in_base64 else ''},{code}"


LINKS = {
    "html": ['<a href="{}">证书</a>', '<iframe src="{}"></iframe>', '<object data="{}"></object>'],
    "svg": ['<image href="{}" width="9" height="9"/>'],
    "xml": ['<附件 href="{}"/>'],
}


def shown(source):
    """The marked phrase with what stands beside it."""
    left, inner, right = disguises.split_marks(source)
    return visible(left[-24:] + OPEN + inner + CLOSE + right[:24])


def visible(text):
    """Escapes for what no one would see."""
    return "".join(
        (
            letter
            if letter.isprintable() and letter not in "\u3164\u115f\u1160\uffa0\u3000"
            else f"\\u{{{ord(letter):X}}}"
        )
        for letter in text
    )


SINGLES = [name for name in disguises.NAMES if name != "fullwidth"]
LETTERS = ["traditional", "compatibility", "variant"]
GAPS = ["spaced", "invisible", "punctuated", "inline-split"]
SETTINGS = ["reversed", "vertical", "positioned", "line-split", "encoded"]


def mixture(rng, count):
    """`count` disguises that one writer would put together."""
    while True:
        names = rng.sample(LETTERS + GAPS + SETTINGS, count)
        chosen = set(names)
        if len(chosen & set(LETTERS)) > 1 or len(chosen & set(SETTINGS)) > 1:
            continue
        if chosen & {"vertical", "positioned"} and chosen & set(GAPS):
            continue
        if "line-split" in chosen and chosen & {"spaced", "punctuated", "inline-split"}:
            continue
        return [name for name in disguises.NAMES if name in chosen]


def pick_encoding(rng, names):
    return rng.choices(
        list(documents.ENCODINGS),
        [40, 8, 8, 6, 3, 12, 13, 10 if set(names) <= {"traditional"} else 3],
    )[0]


def disguised(rng, per_pair=68, per_mixture=1300):
    """Every disguise alone in every format, then mixtures of two and of three."""
    generator = Generator(rng, "made")
    for name in SINGLES:
        for file_format in documents.FORMATS:
            if (file_format, name) in {("text", "positioned"), ("text", "inline-split")}:
                continue
            yield from tries(generator, per_pair, "disguised", lambda: [name], file_format)
    for count, corpus in ((2, "mixed-2"), (3, "mixed-3")):
        for file_format in documents.FORMATS:
            yield from tries(
                generator, per_mixture // 4, corpus, lambda: mixture(rng, count), file_format
            )


def placed(rng, per_pair=20):
    """Glyphs set one by one, with something between them."""
    generator = Generator(rng, "placed")
    for setting in ("vertical", "positioned"):
        for gap in ("invisible", "punctuated"):
            for file_format in documents.FORMATS:
                if (file_format, setting) == ("text", "positioned"):
                    continue
                if (file_format, setting, gap) == ("xml", "positioned", "punctuated"):
                    continue
                yield from tries(
                    generator, per_pair, "mixed-2", lambda: [gap, setting], file_format
                )
                yield from tries(
                    generator,
                    per_pair,
                    "mixed-3",
                    lambda: [rng.choice(LETTERS), gap, setting],
                    file_format,
                )


def tries(generator, wanted, corpus, names_of, file_format):
    rng = generator.rng
    made = 0
    for _ in range(wanted * 40):
        if made == wanted:
            return
        names = names_of()
        place = rng.choices(
            list(documents.PLACES[file_format]),
            [3, 4, 2, 2, 1, 1, 1][: len(documents.PLACES[file_format])],
        )[0]
        try:
            yield generator.case(
                corpus,
                "+".join(names),
                rng.choice(TERMS),
                names,
                file_format,
                place,
                pick_encoding(rng, names),
            )
        except Inapplicable:
            continue
        made += 1
    raise SystemExit(f"cannot make {corpus} {file_format} {names}")


def plain(rng):
    """Each phrase undisguised in two places of every format."""
    generator = Generator(rng, "plain")
    for script, kind, term, left, right in generator.phrases:
        for file_format in documents.FORMATS:
            for _ in range(2):
                place = rng.choice(list(documents.PLACES[file_format]))
                yield plain_case(generator, (script, term, left, right), file_format, place)


def plain_case(generator, phrase, file_format, place):
    script, term, left, right = phrase
    rng = generator.rng
    around = documents.filler(rng, script)
    written = term if script == "hans" else disguises.traditional(term)
    names = () if written == term else ("traditional",)
    syntax, channel = documents.PLACES[file_format][place]
    source = documents.compose(
        rng, file_format, place, left + OPEN + written + CLOSE + right, around
    )
    choices = [
        e
        for e in documents.ENCODINGS
        if documents.encodable(source.replace(OPEN, "").replace(CLOSE, ""), e)
    ]
    encoding = rng.choice(["UTF-8", "UTF-8", *choices])
    return generator.file(
        "plain", script, source, file_format, encoding, place, channel, (term, names)
    )


# The emblem's names in references

FILE_NAMES = [
    "guohui.png",
    "guo-hui.svg",
    "guo_hui_2x.png",
    "GuoHui.jpg",
    "GUOHUI.PNG",
    "guohui-bg.webp",
    "bg-guohui.png",
    "bg_guohui_01.png",
    "national-emblem.svg",
    "national_emblem.png",
    "NationalEmblem.png",
    "nationalEmblem@2x.png",
    "state-emblem.png",
    "StateEmblem.svg",
    "china-emblem.png",
    "ChinaEmblem.png",
    "chinese-emblem.svg",
    "prc-emblem.png",
    "emblem-of-china.svg",
    "国徽.png",
    "國徽.png",
    "国徽水印.png",
    "logo国徽.svg",
    "img.guohui.png",
    "China_Emblem.svg",
    "top-guohui@3x.jpg",
    "guohui1.png",
    "2023-guohui.png",
]
ALTERNATIVES = [
    "国徽",
    "國徽图案",
    "印有国徽",
    "National Emblem",
    "the national emblem",
    "State emblem",
    "Emblem of China",
    "Chinese emblem",
    "National Emblem (gold)",
    "国 徽",
]
EMBLEMS = [
    "guohui",
    "guo-hui",
    "guo_hui",
    "GuoHui",
    "GUOHUI",
    "national-emblem",
    "national_emblem",
    "NationalEmblem",
    "nationalEmblem",
    "state-emblem",
    "StateEmblem",
    "china-emblem",
    "ChinaEmblem",
    "chinese-emblem",
    "prc-emblem",
    "emblem-of-china",
    "China_Emblem",
    "国徽",
    "國徽",
    "国 徽",
    "National Emblem",
    "national emblem",
    "State emblem",
    "Emblem of China",
    "Chinese emblem",
]


def mark_emblem(text):
    found = max((name for name in EMBLEMS if name in text), key=len)
    return text.replace(found, OPEN + found + CLOSE, 1)


def fullwidth(text):
    left, inner, right = disguises.split_marks(text)
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in inner)
    return left + OPEN + wide + CLOSE + right


def emblems(rng, count=420):
    """Files, ids, classes and descriptions that name the emblem."""
    generator = Generator(rng, "emblem")
    carriers = {
        "html": [
            '<img src="img/{}">',
            '<img src="{}" alt="">',
            "<img data-src='a/{}'>",
            '<div style="background:url(img/{})"></div>',
            '<object data="/static/{}"></object>',
            '<a href="img/{}">图</a>',
            '<link rel="icon" href="{}">',
        ],
        "svg": [
            '<image href="img/{}" width="90" height="90"/>',
            '<image xlink:href="{}" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
        ],
        "xml": ['<图 src="img/{}"/>', '<图片 href="{}"/>'],
    }
    names = {
        "html": ['<div class="{}"></div>', '<i id="{}"></i>', '<span class="bg {} x"></span>'],
        "svg": ['<g id="{}"><circle r="9"/></g>', '<use href="#{}"/>', '<g class="a {}"/>'],
        "xml": ['<图 id="{}"/>'],
    }
    for number in range(count):
        file_format = rng.choice(["html", "html", "svg", "xml"])
        form = rng.choice(["file", "file", "name", "alternative"])
        if form == "alternative":
            carrier = {
                "html": '<img src="top.png" alt="{}">',
                "svg": '<g aria-label="{}"/>',
                "xml": '<图 alt="{}"/>',
            }[file_format]
            value, channel = mark_emblem(rng.choice(ALTERNATIVES)), "attribute"
        elif form == "file":
            carrier, value, channel = (
                rng.choice(carriers[file_format]),
                mark_emblem(rng.choice(FILE_NAMES)),
                "reference",
            )
        else:
            carrier, channel = rng.choice(names[file_format]), "reference"
            value = mark_emblem(
                rng.choice(
                    [n.rsplit(".", 1)[0] for n in FILE_NAMES if "@" not in n and n.count(".") < 2]
                )
            )
        told = ()
        if "國" in value:
            told = ("traditional",)
        elif "国 徽" in value:
            told = ("spaced",)
        elif rng.random() < 0.3 and "国" not in value:
            value, told = fullwidth(value), ("fullwidth",)
        if "data-src" in carrier or (file_format == "xml" and form == "name"):
            channel = "any"
        around = documents.filler(rng, "hans")
        place = "raw" if file_format != "xml" else "body"
        source = documents.compose(
            rng, file_format, place, carrier.replace("{}", value), around, block=True
        )
        encoding = rng.choice(["UTF-8", "UTF-8", "GB18030", "UTF-16LE"])
        yield generator.file(
            "emblem", form, source, file_format, encoding, form, channel, ("国徽", told)
        )


# What strict alone reports


def possible(rng, per_class=110):
    """Pinyin, English, characters in parts, ordinary look-alikes and short terms turned round."""
    generator = Generator(rng, "possible")
    for kind, write in (
        ("pinyin", pinyin),
        ("english", english),
        ("parts", parts),
        ("look-alike", look_alike),
        ("reversed-short", reversed_short),
    ):
        made = 0
        while made < per_class:
            term = rng.choice(TERMS)
            written = write(rng, term)
            if written is None:
                continue
            made += 1
            file_format = rng.choice(["text", "text", "html", "xml", "svg"])
            _, _, _, left, right = generator.phrase(term, "hans", ["title", "body"])
            if kind == "english":
                left, right = rng.choice(
                    [
                        ("", " Registered Trainer Certificate"),
                        ("Certificate of ", " Skills"),
                        ("Recognised by ", " and valid for life"),
                        ("", " Level Training"),
                    ]
                )
            if kind == "pinyin":
                left, right = rng.choice(
                    [(left, right), ("", " zhengshu"), ("", " renke peixun zhengshu")]
                )
            source = documents.compose(
                rng,
                file_format,
                "title" if rng.random() < 0.3 else "body",
                left + OPEN + written + CLOSE + right,
                documents.filler(rng, "hans"),
            )
            yield generator.file(
                "possible", kind, source, file_format, "UTF-8", "body", "text", (term, ())
            )


def pinyin(rng, term):
    if term not in disguises.PINYIN:
        return None
    syllables = disguises.PINYIN[term].split()
    joined = rng.choice(["", "", " ", "-"]).join(syllables)
    return rng.choice([joined, joined.title(), joined.upper(), joined.capitalize()])


def english(rng, term):
    return rng.choice(disguises.ENGLISH[term]) if term in disguises.ENGLISH else None


def parts(rng, term):
    return exchanged(rng, term, disguises.PARTS)


def look_alike(rng, term):
    return exchanged(rng, term, disguises.ORDINARY)


def exchanged(rng, term, table):
    places = [i for i, letter in enumerate(term) if letter in table]
    if not places or term == "国徽":
        return None
    at = rng.choice(places)
    return term[:at] + rng.choice(table[term[at]]) + term[at + 1 :]


def reversed_short(rng, term):
    return term[::-1] if len(term) == 2 else None
