"""What articles may contain, and what they may not."""

import pytest

from pendopo.press.templatetags.articles import article_body, markdown, whatsapp_link


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**four**", "<p><strong>four</strong></p>\n"),
        ("# Why here", "<h2>Why here</h2>\n"),
        ("> said", '<blockquote class="quote">\n<p>said</p>\n</blockquote>\n'),
        ("[a](mailto:a@b.org)", '<p><a href="mailto:a@b.org" rel="noopener">a</a></p>\n'),
        ("https://a.org", '<p><a href="https://a.org" rel="noopener">https://a.org</a></p>\n'),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<b onclick=x>y</b>", "<p>&lt;b onclick=x&gt;y&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](data:text/html,hi)", "<p>[x](data:text/html,hi)</p>\n"),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>\n"),
        (None, ""),
    ],
)
def test_markdown_allows_words_and_links_to_the_web_only(text, html):
    assert (
        markdown(text)
        .removeprefix("<p>" if html.startswith("&lt;script") else "")
        .removesuffix("</p>\n" if html.startswith("&lt;script") else "")
        == html
    )


def test_pictures_are_not_embedded():
    assert "<img" not in markdown("![x](https://a.org/x.png)")


class Piece:
    def __init__(self, place, body):
        self.place, self.body = place, body


def test_the_place_opens_the_text():
    assert article_body(Piece("Purwakarta", "Both met.")) == "<p><b>Purwakarta.</b> Both met.</p>\n"


def test_the_place_stands_alone_before_a_list():
    assert article_body(Piece("A<b", "- one")).startswith("<p><b>A&lt;b.</b></p><ul>")


def test_sharing_carries_title_and_address(settings):
    settings.SITE_URL = "https://pendopo.example"

    assert whatsapp_link("A & B", "/id/x/") == (
        "https://wa.me/?text=A%20%26%20B%20https%3A//pendopo.example/id/x/"
    )
