"""Opening a page contacts nobody but us: the disguises, and the harmless things."""

from pathlib import Path

import pytest

from tests.audit.sites import HOST, checks, found, in_body, in_head, page

BODIES = [
    # loading elements, one by one
    '<img src="https://e.example/x.png" alt="">',
    '<img src="HTTPS://E.EXAMPLE/x.png" alt="">',
    '<img src="//e.example/x.png" alt="">',
    '<img src="\\\\e.example\\x.png" alt="">',
    '<img src="/\\e.example/x.png" alt="">',
    '<img src="\\/e.example/x.png" alt="">',
    '<img src="///e.example/x.png" alt="">',
    '<img src="https:e.example/x.png" alt="">',
    '<img src="https:/e.example/x.png" alt="">',
    '<img src=" \n\x0chttps://e.example/x.png" alt="">',
    '<img src="ht\ntps:/\t/e.example/x.png" alt="">',
    '<img src="/\t/e.example/x.png" alt="">',
    '<img src="&#104;ttps&colon;&sol;&sol;e.example/x.png" alt="">',
    '<img src="&#x2f&#x2f;e.example/x.png" alt="">',
    f'<img src="https://{HOST}@e.example/x.png" alt="">',
    f'<img src="https://e.example\\@{HOST}/x.png" alt="">',
    f'<img src="https://{HOST}.e.example/x.png" alt="">',
    f'<img src="https://{HOST}:8443/x.png" alt="">',
    "<img src=//e.example/x.png>",
    "<img\nsrc\n=\n//e.example/x.png/>",
    "<IMG SRC='//e.example/x.png'>",
    "<img/src=//e.example/x.png>",
    '<img src="//e.example/x" src="/media/moor.jpg" alt="">',
    '<image src="//e.example/x.png">',
    '<img alt="" srcset="/media/moor.jpg 1x, //e.example/b.png 2x">',
    '<img alt="" srcset="/media/moor.jpg, //e.example/b,c.png 2x">',
    '<img alt="" srcset=",,\n//e.example/b.png,">',
    '<img alt="" srcset="/media/moor.jpg (1x,2x), //e.example/b.png">',
    '<picture><source srcset="https://e.example/x.avif"><img src="/media/moor.jpg" alt=""></picture>',
    '<picture><source media="(min-width: 1px)" srcset="//e.example/x.avif"></picture>',
    '<video src="https://e.example/x.mp4"></video>',
    '<video poster="//e.example/x.jpg"></video>',
    '<video><source src="//e.example/x.mp4"></video>',
    '<video><track src="//e.example/x.vtt"></video>',
    '<audio src="//e.example/x.mp3"></audio>',
    '<audio><source src="//e.example/x.mp3"></audio>',
    '<input type="image" src="//e.example/x.png" alt="">',
    '<input type="IMAGE" SRC="//e.example/x.png" alt="">',
    '<script src="https://e.example/x.js"></script>',
    '<script async defer src="//e.example/x.js"></script>',
    '<script type="module" src="//e.example/x.js"></script>',
    '<table background="//e.example/x.png"><tr><td>x</table>',
    '<table><tr><td background="//e.example/x.png">x</table>',
    '<a href="/" ping="/media/moor.jpg https://e.example/p">x</a>',
    '<a href="/" attributionsrc="https://e.example/p">x</a>',
    '<img src="/media/moor.jpg" alt="" longdesc="//e.example/x">',
    '<img src="/media/moor.jpg" alt="" lowsrc="//e.example/x">',
    '<img src="/media/moor.jpg" alt="" dynsrc="//e.example/x">',
    '<div datasrc="https://e.example/x">x</div>',
    '<p futuresrc="https://e.example/x">x</p>',
    '<bgsound src="//e.example/x.mid">',
    '<body background="//e.example/x.png">',
    # forms
    '<form action="https://e.example/"><button>x</button></form>',
    '<form action="//e.example/"></form>',
    '<form><button formaction="//e.example/">x</button></form>',
    '<form><input type="submit" formaction="https://e.example/"></form>',
    '<button form="f" formaction="&#x6a;avascript:alert(1)">x</button>',
    # addresses that run
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="java&Tab;script:alert(1)">x</a>',
    '<a href="java&NewLine;script:alert(1)">x</a>',
    '<a href="&#1;javascript:alert(1)">x</a>',
    '<a href=" &#x0A;javascript&colon;alert(1)">x</a>',
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    "<a href=&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116&#58alert(1)>x</a>",
    '<area href="javascript:alert(1)">',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="DATA:text/html;base64,PHNjcmlwdD4=">x</a>',
    '<a href="data:image/png;base64,iVBORw0KGgo=">x</a>',
    '<a href="blob:https://e.example/1">x</a>',
    '<a href="view-source:https://e.example/">x</a>',
    '<a href="file:///etc/hostname">x</a>',
    '<a href="frobnicate:x">x</a>',
    '<img src="javascript:alert(1)" alt="">',
    '<img src="data:image/svg+xml,%3Csvg/%3E" alt="">',
    '<img src="data:text/html,x" alt="">',
    '<form action="javascript:alert(1)"></form>',
    '<consent-embed src="javascript:alert(1)"></consent-embed>',
    '<consent-embed src="data:text/html,x"></consent-embed>',
    # pieces that a browser reads otherwise than they look
    '<noscript><img src="//e.example/x.png" alt=""></noscript>',
    '<noscript><p title="</noscript><img src=//e.example/x.png>"></noscript>',
    '<NoScript><p title="</noScript><img src=//e.example/x.png>"></NoScript>',
    '<template><img src="//e.example/x.png" alt=""></template>',
    '<template><template><img src="//e.example/x.png" alt=""></template></template>',
    '<div><template shadowrootmode="open"><img src="//e.example/x.png" alt=""></template></div>',
    "<!--><img src=//e.example/x.png>-->",
    "<!---><img src=//e.example/x.png>-->",
    "<!-- x --!><img src=//e.example/x.png> -->",
    "<!-- <!-- --><img src=//e.example/x.png> -->",
    "<![CDATA[<img src=/media/moor.jpg><img src=//e.example/x.png>]]>",
    "<?php ><img src=//e.example/x.png> ?>",
    "</ ><img src=//e.example/x.png>",
    "<textarea></textarea><img src=//e.example/x.png>",
    "<pre><img src=//e.example/x.png></pre>",
    "<code><img src=//e.example/x.png></code>",
    "<table><img src=//e.example/x.png></table>",
    "<select><option><img src=//e.example/x.png></select>",
    "<select><title></select><img src=//e.example/x.png></title>",
    "<select><textarea></select><img src=//e.example/x.png></textarea>",
    "<select><iframe></select><img src=//e.example/x.png></iframe>",
    '<x y="<!--"><img src=//e.example/x.png>-->',
    # svg and math
    '<svg><image href="//e.example/x.png"/></svg>',
    '<svg><image xlink:href="//e.example/x.png"/></svg>',
    '<SVG><IMAGE XLINK:HREF="//e.example/x.png"/></SVG>',
    '<svg><use href="https://e.example/x.svg#a"/></svg>',
    '<svg><use xlink:href="//e.example/x.svg#a"/></svg>',
    '<svg><filter><feImage href="//e.example/x.png"/></filter></svg>',
    '<svg><filter><feImage xlink:href="//e.example/x.png"/></filter></svg>',
    '<svg><script href="//e.example/x.js"></script></svg>',
    '<svg><script xlink:href="//e.example/x.js"/></svg>',
    '<svg><a href="javascript:alert(1)"><text>x</text></a></svg>',
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<svg><rect fill="url(//e.example/x.svg#a)"/></svg>',
    '<svg><rect fill="u\\72l(//e.example/x.svg#a)"/></svg>',
    '<svg><g mask="url(https://e.example/x.svg#a)"/></svg>',
    '<svg><g filter="url( \'//e.example/x.svg#a\' )"/></svg>',
    '<svg><g clip-path="URL(//e.example/x.svg#a)"/></svg>',
    '<svg><g cursor="image-set(\'//e.example/x.png\' 1x)"/></svg>',
    '<svg><g marker-start="url(//e.example/x.svg#a)"/></svg>',
    '<svg><linearGradient xlink:href="//e.example/x.svg#a"/></svg>',
    '<svg><textPath href="//e.example/x.svg#a"/></svg>',
    '<svg><mpath xlink:href="//e.example/x.svg#a"/></svg>',
    '<svg><image><set attributeName="href" to="//e.example/x.png"/></image></svg>',
    '<svg><a><animate attributeName="xlink:href" values="/;javascript:alert(1)"/></a></svg>',
    '<svg><rect><animate attributeName="fill" to="url(//e.example/x#a)"/></rect></svg>',
    '<svg><rect><set attributeName="onclick" to="alert(1)"/></rect></svg>',
    '<svg><font-face-uri xlink:href="//e.example/x"/></svg>',
    '<svg><foreignObject><img src="//e.example/x.png" alt=""></foreignObject></svg>',
    "<svg></p><img src=//e.example/x.png></svg>",
    '<svg><style></style><image href="//e.example/x.png"/></style></svg>',
    '<svg><title><img src="//e.example/x.png"></title></svg>',
    '<math href="javascript:alert(1)"><mi>x</mi></math>',
    '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
    '<math><mtext><img src="//e.example/x.png"></mtext></math>',
    '<math><annotation-xml encoding="text/html"><img src="//e.example/x"></annotation-xml></math>',
    "<math><style><img src=//e.example/x.png></style></math>",
    # style
    '<p style="background:url(//e.example/x.png)">x</p>',
    '<p style="background:url(&quot;//e.example/x.png&quot;)">x</p>',
    '<p style="background:\\75rl(//e.example/x.png)">x</p>',
    '<p style="background:\\000075 r\\6c (//e.example/x.png)">x</p>',
    '<p style="background:url(\\2f\\2f e.example/x.png)">x</p>',
    '<p style="background:u&#114;l(//e.example/x.png)">x</p>',
    '<p style="--x:url(//e.example/x.png)">x</p>',
    "<p style=\"--x:'//e.example/x.png'\">x</p>",
    "<p style=\"background:image-set('//e.example/x.png' 1x)\">x</p>",
    "<p style=\"background:-webkit-image-set('https://e.example/x.png' 1x)\">x</p>",
    "<p style=\"background:cross-fade(url(//e.example/x.png), red)\">x</p>",
    "<p style=\"background:src('//e.example/x.png')\">x</p>",
    "<p style=\"background:image('//e.example/x.png')\">x</p>",
    "<p style=\"background:url(data:image/svg+xml,x)\">x</p>",
    '<p style="behavior:url(//e.example/x.htc)">x</p>',
    '<p style="background:url(//e.example/x.png">x</p>',
    '<p style="/*" title="*/"><b style="a:b;c:url(//e.example/x)">x</b></p>',
    "<consent-embed style=\"background:url(//e.example/x.png)\"></consent-embed>",
    "<style>@import '//e.example/x.css';</style>",
    "<style>@im\\70ort '//e.example/x.css';</style>",
    "<style>@import/**/url(//e.example/x.css) layer(a);</style>",
    "<style><!-- @IMPORT \"https://e.example/x.css\"; --></style>",
    "<style>@font-face{font-family:x;src:url(//e.example/x.woff2)}</style>",
    "<style>@media print{p{background:url(//e.example/x.png)}}</style>",
    "<style>@supports (x:y){@layer z{p{&:hover{cursor:url(//e.example/x.cur),auto}}}}</style>",
    "<style>li{list-style:url(//e.example/x.png)}p::before{content:url(//e.example/x.png)}</style>",
    "<style>@namespace url(http://www.w3.org/1999/xhtml);p{background:url(//e.example/)}</style>",
    "<svg><style>p{background:ur<!-- -->l(//e.example/x.png)}</style></svg>",
    "<svg><style><![CDATA[p{background:url(//e.example/x.png)}]]></style></svg>",
    "<template><style>p{background:url(//e.example/x.png)}</style></template>",
]  # fmt: skip

