"""Pictures of ours are found in bodies wherever they stand, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.content.markdown.converter import Converter
from plugins.core.model import Image, ImageFile, Renditions
from plugins.core.placeholders import placeholder
from plugins.site.body_images import BodyGallery, BodyImage, shrink_others, split_images

SHOWN = Renditions("/media/a.jpg", 4, 3)
SRC = placeholder("link", 0)


def image_of(number: int) -> Image | None:
    return Image("/media/a.jpg", "", renditions=SHOWN) if number == 0 else None


def pieces_of(html: str) -> list[str | BodyImage | BodyGallery]:
    return list(split_images(html, image_of))


def test_a_picture_alone_takes_its_paragraph_with_it() -> None:
    """It becomes a figure, and a figure in a paragraph would be none."""
    html = Converter().convert('Davor.\n\n![Ein "Bild" & mehr](/media/a.jpg "Titel"){credit="Foto: X"}').html

    text, picture = pieces_of(html)

    assert text == "<p>Davor.</p>\n"
    image = Image("/media/a.jpg", 'Ein "Bild" & mehr', credit="Foto: X", caption="Titel", renditions=SHOWN)
    assert picture == BodyImage(image, is_alone=True)


@pytest.mark.parametrize(
    "html",
    [
        f'<p>Im <img alt="A" src="{SRC}"> Text</p>',
        f'<a href="/x/"><img src="{SRC}" alt="A"></a>',
        f'<td><IMG SRC=\'{SRC}\' alt="A" width="3"/></td>',
        f'<b><img class="left" src="{SRC}" alt="A"></b>',
    ],
)
def test_a_picture_within_a_text_leaves_it_as_it_is(html: str) -> None:
    """The text before and after it is not touched."""
    before, picture, after = pieces_of(html)

    assert isinstance(picture, BodyImage)
    assert (picture.is_alone, picture.image.alt) == (False, "A")
    assert isinstance(before, str)
    assert isinstance(after, str)
    assert html.startswith(before)
    assert html.endswith(after)


@pytest.mark.parametrize(
    "html",
    [
        f'<img id="x" src="{SRC}" alt="A">',  # says more than we would
        f'<img src="{placeholder("link", 1)}" alt="A">',  # no picture of ours
        '<img src="data:image/png;base64,AAAA" alt="A">',
        f'<a title="<img src=/x>" href="{SRC}">x</a>',
        "<p>&lt;img&gt; <code>&lt;img src=&quot;x&quot;&gt;</code></p>",
        f'<img src="{SRC}{SRC}" alt="A">',
        f'<img src="x{SRC}" alt="A">',
        f'<img alt="A" src="{SRC}',
    ],
)
def test_anything_else_stays_what_it_was(html: str) -> None:
    """Nothing that an editor wrote is lost."""
    assert pieces_of(html) == [html]


@given(st.lists(st.sampled_from(["<p>", "</p>", "<img ", f'src="{SRC}"', 'alt="', '"', ">", "/>", " x ", "'", "<b>"])))
def test_whatever_is_no_picture_comes_through(pieces: list[str]) -> None:
    """All pieces together are the HTML that went in, but for the pictures."""
    html = "".join(pieces)

    rest = [piece for piece in pieces_of(html) if isinstance(piece, str)]

    at = 0
    for piece in rest:
        at = html.index(piece, at) + len(piece)
    assert (rest == [html]) == (not any(isinstance(piece, BodyImage) for piece in pieces_of(html))) or not html


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        (f'<img id="x" src="{SRC}" alt="A">', '<img id="x" src="/p/assets/a.jpg" alt="A" width="4" height="3">'),
        (f'<img id="x" src="{SRC}" width="9" />', '<img id="x" src="/p/assets/a.jpg" width="9">'),
        ('<img id="x" src="/y" alt="A">', '<img id="x" src="/y" alt="A">'),
        (f'<img id="x" src="{placeholder("link", 1)}">', f'<img id="x" src="{placeholder("link", 1)}">'),
        (f'<a href="{SRC}">x</a>', f'<a href="{SRC}">x</a>'),
    ],
)
def test_a_tag_that_says_more_gets_a_small_file_too(tag: str, shown: str) -> None:
    """The picture as it was uploaded never goes to a reader, and its place is kept."""
    renditions = Renditions("/media/a.jpg", 4, 3, fallback=(ImageFile("/assets/a.jpg", 1280),))
    image = Image("/media/a.jpg", "", renditions=renditions)

    made = shrink_others(f"<p>{tag}</p>", lambda number: image if number == 0 else None, lambda one: f"/p{one}")

    assert made == f"<p>{shown}</p>"
