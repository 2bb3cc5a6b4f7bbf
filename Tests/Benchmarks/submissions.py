"""What associations hand in: a tree of small certificates of many kinds, some alike, some broken."""

import certificates

# Submissions in one folder, as a file manager still shows them.
FOLDER_SIZE = 500
# One in so many is a copy of an earlier one under another name.
COPY_EVERY = 12

PDF = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n"


def small_page(rng, number):
    known = certificates.facts(rng)
    lines = certificates.sentences(rng, number, 5, "b")
    return certificates.SMALL_HTML.format(lines=lines, **known)


def text(rng, number):
    known = certificates.facts(rng)
    lines = "\n".join(certificates.sentences(rng, number, 4, "b"))
    return f"{known['title']}\n{lines}\n编号：{known['number']}\n发证机构：{known['body']}\n".replace(
        "<b>", ""
    ).replace("</b>", "")


def record(rng, number):
    known = certificates.facts(rng)
    lines = "".join(certificates.sentences(rng, number, 3, "em"))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<certificate number="{known["number"]}"><title>{known["title"]}</title>'
        f"<body>{lines}</body><issuer>{known['body']}</issuer></certificate>\n"
    )


def submission(rng, number):
    """The extension and the bytes of one submission."""
    kind = rng.random()
    if kind < 0.50:
        return "html", small_page(rng, number).encode()
    if kind < 0.55:
        return "html", certificates.page(rng, number).encode()
    if kind < 0.70:
        return "svg", certificates.drawing(rng, number).encode()
    if kind < 0.85:
        return "txt", text(rng, number).encode()
    if kind < 0.90:
        return "txt", text(rng, number).encode("gb18030", "replace")
    if kind < 0.97:
        return "xml", record(rng, number).encode()
    broken = rng.randrange(4)
    if broken == 0:
        return "pdf", PDF
    if broken == 1:
        return "xml", record(rng, number).encode()[:-20]
    if broken == 2:
        return "txt", text(rng, number).encode() + b"\xff\xfe\xfa"
    return "html", b""


def names_and_bytes(count, generator):
    """`count` submissions with their paths; `generator(number)` gives the numbers of one."""
    for number in range(count):
        original = number - number % COPY_EVERY if number % COPY_EVERY == 1 else number
        extension, content = submission(generator(original), original)
        yield f"{number // FOLDER_SIZE:04}/{number:06}.{extension}", content


