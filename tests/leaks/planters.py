"""One way to hide a text for every place that the guard says it searches."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import struct
import zlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from typing import TypeAlias
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import cbor2

from sitegen.leakcheck.surfaces import Kind
from sitegen.search.text import INITIALS, SYLLABLE

#: Writes files with a text in them: path -> bytes.
Planter: TypeAlias = Callable[[str], Mapping[str, bytes]]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def _file(name: str, template: str) -> Planter:
    """Plant by putting the text in the place of ``{}``."""
    return lambda text: {name: template.replace("{}", text).encode()}


def _split(text: str, between: str) -> str:
    middle = len(text) // 2
    return text[:middle] + between + text[middle:]


def _page(inside: Callable[[str], str]) -> Planter:
    return lambda text: {"zh/page.html": f"<!DOCTYPE html><html><body><p>公开</p>{inside(text)}</body></html>".encode()}


def _data_address(text: str) -> str:
    return "data:text/plain;base64," + b64encode(text.encode()).decode()


def _json_escaped(text: str) -> str:
    return json.dumps(text)[1:-1]


def _css_escaped(text: str) -> str:
    return "".join(f"\\{ord(character):06x}" for character in text)


def _gzip(text: str) -> Mapping[str, bytes]:
    return {"data.txt.gz": gzip.compress(text.encode(), mtime=0)}


def _gzip_header(text: str, flag: int) -> bytes:
    body = gzip.compress(b"open", mtime=0)
    return body[:3] + bytes([flag]) + body[4:10] + text.encode() + b"\x00" + body[10:]


def _zip(parts: Mapping[str, bytes], comment: str = "", part_comment: str = "") -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            entry.comment = part_comment.encode()
            archive.writestr(entry, content)
        archive.comment = comment.encode()
    return buffer.getvalue()


def _workbook(shared_strings: str) -> Mapping[str, bytes]:
    return {"data.xlsx": _zip({"xl/sharedStrings.xml": f"<sst><si>{shared_strings}</si></sst>".encode()})}


def _document(runs: str) -> Mapping[str, bytes]:
    return {"form.docx": _zip({"word/document.xml": f"<w:document><w:p>{runs}</w:p></w:document>".encode()})}


def packed(content: bytes) -> bytes:
    """Compress as Pagefind does."""
    return gzip.compress(b"pagefind_dcd" + content, mtime=0)


def _fragment(key: str) -> Planter:
    def plant(text: str) -> Mapping[str, bytes]:
        record: dict[str, object] = {
            "url": "/a/",
            "content": "公开",
            "word_count": 1,
            "filters": {},
            "meta": {},
            "anchors": [],
        }
        record[key] = {"content": "\u200b ".join(text), "url": quote(f"/{text}/")}.get(key, {"x": text})
        return {"pagefind/fragment/zh_1.pf_fragment": packed(json.dumps(record, ensure_ascii=False).encode())}

    return plant


def bigrams(text: str) -> list[str]:
    """Cut a text into its overlapping pairs of characters."""
    return [text[start : start + 2] for start in range(len(text) - 1)]


def _index(words: list[str], *, in_metadata: bool = False) -> Mapping[str, bytes]:
    """Spread words over two index files, by position."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words, 7):
        places.setdefault(word, []).append(place)
    files: list[list[object]] = [[], []]
    for number, (word, at) in enumerate(sorted(places.items())):
        steps = [after - before for before, after in zip([0, *at[:-1]], at, strict=True)]
        marked = [-25, *steps]
        page = [3, [], [-1, *steps]] if in_metadata else [3, marked, []]
        files[number % 2].append([word, [page], []])
    return {f"pagefind/index/zh_{n}.pf_index": packed(cbor2.dumps([entries])) for n, entries in enumerate(files)}


def _variant(text: str) -> Mapping[str, bytes]:
    pages = [[0, [-25, 1], []]]
    return {"pagefind/index/zh_0.pf_index": packed(cbor2.dumps([[["open", pages, [[text, pages]]]]]))}


def _meta(filters: str = "a", sorts: str = "b", chunk: str = "c", names: str = "d") -> Mapping[str, bytes]:
    value = ["1.5.2", [["zh_1", 3]], [[chunk, chunk, "zh_2"]], [[filters, "zh_3"]], [[sorts, [0]]], [names]]
    return {"pagefind/pagefind.zh_1.pf_meta": packed(cbor2.dumps(value))}


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png(*chunks: bytes, after: bytes = b"") -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixel = _chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    return _SIGNATURE + header + b"".join(chunks) + pixel + _chunk(b"IEND", b"") + after


def _icon(text: str, image: bytes = b"") -> bytes:
    return b"\x00\x00\x01\x00\x01\x00" + bytes(16) + text.encode() + image


