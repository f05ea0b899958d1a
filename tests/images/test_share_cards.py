"""Share cards: the words of their page, and nothing ever runs over an edge."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from plugins.core.model import HEIGHT, WIDTH, ShareCard
from plugins.images import sizes
from plugins.images.cache import ImageCache
from plugins.images.share_cards import draw
from plugins.images.share_cards.make import make_cards as cached_cards
from plugins.images.share_cards.text_layout import CardFont, fit_text
from plugins.site.assets.tokens import read_tokens

STATIC = Path(__file__).parent.parent.parent / "theme" / "static"
FONT = STATIC / "fonts" / "bricolage.woff2"
FACE = CardFont(FONT.read_bytes())
COLOURS = read_tokens(STATIC, Path("no site"))[0].colours()
LOOK = draw.CardStyle(FACE, COLOURS)
NAME = "lebensbildung.digital"
ANY = st.text(max_size=200)


def draw_card_of(card: ShareCard, picture: bytes | None = None) -> Image.Image:
    """Return the card as it is seen."""
    return Image.open(BytesIO(draw.encode_card(card, LOOK, picture).data)).convert("RGB")


def photo(colour: str) -> bytes:
    """Return a picture of one colour."""
    file = BytesIO()
    Image.new("RGB", (1280, 720), colour).save(file, "PNG")
    return file.getvalue()


def is_blank(image: Image.Image, box: tuple[int, int, int, int], colour: str) -> bool:
    """Return whether a part of the card has nothing but *colour*."""
    part = image.crop(box)
    return ImageChops.difference(part, Image.new("RGB", part.size, colour)).getbbox() is None


def has(image: Image.Image, colour: str) -> bool:
    """Return whether the card has a point of *colour*."""
    wanted = tuple(bytes.fromhex(colour.removeprefix("#")))
    return any(found == wanted for _, found in image.getcolors(WIDTH * HEIGHT) or ())


@pytest.mark.parametrize("picture", [None, "#ff0000"])
def test_a_long_name_of_the_site_leaves_no_room_for_a_label(picture: str | None) -> None:
    """And whoever waits for the card gets one."""
    card = ShareCard("Lebensbildung in Nordrhein-Westfalen " * 3, "Titel", label="Veranstaltung", picture="/x.png")

    assert draw_card_of(card, photo(picture) if picture else None).size == (WIDTH, HEIGHT)


def test_a_long_name_of_the_site_gets_smaller() -> None:
    """It is there as a whole, and the margins stay paper."""
    name = "Mitreden in der Stadt Musterhausen an der Ruhr, mit Kreis und Land"

    image = draw.draw_card(ShareCard(name, "Titel"), LOOK)

    assert is_blank(image, (1140, 0, WIDTH, 490), COLOURS["paper"])
    assert not is_blank(image, (1000, 40, 1136, 100), COLOURS["paper"])


@settings(max_examples=10, deadline=None)
@given(title=ANY, label=ANY, day=ANY, place=ANY, answer=ANY)
def test_no_word_runs_over_the_edge(title: str, label: str, day: str, place: str, answer: str) -> None:
    """For any text of editors, the outer margins stay paper and the size stays the same."""
    for card in (
        ShareCard(NAME, title, label=label),
        ShareCard(NAME, title, label=label, day=day, month=place, place=place),
        ShareCard(NAME, title, answer=answer),
    ):
        image = draw.draw_card(card, LOOK)
        assert image.size == (1200, 630)
        assert is_blank(image, (0, 0, 40, 490), COLOURS["paper"])
        assert is_blank(image, (1160, 0, WIDTH, 490), COLOURS["paper"])


@settings(max_examples=100, deadline=None)
@given(text=ANY, width=st.integers(120, 1100), height=st.integers(40, 400))
def test_lines_fit_their_place(text: str, width: int, height: int) -> None:
    """No line is wider than its place, and the lines have room, except for a single one."""
    lines = fit_text(text, FACE, width, height, [60, 40])

    assert all(FACE.at(lines.size).getlength(line) <= width for line in lines.texts)
    assert lines.height <= height or len(lines.texts) == 1


def test_no_word_is_lost_that_fits() -> None:
    """Breaking into lines keeps every word, in order."""
    text = "Rückblick auf den Open.NRW-Kongress: ein Pakt, ein Film, ein Projekt"

    assert " ".join(fit_text(text, FACE, 1072, 300, [128, 96, 80]).texts) == text


def test_a_sign_that_the_face_lacks_is_left_out() -> None:
    """No empty boxes: a sign without a shape is not drawn."""
    assert FACE.drawable("Digital 😀 \u4e2d\u6587 für alle\n") == "Digital für alle"


def test_each_sort_of_card_has_its_voices() -> None:
    """Each sort of card has its colours, and every card has its square.

    The questions have both colours, an event's day the first.
    """
    questions = draw_card_of(ShareCard(NAME, "Was macht es mit uns?", answer="Was machen wir damit?"))
    event = draw_card_of(ShareCard(NAME, "Kongress", day="30.", month="Oktober 2016", place="Duisburg"))

    for image in (questions, event):
        assert all(has(image, COLOURS[name]) for name in ("paper", "ink", "first", "second"))
    assert not is_blank(event, (64, 170, 464, 430), COLOURS["paper"])
    assert not is_blank(event, (520, 178, 1136, 400), COLOURS["paper"])


def test_a_picture_fills_the_upper_part() -> None:
    """The picture as it is seen above, the words on the band below; a film has the sign of play."""
    still = draw_card_of(ShareCard(NAME, "Ein Bild", picture="/media/x.png"), photo("#3366cc"))
    film = draw_card_of(ShareCard(NAME, "Ein Film", picture="/media/x.png", plays=True), photo("#3366cc"))

    assert still.getpixel((600, 200)) == film.getpixel((600, 200))
    assert abs(still.getpixel((600, 200))[2] - 0xCC) < 8  # type: ignore[index]
    sign = (1040, 330, 1130, 410)
    assert ImageChops.difference(still.crop(sign), film.crop(sign)).getbbox() == (0, 0, 90, 80)


def test_a_picture_is_cut_around_its_focus() -> None:
    """The most important part is on the card, wherever on the picture it is."""
    tall = Image.new("RGB", (600, 1800), "#ffffff")
    tall.paste("#cc0000", (0, 1650, 600, 1800))
    raw = BytesIO()
    tall.save(raw, "PNG")

    middle, foot = (
        draw_card_of(ShareCard(NAME, "Ein Bild", picture="/media/x.png", focus=focus), raw.getvalue())
        for focus in ("", "50% 96%")
    )

    assert middle.getpixel((1100, 300)) == (255, 255, 255)
    assert foot.getpixel((1100, 300))[0] < 210  # type: ignore[index]


def test_the_same_words_make_the_same_bytes() -> None:
    """Nothing of a clock or of chance is in the file, and every word counts."""
    card = ShareCard(NAME, "Aktuelles")

    assert draw.encode_card(card, LOOK) == draw.encode_card(card, LOOK)
    assert draw.encode_card(card, LOOK).data != draw.encode_card(ShareCard(NAME, "Aktuell"), LOOK).data


def test_what_was_painted_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build draws nothing.

    Another picture under the same address, or another recipe, is drawn anew.
    """
    picture = tmp_path / "bild.png"
    picture.write_bytes(photo("#3366cc"))
    card = ShareCard(NAME, "Ein Bild", picture="/media/bild.png")
    painting: list[str] = []
    real = draw.encode_card

    def paint(card: ShareCard, look: draw.CardStyle, file: bytes | None) -> draw.CardImage:
        painting.append(card.title)
        return real(card, look, file)

    def run() -> str:
        found = cached_cards([card, card], FONT, COLOURS, {"/media/bild.png": picture}, ImageCache(tmp_path / "kept"))
        assert found[card][0].is_file()
        return found[card][1]

    monkeypatch.setattr(draw, "encode_card", paint)
    first = run()
    assert run() == first
    assert len(painting) == 1
    picture.write_bytes(photo("#cc3366"))
    assert run() != first
    monkeypatch.setattr(sizes, "card_recipe_hash", lambda: b"another")
    run()
    assert len(painting) == 3


def test_the_text_for_those_who_do_not_see_it() -> None:
    """All words of the card, and the text for its picture."""
    event = ShareCard(NAME, "Kongress", label="Veranstaltung", day="30.", month="Oktober 2016", place="Duisburg")
    film = ShareCard(NAME, "Film", label="Clip", picture="/media/x.jpg", picture_alt="Ein Titelbild")

    assert event.alt == "lebensbildung.digital, Veranstaltung: Kongress, 30. Oktober 2016, Duisburg"
    assert film.alt == "lebensbildung.digital, Clip: Film. Ein Titelbild"
