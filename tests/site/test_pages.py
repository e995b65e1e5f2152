"""The files of a site of two lessons."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import build_site
import lessons
import pytest

PAGES = ("index.html", "404.html", "00_start_here.html", "numpy_primer.html")


class Page(HTMLParser):
    """The tags of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(scope="module", params=PAGES)
def page(request, site):
    return Page((site / request.param).read_text(encoding="utf-8"))


def test_a_page_has_one_title_one_description_and_its_language(page):
    names = [its.get("name") for tag, its in page.tags if tag == "meta"]
    assert names.count("description") == 1
    assert [tag for tag, _ in page.tags].count("title") == 1
    assert ("html", {"lang": "en"}) in page.tags


def test_a_page_runs_no_script_but_files_of_its_own(page):
    scripts = [its for tag, its in page.tags if tag == "script"]
    assert all(its.get("type") == "application/json" or its["src"].startswith("assets/")
               for its in scripts)  # fmt: skip
    assert not [its for _, its in page.tags if any(name.startswith("on") for name in its)]
    (rule,) = [its["content"] for tag, its in page.tags if its.get("http-equiv")]
    assert "default-src 'none'; script-src 'self';" in rule
    assert "unsafe-eval" not in rule


def test_an_id_stands_once_in_a_page(page):
    ids = [its["id"] for _, its in page.tags if "id" in its]
    assert len(ids) == len(set(ids))


def test_a_picture_says_what_it_shows(page):
    assert all("alt" in its for tag, its in page.tags if tag == "img")


@pytest.mark.parametrize("name", PAGES)
def test_every_link_inside_leads_somewhere(name, site):
    """The lessons that this site leaves out are looked for among the notebooks."""
    page = Page((site / name).read_text(encoding="utf-8"))
    ids = {its["id"] for _, its in page.tags if "id" in its}
    for _, its in page.tags:
        for place in filter(None, (its.get("href"), its.get("src"))):
            url = urlsplit(place)
            if url.scheme:
                assert url.scheme == "https"
                continue
            path = unquote(url.path).removeprefix("/gradlab/").removeprefix("./")
            if not url.path:
                assert unquote(url.fragment) in ids
            elif path.removesuffix(".html") not in lessons.names():
                assert (site / path).exists(), place


def test_the_map_and_the_canonical_addresses_are_absolute(site):
    places = re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text())
    base = "https://example.org/gradlab/"
    assert places == [base, f"{base}00_start_here.html", f"{base}numpy_primer.html"]
    for place in places:
        text = (site / (place.removeprefix(base) or "index.html")).read_text(encoding="utf-8")
        assert f'<link rel="canonical" href="{place}' in text
        assert f'<meta property="og:image" content="{base}preview.png">' in text


def test_a_page_is_light_before_any_table(site):
    for name in PAGES:
        assert (site / name).stat().st_size < 200_000
    scripts = sum(path.stat().st_size for path in (site / "assets").iterdir())
    assert scripts < 100_000


def test_the_answer_of_a_prediction_is_folded_until_then(site):
    text = (site / "00_start_here.html").read_text(encoding="utf-8")
    folded = re.findall(r'<details class="folded" data-until="predict">(.*?)</details>', text, re.S)
    assert len(folded) == 2
    assert "loss 0.0552" in folded[0]


def test_a_page_knows_what_its_explorer_and_its_question_are(site):
    text = (site / "00_start_here.html").read_text(encoding="utf-8")
    specs = [json.loads(told) for told in re.findall(r"json\">(.*?)</script>", text)]
    assert [spec["kind"] for spec in specs] == ["explorer", "choice"]
    for name in (*specs[0]["parts"], *(its["file"] for its in specs[0]["backgrounds"])):
        assert (site / "tables" / name).exists()


def test_where_python_runs_is_said_only_if_it_does(tmp_path):
    said = build_site.options(["--lab"])
    assert build_site.Site(tmp_path, said).runs == "lab/index.html?path={name}.ipynb"
    assert build_site.Site(tmp_path, build_site.options([])).runs is None


def test_an_unknown_lesson_is_refused_by_name(capsys):
    with pytest.raises(SystemExit):
        build_site.options(["07_no_such"])
    assert "07_no_such" in capsys.readouterr().err


def test_the_landing_page_leads_to_binder_where_the_repository_is_on_github(site):
    page = Page((site / "index.html").read_text(encoding="utf-8"))
    links = [its["href"] for tag, its in page.tags if tag == "a"]
    leads = (
        "https://mybinder.org/v2/gh/ann/course/HEAD?urlpath=lab/tree/notebooks/00_start_here.ipynb"
    )
    assert leads in links
