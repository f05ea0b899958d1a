# ruff: noqa: E501 - codes stand here as they are pasted, each on its line
"""Embed codes as networks hand them out, the embed of each, and surroundings in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pasted:
    """A code with the content it stands for."""

    name: str
    code: str
    service: str
    kind: str
    ref: str
    url: str
    start: int | None = None
    title: str = ""

    def __str__(self) -> str:
        return self.name


VIDEO = ("youtube", "video", "K2_uiH18gIV", "https://www.youtube.com/watch?v=K2_uiH18gIV")
FILM = ("vimeo", "video", "746320038", "https://vimeo.com/746320038/5fcc2efb0f")
TWEET = ("twitter", "post", "4870272331947859814", "https://x.com/uba_de/status/4870272331947859814")
FB_POST = ("facebook", "post", "6419825162123543", "https://www.facebook.com/uba.de/posts/6419825162123543")
FB_VIDEO = ("facebook", "video", "1234567890", "https://www.facebook.com/uba.de/videos/1234567890")
FB_PAGE = ("facebook", "page", "uba.de", "https://www.facebook.com/uba.de")
GRAM = ("instagram", "post", "Cvj2fv6ATUB", "https://www.instagram.com/p/Cvj2fv6ATUB/")
PHOTO = ("flickr", "photo", "35137946427", "https://www.flickr.com/photos/uba/35137946427/")
PIN = ("pinterest", "pin", "963400805092626706", "https://www.pinterest.com/pin/963400805092626706/")

_YT = "https://www.youtube.com/embed/K2_uiH18gIV"
_TWEET = "https://twitter.com/uba_de/status/4870272331947859814?ref_src=twsrc%5Etfw"
_X = '<script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>'
_X_INLINE = (
    "<script>!function(d,s,id){var js,fjs=d.getElementsByTagName(s)[0];if(!d.getElementById(id)){js=d.createElement(s);"
    'js.id=id;js.src="//platform.twitter.com/widgets.js";fjs.parentNode.insertBefore(js,fjs);}}'
    '(document,"script","twitter-wjs");</script>'
)
_SDK = '<script async defer crossorigin="anonymous" src="https://connect.facebook.net/de_DE/sdk.js#xfbml=1"></script>'
_SDK_INLINE = (
    "<script>(function(d, s, id) { var js, fjs = d.getElementsByTagName(s)[0]; if (d.getElementById(id)) return; "
    "js = d.createElement(s); js.id = id; js.src = 'https://connect.facebook.net/de_DE/sdk.js#xfbml=1&version=v3.2'; "
    "fjs.parentNode.insertBefore(js, fjs); }(document, 'script', 'facebook-jssdk'));</script>"
)
_GRAM = "https://www.instagram.com/p/Cvj2fv6ATUB/?utm_source=ig_embed&amp;utm_campaign=loading"
_PINIT = '<script async defer src="//assets.pinterest.com/js/pinit.js"></script>'
_PLUGIN = "https://www.facebook.com/plugins"
_HREF = "https%3A%2F%2Fwww.facebook.com%2Fuba.de%2F"

CODES = [
    Pasted("plain", f'<iframe src="{_YT}"></iframe>', *VIDEO),
    Pasted("capitals", f'<IFRAME WIDTH=560 SRC="{_YT}" ALLOWFULLSCREEN></IFRAME>', *VIDEO),
    Pasted("no-quotes", f"<iframe width=1 src={_YT} height=2></iframe>", *VIDEO),
    Pasted("single-quotes", f"<iframe src='{_YT}' title='Mein &quot;Film&quot;'></iframe>", *VIDEO, title='Mein "Film"'),
    Pasted("many-lines", f'<iframe\n  width="560"\n  src="{_YT}"\n  allowfullscreen\n></iframe>', *VIDEO),
    Pasted("by-protocol", f'<iframe src="{_YT.removeprefix("https:")}"></iframe>', *VIDEO),
    Pasted("spaces", f'<iframe src=" {_YT} "></iframe>', *VIDEO),
    Pasted("entities", '<iframe src="https&#58;//www.youtube.com/embed&#x2f;K2_uiH18gI&#86;"></iframe>', *VIDEO),
    Pasted("start", f'<iframe src="{_YT}?si=x&amp;start=33&amp;autoplay=1"></iframe>', *VIDEO, 33),
    Pasted("lazy", f'<iframe data-src="{_YT}" class="lazyload"></iframe>', *VIDEO),
    Pasted("lazy-blank", f'<iframe src="about:blank" data-lazy-src="{_YT}"></iframe>', *VIDEO),
    Pasted("lazy-twice", f'<iframe data-src="{_YT}"></iframe><noscript><iframe src="{_YT}"></iframe></noscript>', *VIDEO),
    Pasted("noscript", f'<noscript><iframe src="{_YT}"></iframe></noscript>', *VIDEO),
    Pasted("src-twice", f'<iframe src="{_YT}" src="https://evil.example/"></iframe>', *VIDEO),
    Pasted("evil-extras", f'<iframe src="{_YT}" srcdoc="<script>x</script>" onload="x()" style="a:url(//b.example/)"></iframe>', *VIDEO),
    Pasted("fallback", f'<iframe src="{_YT}">Ihr Browser zeigt keine <b>Rahmen</b>.</iframe>', *VIDEO),
    Pasted("generic-title", f'<iframe src="{_YT}" title="YouTube video player"></iframe>', *VIDEO),
    Pasted("title", f'<iframe src="{_YT}" title=" Der  Prozess "></iframe>', *VIDEO, title="Der Prozess"),
    Pasted(
        "vimeo",
        '<div style="padding:56.25% 0 0 0;position:relative;"><iframe src="https://player.vimeo.com/video/746320038?h=5fcc2efb0f'
        '&amp;dnt=1" style="position:absolute;top:0" title="Imagefilm"></iframe></div>'
        '<script src="https://player.vimeo.com/api/player.js"></script>',
        *FILM,
        title="Imagefilm",
    ),
    Pasted(
        "vimeo-credit",
        '<iframe src="https://player.vimeo.com/video/746320038?h=5fcc2efb0f" width="640"></iframe>\n'
        '<p><a href="https://vimeo.com/746320038">Film</a> from <a href="https://vimeo.com/user1">Land</a> on '
        '<a href="https://vimeo.com">Vimeo</a>.</p>',
        *FILM,
    ),
    Pasted(
        "vimeo-credit-after-break",
        '<iframe src="https://player.vimeo.com/video/746320038?h=5fcc2efb0f"></iframe><br /><p><a href="https://vimeo.com/746320038">'
        'Film</a> von <a href="https://vimeo.com/user1">Land</a> auf <a href="https://vimeo.com">Vimeo</a>.</p>',
        *FILM,
    ),
    Pasted("tweet", f'<blockquote class="twitter-tweet" data-lang="de"><p lang="de" dir="ltr">Neu <a href="https://t.co/x">t.co/x</a></p>&mdash; U (@uba_de) <a href="{_TWEET}">3. Mai</a></blockquote> {_X}', *TWEET),
    Pasted("tweet-inline-loader", f'<blockquote class="twitter-video"><p>N</p><a href="{_TWEET}">3. Mai</a></blockquote>{_X_INLINE}', *TWEET),
    Pasted("tweet-picture", f'<blockquote class="a twitter-tweet"><img src="https://pbs.twimg.com/x.jpg"><a href="{_TWEET}">3. Mai</a></blockquote>', *TWEET),
    Pasted("timeline", f'<a class="twitter-timeline" href="https://twitter.com/uba_de?ref_src=x">Tweets</a> {_X}', "twitter", "profile", "uba_de", "https://x.com/uba_de"),
    Pasted("list", f'<a class="twitter-timeline" href="https://twitter.com/i/lists/12345">Liste</a> {_X}', "twitter", "list", "12345", "https://x.com/i/lists/12345"),
    Pasted("tweet-frame", '<iframe src="https://platform.twitter.com/embed/Tweet.html?dnt=false&amp;id=4870272331947859814"></iframe>', "twitter", "post", "4870272331947859814", "https://x.com/i/status/4870272331947859814"),
    Pasted("fb-frame", f'<iframe src="{_PLUGIN}/post.php?href={_HREF}posts%2F6419825162123543&amp;show_text=true" style="border:none"></iframe>', *FB_POST),
    Pasted("fb-frame-start", f'<iframe src="{_PLUGIN}/video.php?height=3&amp;href={_HREF}videos%2F1234567890%2F&amp;t=90"></iframe>', *FB_VIDEO, 90),
    Pasted("fb-frame-plain", f'<iframe src="{_PLUGIN}/video.php?href=https://www.facebook.com/permalink.php?story_fbid=123456789&id=4711&width=5"></iframe>', "facebook", "post", "123456789", "https://www.facebook.com/permalink.php?story_fbid=123456789&id=4711"),
    Pasted("fb-frame-page", f'<iframe src="//de-de.facebook.com/plugins/page.php?href={_HREF}&amp;tabs=timeline"></iframe>', *FB_PAGE),
    Pasted("fb-post", f'<div id="fb-root"></div>\n{_SDK}\n<div class="fb-post" data-href="https://www.facebook.com/uba.de/posts/6419825162123543" data-width="500"><blockquote cite="https://www.facebook.com/x" class="fb-xfbml-parse-ignore"><p>Text</p><img src="https://scontent.example/x.jpg"></blockquote></div>', *FB_POST),
    Pasted("fb-video", f'<div class="fb-video" data-href="https://www.facebook.com/uba.de/videos/1234567890/"></div>{_SDK_INLINE}<div id="fb-root"></div>', *FB_VIDEO),
    Pasted("fb-page", f'<div class="fb-page" data-href="https://www.facebook.com/uba.de/" data-tabs="timeline"></div>{_SDK}', *FB_PAGE),
    Pasted("fb-kind-by-address", '<div class="fb-page" data-href="https://www.facebook.com/uba.de/videos/1234567890"></div>', *FB_VIDEO),
    Pasted("gram", f'<blockquote class="instagram-media" data-instgrm-captioned data-instgrm-permalink="{_GRAM}" style="background:#FFF"><div style="padding:16px"><a href="{_GRAM}"><svg viewBox="0 0 1 1"><path d="M0"/></svg></a></div></blockquote> <script async src="//www.instagram.com/embed.js"></script>', *GRAM),
    Pasted("gram-old", f'<blockquote class="instagram-media"><p><a href="https://t.example/">x</a> <a href="{_GRAM}">Bild</a></p></blockquote><script async defer src="//platform.instagram.com/en_US/embeds.js"></script>', *GRAM),
    Pasted("gram-blank", f'<blockquote class="instagram-media" data-instgrm-permalink=" "><a href="{_GRAM}">Bild</a></blockquote>', *GRAM),
    Pasted("gram-profile", '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/uba.de/?utm_source=ig_embed"></blockquote><script async src="//www.instagram.com/embed.js"></script>', "instagram", "profile", "uba.de", "https://www.instagram.com/uba.de/"),
    Pasted("flickr", '<a data-flickr-embed="true" data-header="false" href="https://www.flickr.com/photos/uba/35137946427/in/photostream/" title="Moor"><img src="https://live.staticflickr.com/1/2_b.jpg" alt="Moor"/></a><script async src="//embedr.flickr.com/assets/client-code.js" charset="utf-8"></script>', *PHOTO, title="Moor"),
    Pasted("flickr-album", '<a data-flickr-embed href="https://www.flickr.com/photos/uba/albums/72175321509940733"></a>', "flickr", "album", "72175321509940733", "https://www.flickr.com/photos/uba/albums/72175321509940733"),
    Pasted("pin", f'<a data-pin-do="embedPin" data-pin-width="large" href="https://www.pinterest.de/pin/963400805092626706/"></a>{_PINIT}', *PIN),
    Pasted("board", f'<a data-pin-do="embedBoard" data-pin-board-width="400" href="https://www.pinterest.de/uba/balkon/">Balkon</a>{_PINIT}', "pinterest", "board", "uba/balkon", "https://www.pinterest.com/uba/balkon/"),
    Pasted("pinner", '<a data-pin-do="embedUser" href="https://www.pinterest.com/uba/"></a>', "pinterest", "profile", "uba", "https://www.pinterest.com/uba/"),
    Pasted("pin-frame", '<iframe src="https://assets.pinterest.com/ext/embed.html?id=963400805092626706" scrolling="no"></iframe>', *PIN),
]  # fmt: skip

# {} is a code on one line
SURROUNDINGS = {
    "alone": "{}",
    "sentence": "Vorher {} nachher.",
    "emphasis": "Vorher *mitten {} drin* nachher.",
    "list": "- Vorher\n- Mitte {} nachher",
    "numbers": "1. Vorher\n2. {}\n3. nachher",
    "quote": "> Vorher\n>\n> {}\n>\n> nachher",
    "heading": "Vorher\n\n## Titel {} nachher\n",
    "table": "| Vorher | b |\n|--|--|\n| {} | nachher |",
    "div": '<div class="a">\n{}\n</div>\n\nnachher',
    "paragraph": "<p>Vorher {} nachher</p>",
    "deep": "<p>Vorher <span id='a'>x <em>y {} z</em></span> nachher</p>",
    "figure": "<figure>{}<figcaption>nachher</figcaption></figure>",
    "center": "<center>{}</center>",
    "details": "<details><summary>Vorher</summary>{} nachher</details>",
    "summary": "<details><summary>Vorher {}</summary>nachher</details>",
    "html-list": "<ul><li>Vorher</li><li>{} nachher</li></ul>",
    "html-table": "<table><tr><td>Vorher</td><td>{}</td></tr></table>\n\nnachher",
    "pre": "<pre>\n\nVorher {} nachher</pre>",
    "link": '<a href="/datenschutz/">Vorher {} nachher</a>',
    "unclosed": "<div><p>Vorher {} nachher",
}
