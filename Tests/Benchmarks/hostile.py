"""Input that makes a careless matcher or reader quadratic: one unit over and over."""

import dataclasses

MEGABYTE = 1_000_000


@dataclasses.dataclass(frozen=True)
class Hostile:
    """`unit` as often as asked, then `tail` as often, between a beginning and an end."""

    name: str
    unit: str
    beginning: str = ""
    tail: str = ""
    end: str = ""
    # Units in the largest of the three inputs; 4 MB of them where it says nothing else.
    most: int = 0

    def count(self, share):
        most = self.most or 4 * MEGABYTE // len(self.unit.encode())
        return max(int(most * share), 1)

    def content(self, share):
        """The input with `share` (0 to 1) of the units."""
        count = self.count(share)
        return (self.beginning + self.unit * count + self.tail * count + self.end).encode()

    def __str__(self):
        """What is repeated, for a table."""
        parts = [self.beginning, self.unit.strip(), self.tail]
        return " … ".join(part.replace("|", "\\|") for part in parts if part)


SVG = '<svg xmlns="http://www.w3.org/2000/svg">'

ALL = [
    Hostile("letters.txt", "国", most=1_000_000),
    Hostile("spaces.txt", "国  "),
    Hostile("noise.txt", "国·"),
    Hostile("prefixes.txt", "中华人民共和"),
    Hostile("half-terms.txt", "中华人民共和职业资全人员资中"),
    # A finding for each unit, so the report is a thousand times the input.
    Hostile("all-hits.txt", "国家。", most=100_000),
    Hostile("all-hits-one-line.txt", "国家级", most=40_000),
    Hostile("data-uris.txt", "data:,国 "),
    Hostile("references.html", "&#22269;", most=1_000_000),
    Hostile("references.xml", "&#22269;", "<a>", end="</a>", most=1_000_000),
    Hostile("nested.html", "<div>", tail="</div>", most=100_000),
    Hostile("nested.xml", "<a>", tail="</a>", most=100_000),
    Hostile("nested.svg", "<g>", SVG, tail="</g>", end="</svg>", most=100_000),
    Hostile("open-tags.html", "<div>国"),
    Hostile("inline-tags.html", "国<b>"),
    Hostile("placed-box.html", "国<i>人</i>", '<div style="position:absolute;left:1px;top:1px">'),
    Hostile("attributes.html", "<p title=国>"),
    Hostile("less-than.html", "<"),
    Hostile("unclosed-comment.html", "<!--"),
    Hostile("children.xml", "<p>国</p>", "<a>", end="</a>"),
    Hostile("glyphs.svg", "<tspan>国</tspan>", SVG + "<text>", end="</text></svg>"),
]
