"""Who translated or edited the text, where a line credits it."""

import re

from dateline.extract.page import Page
from dateline.fields.finding import Claim, claim

TRANSLATED = re.compile(
    r"\W{0,3}+(?=[teaüvöopfçdbпتת번翻譯])"  # few lines begin with any of these, and it is far quicker to see that
    r"(?:translated|translation|edited and translated|translated and edited|traduction|traduit|traducción"
    r"|traducido|tradução|traduzido|traduzione|tradotto|übersetzt|übersetzung|aus dem \w+|vertaald|vertaling"
    r"|översättning|oversat|oversatt|tłumaczenie|tłumaczył[a]?|přeložil[a]?|překlad|"
    r"fordította|çeviri|çeviren|перевод|перевёл|перевела|переклад|ترجمة|ترجمه|תרגום|번역|翻訳|翻译|譯|penerjemah|dịch"
    r"|biên dịch)\b[^.]{0,40}?(?:\b(?:by|von|par|por|da|di|door|av|af)\b|[:：])\s*(?P<name>[^.]{2,80}?)\W*$",
    re.IGNORECASE,
)
LENGTH = (4, 120)  # code points


def find_translator(page: Page) -> Claim | None:
    """The first line that credits a translation."""
    for index, block in enumerate(page.blocks):
        match = TRANSLATED.match(block.text) if LENGTH[0] < len(block.text) < LENGTH[1] else None
        if match:
            name = match["name"].strip()
            start = match.start("name")
            return claim(page, index, "translator", name, (start, start + len(name)), "translator.credit-line")
    return None