HEADS = [
    '<link rel="stylesheet" href="https://e.example/x.css">',
    '<link rel="STYLEsheet" href="//e.example/x.css">',
    '<link rel="alternate stylesheet" href="//e.example/x.css">',
    '<link rel="alternate&#9;stylesheet" href="//e.example/x.css">',
    '<link rel="PREconnect" href="//e.example">',
    '<link rel="dns-prefetch" href="//e.example">',
    '<link rel="preload" as="image" href="//e.example/x.png">',
    '<link rel="preload" as="image" imagesrcset="/media/moor.jpg 1x, //e.example/x.png 2x">',
    '<link rel="modulepreload" href="//e.example/x.js">',
    '<link rel="prefetch" href="//e.example/">',
    '<link rel="prerender" href="//e.example/">',
    '<link rel="next" href="//e.example/">',
    '<link rel="icon" href="//e.example/x.ico">',
    '<link rel="SHORTCUT ICON" href="//e.example/x.ico">',
    '<link rel="apple-touch-icon" href="//e.example/x.png">',
    '<link rel="mask-icon" href="//e.example/x.svg">',
    '<link rel="manifest" href="//e.example/x.json">',
    '<link rel="pingback" href="//e.example/">',
    '<link rel="import" href="//e.example/">',
    '<link rel="canonical icon" href="//e.example/">',
    '<link rel="unheard-of" href="//e.example/">',
    '<base href="https://e.example/">',
    '<base href="//e.example/">',
    '<base href="/aktuelles/">',
    '<meta http-equiv="refresh" content="0; url=https://e.example/">',
    '<meta http-equiv=Refresh content="0;//e.example/">',
    '<meta http-equiv=" refresh " content="5, URL = \'//e.example/\'">',
    '<meta http-equiv="refresh" content="0 url=//e.example/">',
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    '<meta http-equiv="refresh" content="0;url=data:text/html,x">',
    '<meta http-equiv="set-cookie" content="a=b">',
    '<meta http-equiv="x-dns-prefetch-control" content="on">',
    '<script src="//e.example/x.js"></script>',
    '<noscript><link rel="stylesheet" href="//e.example/x.css"></noscript>',
    '<noscript><img src="//e.example/x.png"></noscript>',
]  # fmt: skip

