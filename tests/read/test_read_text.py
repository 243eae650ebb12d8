"""Bytes to text: the encoding is found out, and what is no text is refused with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.document import Document, Reject
from dateline.read.text import LARGEST, decode, decode_as, read_text

RUSSIAN = (
    "В городе открыли новый мост через реку. По нему уже прошли первые жители левого берега, которым раньше "
    "приходилось идти до переправы почти час. Глава города поблагодарил строителей за терпение и работу."
)
GERMAN = (
    "Nach zwei trockenen Jahren führt der Brunnen auf dem Markt wieder Wasser. Die Bürgermeisterin öffnete den Hahn "
    "vor Gästen und sagte: „Für viele von uns ist dieser Brunnen die Mitte des Dorfes.“ Die Gemeinde hatte die Röhren "
    "im Frühjahr für achtzigtausend Euro erneuern lassen, über die Hälfte bezahlte der Kreis."
)
CHINESE = (
    "市政府星期一宣布，河上的新桥将于下个月开放。工程师用了两年时间修建这座桥，居民们说他们等了很久。"
    "市长感谢工人们的耐心和努力。"
)
JAPANESE = (
    "町は九日、図書館の開館時間を夜十時まで延ばすと発表した。仕事帰りの利用者が増えたためで、五月から試験的に始める。"
    "館長は静かに過ごせる場所にしたいと話した。"
)
KOREAN = (
    "시는 월요일에 강을 건너는 새 다리를 다음 달에 개통한다고 발표했다. 주민들은 오랫동안 기다려 왔다고 말했다. 시장은 "
    "기술자들의 인내와 노력에 감사한다고 말했다."
)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "utf-16"),
        (GERMAN, "utf-32"),
        (GERMAN, "cp1252"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (CHINESE, "gb18030"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "euc-kr"),
        ("plain ASCII text with nothing special", "ascii"),
    ],
)
def test_the_encoding_is_found_out(text: str, codec: str) -> None:
    data = text.encode(codec)
    found, encoding, note = decode(data)
    assert found.lstrip("\ufeff") == text
    assert decode_as(data, encoding) == found
    assert (note is None) == codec.startswith(("utf", "ascii"))


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_both_byte_orders_of_utf_16(mark: bytes) -> None:
    codec = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert decode(mark + GERMAN.encode(codec))[0] == GERMAN


@pytest.mark.parametrize(
    ("stray", "char"), [(b"\x92", "’"), (b"\x96", "–"), (b"\xe9", "é"), (b"\x81", "\x81"), (b"\xff", "ÿ")]
)
def test_stray_bytes_are_one_character_each(stray: bytes, char: str) -> None:
    data = f"Über die Brücke. {GERMAN}".encode() + stray + b" s" + stray * 2 + b" the end"
    text, encoding, note = decode(data)
    assert text.endswith(f"{char} s{char * 2} the end")
    assert encoding == "utf-8"
    assert decode_as(data, encoding) == text
    assert note is not None
    assert note.startswith("3 bytes")


@given(st.binary(max_size=300))
def test_any_bytes_decode_to_what_their_encoding_says(data: bytes) -> None:
    text, encoding, _ = decode(data)
    assert decode_as(data, encoding) == text


@given(st.text(max_size=200))
def test_utf_8_is_itself(text: str) -> None:
    clean = text.encode("utf-8", "ignore")
    if not clean.startswith((b"\xff\xfe", b"\xfe\xff")):
        assert decode(clean) == (clean.decode(), "utf-8", None)


def test_line_ends_and_white_space_stay() -> None:
    raw = "one\r\ntwo\rthree\u2028four\u00a0 five\x85\n"
    document = read_text("a.txt", raw.encode())
    assert isinstance(document, Document)
    assert document.text == raw


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "read.empty"),
        (b" \r\n\t\x0b\x0c ", "read.empty"),
        ("\ufeff".encode(), "read.no-letters"),
        ("\u00a0\u3000 \u2028".encode(), "read.no-letters"),
        (b"123 456 --- ???", "read.no-letters"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06\x00\x00\x00", "read.binary"),
        (b"%PDF-1.7\n" + bytes(range(32)) * 20, "read.binary"),
        (b"\x00" * 5000, "read.binary"),
        (b"PK\x03\x04\x14\x00\x00\x00\x08\x00" * 50, "read.binary"),
        (b"a" * (LARGEST + 1), "read.too-large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_text_is_refused(data: bytes, rule: str) -> None:
    found = read_text("a.txt", data)
    assert isinstance(found, Reject)
    assert (found.stage, found.rule, len(found.sha256 or "")) == ("read", rule, 64)


def test_a_few_null_bytes_are_no_reason() -> None:
    assert isinstance(read_text("a.txt", b"A text of many words\x00 with one null byte in it"), Document)
