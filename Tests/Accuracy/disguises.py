"""Ways of writing a term that a plain search misses.

The characters come from Unicode's own data (as Python has it) and from what its author knew by
heart. They are not taken from the program's tables, so that a hole in those shows.
"""

import base64
import sys
import unicodedata
import urllib.parse

TERMS = ["国家", "全国", "中国", "中华", "中华人民共和国", "职业资格", "人员资格", "国徽"]

# In the spelling of the reports.
NAMES = [
    "traditional",
    "fullwidth",
    "compatibility",
    "variant",
    "spaced",
    "invisible",
    "punctuated",
    "inline-split",
    "line-split",
    "vertical",
    "reversed",
    "positioned",
    "encoded",
]

OPEN, CLOSE = "⟦", "⟧"

TRADITIONAL = dict(zip("国华职业资员", "國華職業資員"))

# Variants in the sense of the dictionaries, and rare characters that nobody would take for a word.
VARIANTS = {
    "国": "囯圀囻囶",
    "家": "宊冢",
    "中": "𠁧",
    "华": "崋蕐",
    "全": "仝㒰",
    "职": "聀軄",
    "资": "赀貲",
    "格": "挌",
    "员": "貟",
    "和": "咊龢",
    "徽": "幑",
}

SPACES = [
    " ",
    " ",
    "  ",
    "\u3000",
    "\u3000",
    "\u00a0",
    "\u1680",
    "\u2000",
    "\u2001",
    "\u2002",
    "\u2003",
    "\u2004",
    "\u2005",
    "\u2006",
    "\u2007",
    "\u2008",
    "\u2009",
    "\u200a",
    "\u202f",
    "\u205f",
    "\t",
    "   ",
    "\u3000\u3000",
    " \u3000",
]
SPACE_REFERENCES = ["&nbsp;", "&ensp;", "&emsp;", "&thinsp;", "&#32;", "&#x3000;", "&#160;&nbsp;"]

INVISIBLE = (
    "\u200b \u200b \u200c \u200d \u2060 \ufeff \u00ad \u200e \u200f \u061c \u2061 \u2062 "
    "\u2063 \u2064 \u206a \u206f \u180e \u034f \ufe00 \ufe0e \ufe0f \U000e0100 "
    "\U000e01ef \u3164 \u115f \u1160 \uffa0 \u202a\u202c \u2066\u2069 \u2068\u2069 "
    "\U000e0041 \U000e007f \ufff9 \ufffb \u0301 \u0336 \u0332 \u20dd \u20de \u3099 "
    "\u17b4 \u180b \U0001d173 \u200b\u200b\u200b \u200d\u2060"
).split(" ")
INVISIBLE_REFERENCES = ["&shy;", "&zwj;", "&zwnj;", "&#8203;", "&#x200B;", "&#xFEFF;", "&#8288;"]
# What the standards know for all of markup, not for HTML alone.
NUMERIC = "&#"

SIGNS = (
    "· · - - _ * | / • ‧ ・ ･ . ~ + = # @ ^ \\ ★ ☆ ● ○ ◆ ◇ ■ □ ▲ △ ※ → ♥ ♡ "
    "✦ ✿ – — … ° × ¤ § ¶ † － ＿ ＊ ｜ ／ ． ～ ＋ ￥ ® ™ 🇨🇳 ⭐ ❤️ 🌸 👍🏻 👨‍👩‍👧"
).split(" ")

INLINE_HTML = (
    "b i u em strong span font a mark small big sup sub label code ins del s abbr bdi cite kbd tt "
    "my-word"
).split()

# Possible only: each letter by a character that has uses of its own.
ORDINARY = {
    "国": "囗团因",
    "家": "佳加嫁",
    "中": "仲钟忠",
    "华": "花哗桦",
    "全": "荃诠权",
    "职": "织识积",
    "业": "亚叶邺",
    "资": "姿咨质",
    "格": "各咯阁",
    "人": "入仁",
    "员": "圆园",
    "徽": "微徵辉",
}
# 国 written as two characters, and so on.
PARTS = {
    "国": ["囗玉", "口玉", "囗或", "口或"],
    "华": ["化十"],
    "职": ["耳只"],
    "格": ["木各"],
    "员": ["口贝"],
    "资": ["次贝"],
    "全": ["人王"],
    "和": ["禾口"],
}
PINYIN = {
    "国家": "guo jia",
    "全国": "quan guo",
    "中国": "zhong guo",
    "中华": "zhong hua",
    "中华人民共和国": "zhong hua ren min gong he guo",
    "职业资格": "zhi ye zi ge",
    "人员资格": "ren yuan zi ge",
}
ENGLISH = {
    "中国": ["China", "Chinese", "P.R.C.", "PRC", "P. R. China"],
    "国家": ["National", "State"],
    "全国": ["National", "Nationwide", "nationally"],
    "职业资格": [
        "Vocational Qualification",
        "Professional Qualification",
        "Occupational Qualification",
    ],
    "中华人民共和国": ["People's Republic of China", "the People’s Republic of China"],
}