HARMLESS = [
    '<a href="https://www.youtube.com/watch?v=O55virF5xk4" rel="noopener">Film</a>',
    '<a href="//e.example/">x</a>',
    '<a href="mailto:post@e.example">x</a> <a href="tel:+49211">x</a> <a href="webcal://e.example/a.ics">x</a>',
    '<a href="http://e.example/?next=javascript:alert(1)">x</a>',
    '<svg><a href="https://e.example/"><text>x</text></a></svg>',
    '<svg><a xlink:href="https://e.example/"><text>x</text></a></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
    '<svg><g fill="url(#a)"/></svg>',
    '<svg viewBox="0 0 1 1"><defs><path id="a" d="M0 0"/></defs><use href="#a" transform="rotate(1)"/></svg>',
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>',
    '<blockquote cite="https://e.example/">x</blockquote><q cite="//e.example/">x</q>',
    '<img src="/media/moor.jpg" alt="https://e.example/x.png">',
    '<img src="data:image/png;base64,iVBORw0KGgo=" alt="">',
    '<img srcset="data:image/webp;base64,UklG 1x, /media/moor.jpg 2x" src="/media/moor.jpg" alt="">',
    '<img src="media/moor.jpg" alt="" sizes="(min-width: 1px) 50vw">',
    '<video src="/media/moor.jpg" poster="/media/moor.jpg"></video>',
    '<consent-embed service="youtube" kind="video" ref="O55virF5xk4" '
    'src="https://www.youtube-nocookie.com/embed/O55virF5xk4"><a href="https://youtu.be/x">x</a></consent-embed>',
    '<p title="javascript: eine Sprache" data-src="https://e.example/">x</p>',
    '<p itemscope itemtype="https://schema.org/Event"><span itemprop="name" content="//e">x</span></p>',
    '<link itemprop="url" href="https://e.example/">',
    "<code>&lt;img src=https://e.example/x.png&gt;</code>",
    "<!-- <img src=https://e.example/x.png> -->",
    "<textarea><img src=https://e.example/x.png></textarea>",
    '<label for="f">x</label><input id="f" value="https://e.example/" placeholder="https://">',
    '<form action="/"><button formaction="/">x</button></form>',
    '<iframe src="/datenschutz/" title="x"></iframe>',
    "<select><option>x</option></select>",
    "<p>https://e.example/x.png und //e.example und url(//e.example)</p>",
    '<script type="application/ld+json">{"@context": "https://schema.org"}</script>',
]  # fmt: skip

