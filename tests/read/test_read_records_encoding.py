"""Pages to characters: what is declared counts as far as the bytes bear it out."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.read.records.encoding import declared_charset, decode_html, encoding_of
from dateline.read.text import decode_as

GERMAN = (
    "Nach zwei trockenen Jahren führt der Brunnen auf dem Markt wieder Wasser – die Bürgermeisterin öffnete den Hahn."
)
POLISH = (
    "Mieszkańcy czekali na nową świetlicę pięć lat, a wójt podziękował im za cierpliwość i pomoc przy budowie dachu."
)
RUSSIAN = "В городе открыли новый мост через реку. По нему уже прошли первые жители левого берега."
GREEK = "Ο δήμος άνοιξε τη νέα γέφυρα πάνω από το ποτάμι και οι κάτοικοι πέρασαν για πρώτη φορά."
ARABIC = "افتتحت البلدية الجسر الجديد فوق النهر وعبره السكان لأول مرة منذ سنوات طويلة من الانتظار."
HEBREW = "העירייה פתחה את הגשר החדש מעל הנהר והתושבים עברו בו לראשונה אחרי שנים של המתנה."
CHINESE = "市政府星期一宣布，河上的新桥将于下个月开放。工程师用了两年时间修建这座桥。"
TAIWANESE = "市政府星期一宣布，河上的新橋將於下個月開放。工程師用了兩年時間修建這座橋。"
JAPANESE = "町は九日、図書館の開館時間を夜十時まで延ばすと発表した。仕事帰りの利用者が増えたためだ。①"
KOREAN = "시는 월요일에 강을 건너는 새 다리를 다음 달에 개통한다고 발표했다. 똠방각하는 없었다."
TURKISH = (
    "Belediye nehrin üzerindeki yeni köprüyü açtı; şehir sakinleri yıllarca beklediklerini söyledi, ışıklar yandı."
)
THAI = "เทศบาลเปิดสะพานใหม่ข้ามแม่น้ำและชาวบ้านได้เดินข้ามเป็นครั้งแรก"

CASES = [
    (GERMAN, "cp1252", "iso-8859-1"),
    (GERMAN, "cp1252", "windows-1252"),
    (POLISH, "iso8859-2", "ISO-8859-2"),
    (POLISH, "cp1250", "windows-1250"),
    (RUSSIAN, "cp1251", "windows-1251"),
    (RUSSIAN, "koi8-r", "KOI8-R"),
    (GREEK, "iso8859-7", "iso-8859-7"),
    (GREEK, "cp1253", "windows-1253"),
    (ARABIC, "cp1256", "windows-1256"),
    (HEBREW, "cp1255", "windows-1255"),
    (HEBREW, "iso8859-8", "iso-8859-8-i"),
    (CHINESE, "gb2312", "gb2312"),
    (CHINESE, "gb18030", "gbk"),
    (TAIWANESE, "big5", "Big5"),
    (JAPANESE, "cp932", "Shift_JIS"),
    (JAPANESE, "cp932", "x-sjis"),
    (JAPANESE, "euc_jis_2004", "euc-jp"),
    (JAPANESE.rstrip("①"), "iso2022_jp", "iso-2022-jp"),
    (KOREAN, "cp949", "euc-kr"),
    (TURKISH, "cp1254", "iso-8859-9"),
    (THAI, "cp874", "tis-620"),
]


def page(text: str, declaration: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{declaration}<title>News</title></head><body><p>{text}</p></body></html>"


def meta(label: str) -> str:
    return f'<meta charset="{label}">'


@pytest.mark.parametrize(("text", "codec", "label"), CASES)
def test_a_declared_encoding(text: str, codec: str, label: str) -> None:
    source = page(text, meta(label))
    assert decode_html(source.encode(codec))[::2] == (source, None)


@pytest.mark.parametrize(("text", "codec", "label"), CASES)
def test_the_encoding_of_the_transfer(text: str, codec: str, label: str) -> None:
    source = page(text)
    assert decode_html(source.encode(codec), label)[::2] == (source, None)


@pytest.mark.parametrize(("text", "codec", "label"), CASES)
def test_utf_8_that_is_declared_as_something_else(text: str, codec: str, label: str) -> None:
    source = page(text, meta(label))
    found, encoding, note = decode_html(source.encode(), label)
    assert (found, encoding) == (source, "utf-8")
    assert note is not None
    assert note.startswith(f"declared as {encoding_of(label)}")


@pytest.mark.parametrize(("text", "codec", "label"), [c for c in CASES if c[1] not in ("iso2022_jp", "iso8859-2")])
def test_another_encoding_that_is_declared_as_utf_8(text: str, codec: str, label: str) -> None:
    """The bytes are no UTF-8; a page whose transfer tells the truth is read by it."""
    source = page(text, meta("utf-8"))
    found, encoding, _ = decode_html(source.encode(codec), label)
    assert found == source
    assert decode_as(source.encode(codec), encoding) == found


@pytest.mark.parametrize("declaration", ["", meta("utf-8"), meta("iso-8859-1")])
@pytest.mark.parametrize(("text", "codec"), [(RUSSIAN, "cp1251"), (GREEK, "cp1253"), (ARABIC, "cp1256")])
def test_a_wrong_declaration_is_not_believed(text: str, codec: str, declaration: str) -> None:
    source = page(" ".join([text] * 6), declaration)
    found, _, note = decode_html(source.encode(codec))
    assert found == source
    assert note is not None


def test_undeclared_latin_pages_are_windows_1252_unless_their_language_says_otherwise() -> None:
    assert decode_html(page(GERMAN).encode("cp1252"))[1] == "cp1252"
    turkish = page(TURKISH).replace("<html>", '<html lang="tr">')
    assert decode_html(turkish.encode("cp1254"))[:2] == (turkish, "cp1254")


@pytest.mark.parametrize(("codec", "name"), [("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-32", "utf-32")])
def test_a_byte_order_mark_is_stronger_than_any_declaration(codec: str, name: str) -> None:
    source = page(RUSSIAN, meta("koi8-r"))
    assert decode_html(source.encode(codec), "windows-1252") == (source, name, None)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", ["", "\r\n "])
def test_utf_16_without_a_mark(codec: str, before: str) -> None:
    source = before + page(RUSSIAN, meta("utf-8"))
    assert decode_html(source.encode(codec)) == (source, codec, None)


def test_a_page_in_ascii_is_utf_8() -> None:
    assert decode_html(page("plain", meta("gbk")).encode(), "iso-8859-1")[1:] == ("utf-8", None)


def test_stray_bytes_in_utf_8_are_windows_1252_one_character_each() -> None:
    data = page(" ".join([RUSSIAN] * 3)).encode().replace(b"News", b"\x93News\x94")
    found, encoding, note = decode_html(data, "windows-1251")
    assert "“News”" in found
    assert RUSSIAN in found
    assert encoding == "utf-8"
    assert note == "2 bytes are not UTF-8 and were read as Windows-1252"
    assert decode_as(data, encoding) == found


def test_a_few_chinese_characters_that_are_utf_8_by_chance() -> None:
    """An old trap of editors: these bytes of GBK are well-formed UTF-8."""
    source = page("模 摹", meta("gb2312"))
    assert source.encode("gb2312").decode("utf-8") != source
    assert decode_html(source.encode("gb2312"))[0] == source


def test_the_transfer_goes_before_the_page() -> None:
    source = page(POLISH, meta("windows-1252"))
    assert decode_html(source.encode("cp1250"), "windows-1250")[0] == source


@pytest.mark.parametrize(
    ("start", "label"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ("<META CHARSET=windows-1251>", "windows-1251"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>", "Shift_JIS"),
        ('<meta content="text/html;charset=euc-kr" http-equiv="content-type" />', "euc-kr"),
        ('<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso-8859-2"),
        ('<!-- <meta charset="koi8-r"> --><meta charset="utf-8">', "utf-8"),
        ("x" * 4_000 + '<meta charset="utf-8">', "utf-8"),
        ("x" * 4_090 + '<meta charset="utf-8">', None),
        ("<!-- no end " + '<meta charset="utf-8">', None),
        ('<meta name="description" content="no encoding here">', None),
        ("<p>charset=utf-8</p>", None),
    ],
)
def test_where_a_page_declares_its_encoding(start: str, label: str | None) -> None:
    assert declared_charset(start.encode()) == label


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("UTF-8", "utf-8"),
        (" latin1 ", "windows-1252"),
        ("ISO_8859-1:1987", "windows-1252"),
        ("us-ascii", "windows-1252"),
        ("GB2312", "gbk"),
        ("ks_c_5601-1987", "euc-kr"),
        ("'utf8'", "utf-8"),
        ("utf-7", None),
        ("x-user-defined", None),
        ("rot13", None),
        ("no such", None),
        ("", None),
        (None, None),
    ],
)
def test_labels_mean_what_the_standard_says(label: str | None, name: str | None) -> None:
    assert encoding_of(label) == name


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "gbk", "iso-2022-jp", "utf-16", "x", "big5", "euc-jp"]))
def test_any_bytes_are_read_and_can_be_read_again(data: bytes, hint: str | None) -> None:
    found, encoding, _ = decode_html(data, hint)
    assert decode_as(data, encoding) == found


@settings(deadline=None)
@given(st.text(max_size=200), st.sampled_from([label for _, _, label in CASES]))
def test_valid_utf_8_is_read_as_such_where_it_has_enough_to_tell(text: str, label: str) -> None:
    source = page(text + "ähnlich größer übel schön", meta("utf-8"))
    assert decode_html(source.encode(), label)[0] == source


def test_a_page_of_megabytes_is_decoded_in_time() -> None:
    data = (page(GERMAN, meta("iso-8859-1")) * 20_000).encode("cp1252")
    before = time.process_time()
    decode_html(data)
    decode_html(b"<!--" * 1_000_000 + b"\xff")
    decode_html(b"<meta " * 1_000_000 + b"\xff\xfe")
    assert time.process_time() - before < 5
