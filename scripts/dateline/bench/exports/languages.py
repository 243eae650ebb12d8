"""Languages as MTEB names them: ISO 639-3 and ISO 15924."""

from collections.abc import Iterable

UNKNOWN = "und"

_TABLE = """
af afr-Latn; am amh-Ethi; ar ara-Arab; as asm-Beng; az aze-Latn; be bel-Cyrl; bg bul-Cyrl; bn ben-Beng; bo bod-Tibt;
br bre-Latn; bs bos-Latn; ca cat-Latn; cs ces-Latn; cy cym-Latn; da dan-Latn; de deu-Latn; dv div-Thaa; dz dzo-Tibt;
el ell-Grek; en eng-Latn; eo epo-Latn; es spa-Latn; et est-Latn; eu eus-Latn; fa fas-Arab; fi fin-Latn; fo fao-Latn;
fr fra-Latn; ga gle-Latn; gl glg-Latn; gu guj-Gujr; ha hau-Latn; he heb-Hebr; hi hin-Deva; hr hrv-Latn; ht hat-Latn;
hu hun-Latn; hy hye-Armn; id ind-Latn; ig ibo-Latn; is isl-Latn; it ita-Latn; ja jpn-Jpan; jv jav-Latn; ka kat-Geor;
kk kaz-Cyrl; km khm-Khmr; kn kan-Knda; ko kor-Hang; ku kur-Latn; ky kir-Cyrl; la lat-Latn; lb ltz-Latn; lo lao-Laoo;
lt lit-Latn; lv lav-Latn; mk mkd-Cyrl; ml mal-Mlym; mn mon-Cyrl; mr mar-Deva; ms msa-Latn; mt mlt-Latn; my mya-Mymr;
nb nob-Latn; ne nep-Deva; nl nld-Latn; nn nno-Latn; no nor-Latn; oc oci-Latn; or ori-Orya; pa pan-Guru; pl pol-Latn;
ps pus-Arab; pt por-Latn; ro ron-Latn; ru rus-Cyrl; rw kin-Latn; sd snd-Arab; si sin-Sinh; sk slk-Latn; sl slv-Latn;
so som-Latn; sq sqi-Latn; sr srp-Cyrl; sv swe-Latn; sw swa-Latn; ta tam-Taml; te tel-Telu; tg tgk-Cyrl; th tha-Thai;
ti tir-Ethi; tk tuk-Latn; tl tgl-Latn; tr tur-Latn; ug uig-Arab; uk ukr-Cyrl; ur urd-Arab; uz uzb-Latn; vi vie-Latn;
wa wln-Latn; xh xho-Latn; yo yor-Latn; zh zho-Hans; zu zul-Latn
"""

CODES: dict[str, str] = dict(pair.split() for pair in _TABLE.split(";"))
"""By ISO 639-1, with the script that most of it is written in."""


def codes(languages: Iterable[str | None]) -> list[str]:
    """The codes of languages given as BCP 47, each once, in order; `und` for one that is not in the table."""
    return sorted({_code(language or UNKNOWN) for language in languages})


def _code(language: str) -> str:
    base, *subtags = language.split("-")
    code = CODES.get(base.lower(), UNKNOWN)
    scripts = [tag.title() for tag in subtags if len(tag) == 4 and tag.isalpha()]
    return f"{code.split('-')[0]}-{scripts[0]}" if scripts and code != UNKNOWN else code
