"""The page: against the rules of HTML, and as a browser shows and prints it."""

import base64
import hashlib
import html
import re
import subprocess

import html5lib
import pytest
from PIL import Image

from conftest import CHROMIUM, Page


@pytest.fixture(scope="module", params=["zh", "en"])
def page(request, everything, tmp_path_factory):
    path = tmp_path_factory.mktemp("html") / "report.html"
    path.write_bytes(everything("--format", "html", "--lang", request.param))
    return path


def browse(page, *arguments):
    process = subprocess.run(
        [*CHROMIUM, f"--user-data-dir={page.parent}/profile", *arguments, page.as_uri()],
        capture_output=True,
        timeout=120,
    )
    assert process.returncode == 0, process.stderr.decode()
    return process.stdout.decode()


def printed(page):
    """The words on paper, without the white space that lines and pages make."""
    pdf = page.with_suffix(".pdf")
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
    text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True).stdout.decode()
    return re.sub(r"\s+", "", text)


def test_it_is_html(page):
    html5lib.HTMLParser(strict=True).parse(page.read_bytes(), transport_encoding="utf-8")
    tidy = subprocess.run(
        ["tidy", "-utf8", "-quiet", "-errors", page], capture_output=True, timeout=60
    )
    assert (tidy.returncode, tidy.stderr.decode()) == (0, "")


def test_it_needs_nothing_and_runs_nothing(page):
    text = page.read_text()
    parsed = Page(text)
    assert parsed.addresses and all(address.startswith("#") for address in parsed.addresses)
    assert parsed.handlers == []
    assert not {"script", "link", "iframe", "object", "img", "base", "form"} & set(parsed.tags)
    assert len(set(parsed.ids)) == len(parsed.ids)
    assert {address[1:] for address in parsed.addresses} <= set(parsed.ids)


def test_the_policy_names_the_style(page):
    text = page.read_text()
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in text, f"HTMLStyle.hash has to be sha256-{digest}"
    assert "default-src 'none'" in text


def test_a_browser_keeps_it_as_it_is(page):
    """The tree that a browser builds has every finding and every input once."""
    tree = browse(page, "--dump-dom")
    source = page.read_text()
    for piece in ['<article class="finding', '<section class="input"', "<mark", "<li>", "<h2"]:
        assert tree.count(piece) == source.count(piece) > 0
    assert Page(tree).ids == Page(source).ids


def test_every_finding_and_input_is_there(page, whole):
    source = html.unescape(page.read_text())
    assert source.count('<article class="finding') == len(whole["findings"])
    for finding in whole["findings"]:
        assert finding["fingerprint"] in source
    for entry in whole["inputs"]:
        assert entry["path"] in source


def test_it_looks_like_a_report(page):
    """Its style is applied: the verdict is a wide band of its own colour, not black on white."""
    picture = page.with_suffix(".png")
    browse(page, "--window-size=1280,900", f"--screenshot={picture}")
    with Image.open(picture) as image:
        assert image.size == (1280, 900)
        colours = dict(
            (colour[:3], count) for count, colour in image.convert("RGB").getcolors(1 << 20)
        )
    assert colours.get((0xFB, 0xDC, 0xD9), 0) > 30_000


def small(tmp_path, zhenglint):
    (tmp_path / "甲.txt").write_text("国家级培训证书\n")
    (tmp_path / "乙.html").write_text("<p>发证机构：中国花艺协会</p><p>培训证书</p>")
    (tmp_path / "丙.txt").write_text("培训证书\n")
    (tmp_path / "丁.pdf").write_bytes(b"%PDF-1.4\n")
    page = tmp_path / "report.html"
    report = zhenglint("check", ".", "--format", "html", cwd=tmp_path, status=2).stdout
    page.write_bytes(report)
    return page


def test_it_prints_everything_but_the_filter(zhenglint, tmp_path):
    page = small(tmp_path, zhenglint)
    assert "<legend>只看</legend>" in page.read_text()
    words = printed(page)
    assert "只看" not in words
    # The verdict, then what was not checked, then findings, last what is clean.
    places = [words.index(each) for each in ["不能视为通过。", "丁.pdf", "「国家」", "丙.txt"]]
    assert places == sorted(places)
    assert "「中国」" in words and "人社部发〔2017〕68号" in words


@pytest.mark.parametrize(
    "level, shown, hidden", [("violation", "「国家」", "「中国」"), ("review", "「中国」", "「国家」")]
)
def test_filters_work_without_script(zhenglint, tmp_path, level, shown, hidden):
    page = small(tmp_path, zhenglint)
    source = page.read_text()
    # As if a reader had chosen the level.
    chosen = source.replace(" checked>", ">").replace(
        f'id="only-{level}">', f'id="only-{level}" checked>'
    )
    assert chosen != source
    page.write_text(chosen)
    words = printed(page)
    assert shown in words and hidden not in words
    assert "丁.pdf" in words