#: For every kind of file, every place in it.
PLANTERS: Mapping[tuple[Kind, str], Planter] = {
    (Kind.NAME, "file"): lambda text: {f"zh/{text}.html": b"<p>open</p>"},
    (Kind.NAME, "folder"): lambda text: {f"zh/{text}/index.html": b"<p>open</p>"},
    (Kind.NAME, "escaped"): lambda text: {f"zh/{quote(text)}.html": b"<p>open</p>"},
    (Kind.HTML, "text"): _page(lambda text: f"<p>前文{text}后文</p>"),
    (Kind.HTML, "text across inline elements"): _page(
        lambda text: "<p>" + _split(text, '<a href="x">') + "</a><!-- x --></p>"
    ),
    (Kind.HTML, "attribute"): _page(lambda text: f'<a title="{escape(text)}" href=x>公开</a>'),
    (Kind.HTML, "comment"): _page(lambda text: f"<!-- {text} -->"),
    (Kind.HTML, "script"): _page(lambda text: f"<script>const name = '{text}';</script>"),
    (Kind.HTML, "JSON-LD"): _page(
        lambda text: f'<script type="application/ld+json">{{"name":"{_json_escaped(text)}"}}</script>'
    ),
    (Kind.HTML, "style"): _page(lambda text: f"<style>p::after {{ content: '{_css_escaped(text)}' }}</style>"),
    (Kind.HTML, "data address"): _page(lambda text: f'<img src="{_data_address(text)}" alt="">'),
    (Kind.XML, "text"): _file("sitemap.xml", "<urlset><url><loc>{}</loc></url></urlset>"),
    (Kind.XML, "text across runs"): lambda text: {
        "chart.svg": ("<svg><text>" + _split(text, "<tspan x='1'>") + "</tspan></text></svg>").encode()
    },
    (Kind.XML, "attribute"): _file("feed.xml", '<feed><entry title="{}"/></feed>'),
    (Kind.XML, "comment"): _file("feed.xml", "<feed><!--{}--></feed>"),
    (Kind.XML, "CDATA"): _file("feed.rss", "<rss><![CDATA[<b>{}</b>]]></rss>"),
    (Kind.XML, "processing instruction"): _file("feed.atom", "<?note {}?><feed/>"),
    (Kind.JSON, "value"): lambda text: {"data.json": json.dumps({"name": text}).encode()},
    (Kind.JSON, "key"): lambda text: {"data.json": json.dumps({text: 1}, ensure_ascii=False).encode()},
    (Kind.JSON, "nested value"): lambda text: {"site.webmanifest": json.dumps([{"a": [[{"b": [text]}]]}]).encode()},
    (Kind.JSON, "number"): lambda text: {
        "data.json": b'{"total": 7351.46, "name": "' + _json_escaped(text).encode() + b'"}'
    },
    (Kind.JSON_LINES, "value"): lambda text: {"data.jsonl": b'{"a":1}\n' + json.dumps({"name": text}).encode()},
    (Kind.JSON_LINES, "key"): lambda text: {"data.ndjson": json.dumps({text: 1}).encode()},
    (Kind.CSV, "cell"): _file("data.csv", "name,total\n{},1.00\n"),
    (Kind.CSV, "quoted cell"): lambda text: {"data.csv": ('name\n"' + _split(text, '"",\n') + '"\n').encode()},
    (Kind.CSV, "heading"): _file("data.tsv", "name\t{}\n1\t2\n"),
    (Kind.TEXT, "text"): _file("robots.txt", "Disallow: /{}/\n"),
    (Kind.TEXT, "text across lines"): lambda text: {
        "en.po": f'msgid ""\n"{_split(text, chr(34) + chr(10) + chr(34))}"\n'.encode()
    },
    (Kind.STYLES, "content"): _file("site.css", 'a::before { content: "{}" }'),
    (Kind.STYLES, "comment"): _file("site.css", "/* {} */ a { color: red }"),
    (Kind.STYLES, "escape"): lambda text: {"site.css": f'a::before {{ content: "{_css_escaped(text)}" }}'.encode()},
    (Kind.STYLES, "data address"): lambda text: {
        "site.css": f"a {{ background: url({_data_address(text)}) }}".encode()
    },
    (Kind.SCRIPT, "string"): _file("site.js", "const a = `{}`;"),
    (Kind.SCRIPT, "comment"): _file("site.mjs", "// {}\n"),
    (Kind.SCRIPT, "escape"): lambda text: {"site.js": f'const a = "{_json_escaped(text)}";'.encode()},
    (Kind.SCRIPT, "concatenation"): lambda text: {"site.js": ("const a = '" + _split(text, "' + '") + "';").encode()},
    (Kind.GZIP, "content"): _gzip,
    (Kind.GZIP, "original name"): lambda text: {"data.gz": _gzip_header(text, 0x08)},
    (Kind.GZIP, "comment"): lambda text: {"data.gz": _gzip_header(text, 0x10)},
    (Kind.BZIP2, "content"): lambda text: {"data.bz2": bz2.compress(text.encode())},
    (Kind.XZ, "content"): lambda text: {"data.xz": lzma.compress(text.encode())},
    (Kind.ZIP, "part"): lambda text: {"data.zip": _zip({"a.txt": text.encode()})},
    (Kind.ZIP, "part name"): lambda text: {"data.zip": _zip({f"{text}.txt": b"open"})},
    (Kind.ZIP, "part comment"): lambda text: {"data.zip": _zip({"a.txt": b"open"}, part_comment=text)},
    (Kind.ZIP, "archive comment"): lambda text: {"data.zip": _zip({"a.txt": b"open"}, comment=text)},
    (Kind.ZIP, "workbook cell"): lambda text: _workbook(f"<t>{text}</t>"),
    (Kind.ZIP, "workbook runs"): lambda text: _workbook(
        "<r><t>" + _split(text, '</t></r><r><rPr><sz val="9"/></rPr><t>') + "</t></r>"
    ),
    (Kind.ZIP, "document runs"): lambda text: _document(
        "<w:r><w:t>" + _split(text, "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>") + "</w:t></w:r>"
    ),
    (Kind.ZIP, "nested archive"): lambda text: {
        "all.zip": _zip({"inner.zip": _zip({"a.json.gz": gzip.compress(json.dumps([text]).encode())})})
    },
    (Kind.PAGEFIND_FRAGMENT, "content"): _fragment("content"),
    (Kind.PAGEFIND_FRAGMENT, "metadata"): _fragment("meta"),
    (Kind.PAGEFIND_FRAGMENT, "filter"): _fragment("filters"),
    (Kind.PAGEFIND_FRAGMENT, "address"): _fragment("url"),
    (Kind.PAGEFIND_INDEX, "word"): lambda text: _index([text]),
    (Kind.PAGEFIND_INDEX, "words by position"): lambda text: _index([text[:3], text[3:5], text[5:]]),
    (Kind.PAGEFIND_INDEX, "bigrams by position"): lambda text: _index(bigrams(text)),
    (Kind.PAGEFIND_INDEX, "syllables by position"): lambda text: _index(
        [f"{SYLLABLE}{part}" for part in (text[:3], text[3:5], text[5:])]
    ),
    (Kind.PAGEFIND_INDEX, "initials by position"): lambda text: _index([f"{INITIALS}{pair}" for pair in bigrams(text)]),
    (Kind.PAGEFIND_INDEX, "metadata words by position"): lambda text: _index(bigrams(text), in_metadata=True),
    (Kind.PAGEFIND_INDEX, "variant"): _variant,
    (Kind.PAGEFIND_FILTER, "name"): lambda text: {"f/zh_1.pf_filter": packed(cbor2.dumps([text, [["a", [0]]]]))},
    (Kind.PAGEFIND_FILTER, "value"): lambda text: {"f/zh_1.pf_filter": packed(cbor2.dumps(["year", [[text, [0]]]]))},
    (Kind.PAGEFIND_META, "filter name"): lambda text: _meta(filters=text),
    (Kind.PAGEFIND_META, "sort name"): lambda text: _meta(sorts=text),
    (Kind.PAGEFIND_META, "chunk border"): lambda text: _meta(chunk=text),
    (Kind.PAGEFIND_META, "field name"): lambda text: _meta(names=text),
    (Kind.PAGEFIND_PROGRAM, "strings"): lambda text: {
        "wasm.zh.pagefind": packed(b"\x00asm\x01\x00\x00\x00" + text.encode())
    },
    (Kind.PNG, "text"): lambda text: {"a.png": _png(_chunk(b"tEXt", b"Title\x00" + text.encode()))},
    (Kind.PNG, "compressed text"): lambda text: {
        "a.png": _png(_chunk(b"zTXt", b"Title\x00\x00" + zlib.compress(text.encode())))
    },
    (Kind.PNG, "international text"): lambda text: {
        "a.png": _png(_chunk(b"iTXt", b"Title\x00\x01\x00zh\x00\x00" + zlib.compress(text.encode())))
    },
    (Kind.PNG, "after the end"): lambda text: {"a.png": _png(after=gzip.compress(text.encode()))},
    (Kind.ICO, "strings"): lambda text: {"favicon.ico": _icon(text)},
    (Kind.ICO, "PNG inside"): lambda text: {
        "favicon.ico": _icon("", _png(_chunk(b"zTXt", b"T\x00\x00" + zlib.compress(text.encode()))))
    },
    (Kind.WASM, "strings"): lambda text: {"a.wasm": b"\x00asm\x01\x00\x00\x00\xff\xfe" + text.encode()},
    (Kind.UNKNOWN, "UTF-8"): lambda text: {"CNAME": text.encode(), "b.bin": b"\xff\x01" + text.encode()},
    (Kind.UNKNOWN, "UTF-16"): lambda text: {"b.bin": b"\xff\x01\x03" + text.encode("utf-16-le")},
    (Kind.UNKNOWN, "GB 18030"): lambda text: {"b.bin": b"\x80\x01" + text.encode("gb18030")},
}