HARMLESS_HEADS = [
    f'<link rel="canonical" href="https://{HOST}/">',
    '<link rel="CANONICAL" href="https://e.example/">',
    '<link rel="alternate" type="application/atom+xml" href="/" hreflang="de">',
    '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">',
    '<link rel="me author" href="https://e.example/">',
    '<link rel="stylesheet" href="/assets/style.css">',
    f'<meta property="og:image" content="https://{HOST}/media/moor.jpg">',
    '<meta name="description" content="0; url=https://e.example/">',
    '<meta http-equiv="x-dns-prefetch-control" content="off">',
    '<meta http-equiv="refresh" content="0; url=/datenschutz/">',
    '<meta http-equiv="refresh" content="30">',
]


@pytest.mark.parametrize("body", BODIES)
def test_a_request_in_disguise_is_found(tmp_path: Path, body: str) -> None:
    """However a request or a running address is spelled, the audit sees it as a browser does."""
    assert checks(in_body(tmp_path, body)) & {"third-party", "unreadable"}


@pytest.mark.parametrize("head", HEADS)
def test_a_request_in_the_head_is_found(tmp_path: Path, head: str) -> None:
    """Links that load, refreshes and bases count in any case, and beside other words."""
    assert "third-party" in checks(in_head(tmp_path, head))