def compatibility_forms():
    """For each letter of the terms, what NFKC (and, for radicals, their names) take for it."""
    letters = {letter: letter for term in TERMS for letter in term}
    letters |= {traditional: letter for letter, traditional in TRADITIONAL.items()}
    forms = {"民": ["\u2ea0"]}  # CJK RADICAL CIVILIAN has no decomposition.
    for code in range(0x2E80, sys.maxunicode + 1):
        folded = unicodedata.normalize("NFKC", chr(code))
        if folded in letters and folded != chr(code):
            forms.setdefault(letters[folded], []).append(chr(code))
    return forms


COMPATIBILITY = compatibility_forms()


def traditional(term):
    return "".join(TRADITIONAL.get(letter, letter) for letter in term)


class Inapplicable(Exception):
    """The term, format or place has no such disguise."""


class Writer:
    """Writes terms in disguise for one place of one format.

    `syntax` is `text` (as it is), `content` (elements and references), `value` (references only,
    as in attributes), or `raw` (neither, as in comments).
    """

    def __init__(self, rng, file_format, syntax, place="body"):
        self.rng = rng
        self.format = file_format
        self.syntax = syntax
        self.place = place

    def write(self, term, names, left="", right=""):
        """The phrase `left` term `right` with the term marked and disguised as `names` say."""
        names = set(names)
        letters = self.letters(term, names)
        if names & {"vertical", "positioned"}:
            return self.placed(letters, names, left, right)
        if "reversed" in names:
            return left + self.reversed(letters, names) + right
        if "line-split" in names:
            return left + self.line_split(letters, names) + right
        return left + self.joined(letters, names) + right

    # Letters

    def letters(self, term, names):
        letters = list(term)
        if "traditional" in names:
            self.replace(letters, TRADITIONAL, some=self.rng.random() < 0.3)
        if "compatibility" in names:
            self.replace(letters, COMPATIBILITY, some=True)
        if "variant" in names:
            self.replace(letters, VARIANTS, some=True, only=1)
        return [self.spelt(letter) for letter in letters]

    def replace(self, letters, table, some, only=None):
        places = [i for i, letter in enumerate(letters) if letter in table]
        if not places:
            raise Inapplicable
        if some:
            places = self.rng.sample(places, only or self.rng.randint(1, len(places)))
        for i in places:
            letters[i] = self.rng.choice(table[letters[i]])

    def spelt(self, letter):
        """Now and then a character reference, which is ordinary markup."""
        if self.syntax not in ("content", "value") or self.rng.random() < 0.9:
            return letter
        return self.rng.choice([f"&#{ord(letter)};", f"&#x{ord(letter):X};"])

    # Between letters

    def joined(self, letters, names):
        gaps = [""] * (len(letters) - 1)
        everywhere = "punctuated" in names or self.rng.random() < 0.6
        where = range(len(gaps)) if everywhere else [self.rng.randrange(len(gaps))]
        space = self.space(names) if "spaced" in names else ""
        hidden = self.hidden() if "invisible" in names else ""
        sign = self.rng.choice(SIGNS) if "punctuated" in names else ""
        if not everywhere and len(space) > 2 and not space.startswith("&"):
            space = " "
        for i in where:
            parts = [part for part in (space, hidden, sign) if part]
            self.rng.shuffle(parts)
            gaps[i] = "".join(parts)
        if "inline-split" in names:
            return self.split(letters, gaps, set(where))
        text = letters[0] + "".join(gap + letter for gap, letter in zip(gaps, letters[1:]))
        return OPEN + text + CLOSE

    def space(self, names):
        if self.syntax in ("content", "value") and self.rng.random() < 0.3:
            return self.reference(SPACE_REFERENCES)
        space = self.rng.choice(SPACES)
        return space if "punctuated" not in names else space[0]

    def hidden(self):
        if self.syntax in ("content", "value") and self.rng.random() < 0.3:
            return self.reference(INVISIBLE_REFERENCES)
        return self.rng.choice(INVISIBLE)

    def reference(self, references):
        if self.format != "html":
            references = [r for r in references if r.startswith(NUMERIC) and r.count("&") == 1]
        return self.rng.choice(references)

    def split(self, letters, gaps, where):
        """Elements, comments or hidden pieces at the gaps of `where`."""
        if self.syntax != "content":
            raise Inapplicable
        style = self.rng.choice(["open", "each", "between", "between"])
        name = self.rng.choice(self.inline_elements())
        if style == "each":
            pieces = [f"<{name}>{letter}</{name}>" for letter in letters]
            text = pieces[0] + "".join(gap + piece for gap, piece in zip(gaps, pieces[1:]))
            start, end = len(name) + 2, len(text) - len(name) - 3
            return text[:start] + OPEN + text[start:end] + CLOSE + text[end:]
        text = letters[0]
        for i, (gap, letter) in enumerate(zip(gaps, letters[1:])):
            if i not in where:
                text += letter
            elif style == "open" and i == max(where):
                return (
                    OPEN
                    + text
                    + gap
                    + f"<{name}>"
                    + "".join(letters[i + 1 :])
                    + CLOSE
                    + f"</{name}>"
                )
            else:
                text += self.rng.choice([gap + self.nothing(), self.nothing() + gap]) + letter
        return OPEN + text + CLOSE

    def inline_elements(self):
        if self.format == "html":
            return INLINE_HTML
        return ["tspan", "a"] if self.format == "svg" else ["w", "span", "r", "emph", "b"]

    def nothing(self):
        """Markup that shows nothing."""
        choices = ["<!-- -->", "<!--x-->", "<!-- 的 -->"]
        if self.format == "html":
            choices += [
                "<wbr>",
                "<i></i>",
                "<span></span>",
                '<span style="display:none">的</span>',
                "<span hidden>与</span>",
                "<script>1</script>",
                "<a name=x></a>",
            ]
        elif self.format == "svg":
            choices += ["<tspan></tspan>", '<tspan display="none">的</tspan>', "<title>x</title>"]
        else:
            choices += ["<w/>", "<?x y?>", "<![CDATA[]]><b/>"]
        # Inside hidden text a hidden piece is text like the rest.
        return self.rng.choice(
            [c for c in choices if self.place != "hidden" or not ("的<" in c or "与<" in c)]
        )

    # Order and lines

    def reversed(self, letters, names):
        letters = letters[::-1]
        if len(letters) >= 4 and names == {"reversed"} and self.rng.random() < 0.2:
            # A page set from right to left says so nowhere.
            return self.joined(letters, set())
        if self.syntax != "content" or self.format == "xml" or self.rng.random() < 0.3:
            opening, closing = self.rng.choice([("\u202e", "\u202c"), ("\u202e", "\u202c\u200b")])
        elif self.format == "svg":
            opening, closing = '<tspan direction="rtl" unicode-bidi="bidi-override">', "</tspan>"
        else:
            opening, closing = self.rng.choice(
                [
                    ('<bdo dir="rtl">', "</bdo>"),
                    ("<bdo dir=RTL>", "</bdo>"),
                    ('<span style="unicode-bidi:bidi-override;direction:rtl">', "</span>"),
                ]
            )
        return opening + self.joined(letters, names - {"reversed"}) + closing

    def line_split(self, letters, names):
        at = self.rng.randrange(1, len(letters))
        gap = self.hidden() if "invisible" in names else ""
        end, tail = self.line_end()
        return OPEN + "".join(letters[:at]) + gap + end + "".join(letters[at:]) + CLOSE + tail

    def line_end(self):
        """What ends a line, and what it leaves open."""
        if self.syntax == "text":
            return "\n", ""
        if self.syntax == "value" and self.format == "html" and self.place == "attribute":
            return "&#10;", ""
        if self.syntax != "content":
            raise Inapplicable
        if self.format == "svg":
            x, size = {"title": (40, 48), "cell": (240, 20)}.get(self.place, (40, 24))
            return f'<tspan x="{x}" dy="{size * 3 // 2}">', "</tspan>"
        ends = ["<br>", "<br/>", "<br />", "<br>\n"] if self.format == "html" else ["<br/>", "\n"]
        return self.rng.choice(ends), ""

    # Places

    def placed(self, letters, names, left, right):
        hidden = self.hidden() if "invisible" in names else ""
        sign = self.rng.choice(SIGNS) if "punctuated" in names else ""
        letters = [letter + hidden + sign for letter in letters[:-1]] + letters[-1:]
        spelt = list(left) + letters + list(right)
        marks = (len(left), len(left) + len(letters) - 1)
        if len(spelt) > 14:
            raise Inapplicable
        if "vertical" in names and self.format in ("text", "xml"):
            return self.column(spelt, marks)
        if self.syntax != "content" or self.format == "text":
            raise Inapplicable
        if "vertical" in names and self.format == "html" and self.rng.random() < 0.6:
            return self.column(spelt, marks)
        return self.glyphs(spelt, marks, "vertical" in names, names & {"invisible", "punctuated"})

    def column(self, letters, marks):
        if self.syntax not in ("text", "content"):
            raise Inapplicable
        end = {"text": "\n", "xml": self.rng.choice(["\n", "<br/>"]), "html": "<br>"}[self.format]
        return end.join(marked(letters, marks))

    def glyphs(self, letters, marks, vertical, accompanied):
        """Each letter at a place of its own, in one row or column."""
        if self.format == "xml" and "punctuated" in accompanied:
            raise Inapplicable
        size = self.rng.choice([18, 24, 30])
        step = size + self.rng.choice([0, 2, size // 4, size // 3])
        letters = marked(letters, marks)
        if self.format == "xml":
            return "".join(f"<字>{letter}</字>" for letter in letters)
        x, y = self.rng.randint(20, 80), self.rng.randint(300, 340)
        count = len(letters)
        xs = [x] * count if vertical else [x + step * i for i in range(count)]
        ys = [y + step * i for i in range(count)] if vertical else [y] * count
        if self.format == "html":
            style = "position:absolute;left:{}px;top:{}px;font-size:" + f"{size}px"
            return "".join(
                f'<span style="{style.format(a, b)}">{letter}</span>'
                for a, b, letter in zip(xs, ys, letters)
            )
        # In a list of positions each character takes one, and so would what comes with a letter.
        style = self.rng.choice(["text", "tspan"] if accompanied else ["text", "list", "tspan"])
        return self.svg_glyphs(style, size, xs, ys, letters, vertical)

    def svg_glyphs(self, style, size, xs, ys, letters, vertical):
        if style == "list":
            places = (
                f'x="{" ".join(map(str, xs))}" y="{" ".join(map(str, ys if vertical else ys[:1]))}"'
            )
            return f'<text font-size="{size}" {places}>{"".join(letters)}</text>'
        if style == "tspan":
            glyphs = "".join(
                f'<tspan x="{a}" y="{b}">{letter}</tspan>' for a, b, letter in zip(xs, ys, letters)
            )
            return f'<text font-size="{size}">{glyphs}</text>'
        return "\n".join(
            f'<text font-size="{size}" x="{a}" y="{b}">{letter}</text>'
            for a, b, letter in zip(xs, ys, letters)
        )


def marked(letters, marks):
    letters = list(letters)
    letters[marks[0]] = OPEN + letters[marks[0]]
    letters[marks[1]] += CLOSE
    return letters


# Documents inside


def split_marks(text):
    left, _, rest = text.partition(OPEN)
    inner, _, right = rest.partition(CLOSE)
    return left, inner, right


def percent(text):
    left, inner, right = map(urllib.parse.quote, split_marks(text))
    return left + OPEN + inner + CLOSE + right


def base64_marked(text):
    """Base64 with the marks around the groups that hold what they mark.

    RFC 4648, section 4: a group of 24 bits is 4 characters. A group is the unit of the notation;
    where the first or last one holds something else too, no bytes are those of the term alone
    (`shares_groups`).
    """
    left, inner, right = (part.encode() for part in split_marks(text))
    code = base64.b64encode(left + inner + right).decode()
    start = len(left) // 3 * 4
    end = -(-(len(left) + len(inner)) // 3) * 4
    return code[:start] + OPEN + code[start:end] + CLOSE + code[end:]


def shares_groups(text):
    left, inner, _ = (part.encode() for part in split_marks(text))
    return len(left) % 3 != 0 or len(inner) % 3 != 0


def css_escaped(text):
    left, inner, right = split_marks(text)
    return (
        left + OPEN + "".join(f"\\{ord(letter):x} " for letter in inner).rstrip(" ") + CLOSE + right
    )


def script_escaped(text):
    left, inner, right = split_marks(text)
    units = inner.encode("utf-16-be").hex()
    escapes = "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))
    return left + OPEN + escapes + CLOSE + right


def referenced(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