@pytest.mark.parametrize("body", HARMLESS)
def test_what_loads_nothing_passes(tmp_path: Path, body: str) -> None:
    """Outgoing links, words and our own files are nobody's request."""
    assert in_body(tmp_path, body) == []


@pytest.mark.parametrize("head", HARMLESS_HEADS)
def test_a_head_that_loads_nothing_passes(tmp_path: Path, head: str) -> None:
    """Links that only tell, and names of the site itself, may be absolute."""
    assert in_head(tmp_path, head) == []


@pytest.mark.parametrize(
    "css",
    [
        "a{background:url(//e.example/x.png)}",
        "a{background:\\75 rl('https://e.example/x.png')}",
        "@import '//e.example/x.css';",
        "@import url(https://e.example/x.css) screen;",
        "@font-face{src:local('A'),url(//e.example/a.woff2) format('woff2')}",
        "a{background:image-set('a.png' 1x,'//e.example/x.png' 2x)}",
        ":root{--p:'https://e.example/x.png'}",
        "a{background:url(data:text/html,x)}",
        "a{background:url(https:e.example)}",
    ],
)
def test_a_request_in_a_stylesheet_is_found(tmp_path: Path, css: str) -> None:
    """Stylesheets are read by their own grammar, escapes undone."""
    assert "third-party" in checks(found(tmp_path, {"assets/style.css": css}))


@pytest.mark.parametrize(
    "css",
    [
        "a[href^='https://']::after{content:'https://'}",
        "@namespace svg url(http://www.w3.org/2000/svg);",
        "a{background:url(../media/moor.jpg);mask:url(#m)}",
        "a{background:url('data:image/png;base64,iVBORw0KGgo=')}",
        "/* url(//e.example/x.png) */ a{color:red}",
        "@charset \"utf-8\";@layer a,b;a{background:image-set('/media/moor.jpg' type('image/jpeg'))}",
    ],
)
def test_a_stylesheet_of_our_own_passes(tmp_path: Path, css: str) -> None:
    """Selectors, namespaces and comments load nothing."""
    assert found(tmp_path, {"assets/style.css": css}) == []


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xl="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="//e.example/x.png"/>',
        '<image xl:href="https://e.example/x.png"/>',
        "<style>@import '//e.example/x.css';</style>",
        "<style><![CDATA[a{fill:url(//e.example/x#a)}]]></style>",
        '<g fill="url(//e.example/x#a)"/>',
        '<g style="fill:url(//e.example/x#a)"/>',
        '<script href="//e.example/x.js"/>',
        '<a xl:href="javascript:alert(1)"/>',
        '<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="//e.example/x.png"/></foreignObject>',
        '<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="//e.example/x.png"/>',
    ],
)
def test_a_request_in_a_drawing_is_found(tmp_path: Path, inside: str) -> None:
    """An SVG file opened on its own is a document like any other, with any prefixes."""
    assert "third-party" in checks(found(tmp_path, {"media/a.svg": SVG.format(inside)}))


def test_a_style_instruction_in_xml_is_found(tmp_path: Path) -> None:
    """A processing instruction loads a stylesheet as <link> does."""
    text = f'<?xml-stylesheet href="//e.example/x.xsl"?>{SVG.format("")}'
    assert "third-party" in checks(found(tmp_path, {"media/a.svg": text}))


def test_an_ordinary_drawing_passes(tmp_path: Path) -> None:
    """Metadata, gradients, styles and inner pictures of drawing programs are no requests."""
    inside = (
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<r:type r:resource="http://purl.org/dc/dcmitype/StillImage"/></r:RDF></metadata>'
        '<style>.a{fill:red}</style><linearGradient id="b" xl:href="#a"/><g style="fill:url(#b)"/>'
        '<image xl:href="data:image/png;base64,iVBORw0KGgo="/><a xl:href="https://e.example/"/>'
    )
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert found(tmp_path, {"media/a.svg": doctype + SVG.format(inside)}) == []


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>'
    f'<link rel="self" href="https://{HOST}/feed.xml"/>{{}}</feed>'
)


@pytest.mark.parametrize(
    ("inside", "check"),
    [
        ('<entry><content type="html">&lt;img src="//e.example/x.png"></content></entry>', "third-party"),
        ("<entry><content type='html'><![CDATA[<iframe src='/x'></iframe>]]></content></entry>", "links"),
        ("<entry><content type='html'>&lt;iframe src='https://e.example/'></content></entry>", "frames"),
        ("<entry><content type='html'>&lt;script>a()&lt;/script></content></entry>", "inline"),
        ("<entry><summary type='html'>&lt;b onclick=a()></summary></entry>", "inline"),
        ("<entry><title type='HTML'>&lt;img src=//e.example/x></title></entry>", "third-party"),
        ('<entry><content src="https://e.example/"/></entry>', "third-party"),
        ("<logo>https://e.example/x.png</logo>", "third-party"),
        (f"<logo>https://{HOST}/x.png</logo>", "links"),
        (
            '<entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
            '<img src="//e.example/x"/></div></content></entry>',
            "third-party",
        ),
        (f"<entry><content type='html'>&lt;a href='https://{HOST}/weg/'></content></entry>", "links"),
    ],
)
def test_what_must_not_stand_in_a_feed_is_found(tmp_path: Path, inside: str, check: str) -> None:
    """A feed reader shows the HTML within, so it is read as HTML."""
    assert check in checks(found(tmp_path, {"feed.xml": ATOM.format(inside)}))


def test_an_ordinary_feed_passes(tmp_path: Path) -> None:
    """In a feed our own host belongs in front of our addresses."""
    inside = (
        f'<logo>https://{HOST}/media/moor.jpg</logo><entry><link href="https://{HOST}/kontakt/"/>'
        f'<content type="html">&lt;img src="https://{HOST}/media/moor.jpg" alt="">&lt;a href="https://e.example/">'
        f'&lt;iframe src="https://{HOST}/kontakt/">&lt;/iframe></content>'
        "<title>Ein &lt;iframe> im Titel</title></entry>"
    )
    assert found(tmp_path, {"feed.xml": ATOM.format(inside)}) == []


def test_a_manifest_loads_only_from_us(tmp_path: Path) -> None:
    """The icons of a web manifest are fetched like any picture."""
    text = '{"icons": [{"src": "https://e.example/x.png"}], "start_url": "/"}'
    findings = found(tmp_path, {"manifest.webmanifest": text})

    assert [finding.quote for finding in findings] == ["https://e.example/x.png"]


def test_the_finding_names_the_host_and_what_to_do(tmp_path: Path) -> None:
    """An editor reads who would learn of the visit, and the way to write it instead."""
    (finding,) = in_body(tmp_path, '<img src="https://e.example/x.png" alt="">')

    assert finding.path == "index.html"
    assert finding.quote == "https://e.example/x.png"
    assert "„e.example“" in finding.message
    assert "/media/" in finding.remedy


def test_the_same_head_on_every_page_is_found_on_every_page(tmp_path: Path) -> None:
    """Equal elements are judged once, but no page is forgotten for it."""
    bad = page('<img src="//e.example/x.png" alt="">')
    findings = found(tmp_path, {"index.html": bad, "kontakt/index.html": bad})

    assert [finding.path for finding in findings] == ["index.html", "kontakt/index.html"]
