"""Other languages: marks, cues, order of words. Speakers are text where no actor is given."""

import pytest

from dateline.quotes import find_quotes

FOUND: list[tuple[str, str, list[tuple[str, str | None]]]] = [
    ("de", "„Wir bauen neu“, sagte Ruth Okafor am Montag. „Das dauert.“", [("Wir bauen neu", "Ruth Okafor")]),
    (
        "de",
        "„Wir bauen neu“, sagte Ruth Okafor. „Das dauert zwei Jahre.“",
        [("Wir bauen neu", "Ruth Okafor"), ("Das dauert zwei Jahre.", "Ruth Okafor")],
    ),
    ("de", "»Wir bauen neu«, sagte Ruth Okafor.", [("Wir bauen neu", "Ruth Okafor")]),
    ("de", "Ruth Okafor sagte der Zeitung: „Wir bauen neu.“", [("Wir bauen neu.", "Ruth Okafor")]),
    ("de", "Am Montag sagte Ruth Okafor: „Wir bauen neu.“", [("Wir bauen neu.", "Ruth Okafor")]),
    ("de", "Laut Ruth Okafor ist das „ein Geschenk an alle“.", [("ein Geschenk an alle", "Ruth Okafor")]),
    ("de", "Der Minister nannte den Plan „völlig falsch und teuer“.", [("völlig falsch und teuer", "Der Minister")]),
    ("de", "„Das ist gut“, fügte er hinzu.", [("Das ist gut", "er")]),
    ("fr", "« Nous sommes prêts », a déclaré Jeanne Morel lundi.", [("Nous sommes prêts", "Jeanne Morel")]),
    ("fr", "«\u00a0Nous sommes prêts\u00a0», a déclaré Jeanne Morel.", [("Nous sommes prêts", "Jeanne Morel")]),
    ("fr", "Jeanne Morel a expliqué : « Nous sommes prêts. »", [("Nous sommes prêts.", "Jeanne Morel")]),
    (
        "fr",
        "« Le pont sera refait, a déclaré Jeanne Morel. Il le faut. »",
        [("Le pont sera refait", "Jeanne Morel"), ("Il le faut.", "Jeanne Morel")],
    ),
    ("fr", "Selon Jeanne Morel, c’est « un cadeau pour tous ».", [("un cadeau pour tous", "Jeanne Morel")]),
    ("fr", "Jeanne Morel est venue. « Nous sommes prêts », a-t-elle ajouté.", [("Nous sommes prêts", "Jeanne Morel")]),
    ("es", "«Vamos a casa», dijo Carmen Ruiz el lunes.", [("Vamos a casa", "Carmen Ruiz")]),
    ("es", "El alcalde, Pedro Ruiz, dijo que era «un regalo para todos».", [("un regalo para todos", "Pedro Ruiz")]),
    ("es", "—Vamos a casa —dijo Pedro Ruiz.", [("Vamos a casa", "Pedro Ruiz")]),
    (
        "es",
        "«Vamos a casa», dijo Pedro Ruiz.\n\n«Es tarde», añadió.",
        [("Vamos a casa", "Pedro Ruiz"), ("Es tarde", "Pedro Ruiz")],
    ),
    ("it", "«Andiamo a casa», ha detto Paola Conti ieri.", [("Andiamo a casa", "Paola Conti")]),
    ("pt", '"Vamos para casa", disse Paulo Antunes na segunda-feira.', [("Vamos para casa", "Paulo Antunes")]),
    ("nl", '"We gaan naar huis", zegt Karin de Boer tegen de krant.', [("We gaan naar huis", "Karin de Boer")]),
    ("sv", "”Vi går hem”, säger Karin Ek till tidningen.", [("Vi går hem", "Karin Ek")]),
    ("sv", "– Vi går hem nu, säger Karin Ek.", [("Vi går hem nu", "Karin Ek")]),
    ("no", "– Vi går hjem nå, sier Kari Nordmann til avisen.", [("Vi går hjem nå", "Kari Nordmann")]),
    ("no", "– Vi går hjem nå, sier det norske laget.", [("Vi går hjem nå", "det norske laget")]),
    ("da", "»Vi går hjem«, siger Karen Holm.", [("Vi går hjem", "Karen Holm")]),
    ("pl", "„Odbudujemy most” – powiedział Jan Kowalski w poniedziałek.", [("Odbudujemy most", "Jan Kowalski")]),
    ("pl", "– Odbudujemy most – powiedział Jan Kowalski. – To potrwa.", [("Odbudujemy most", "Jan Kowalski")]),
    ("ru", "«Мы построим мост», — сказал Иван Петров журналистам.", [("Мы построим мост", "Иван Петров")]),
    (
        "ru",
        "— Мы построим мост, — сказал Иван Петров. — Это займёт два года.",
        [("Мы построим мост", "Иван Петров"), ("Это займёт два года.", "Иван Петров")],
    ),
    ("ru", "Иван Петров заявил: «Мы построим мост».", [("Мы построим мост", "Иван Петров")]),
    ("uk", "«Ми збудуємо міст», — сказав Іван Петренко.", [("Ми збудуємо міст", "Іван Петренко")]),
    ("ar", 'قال محمد سالم: "سنبني الجسر من جديد".', [("سنبني الجسر من جديد", "محمد سالم")]),
    ("tr", 'Mehmet Kaya, "Köprüyü yeniden yapacağız" dedi.', [("Köprüyü yeniden yapacağız", "Mehmet Kaya")]),
    ("tr", 'Bakan Kaya şunları söyledi: "Köprüyü yapacağız."', [("Köprüyü yapacağız.", "Bakan Kaya")]),
    ("zh", "市长王明说：“我们将重建这座桥。”", [("我们将重建这座桥。", "市长王明")]),
    ("zh", "“我们将重建这座桥。”市长王明表示。", [("我们将重建这座桥。", "市长王明")]),
    ("zh", "市長王明表示：「我們將重建這座橋。」", [("我們將重建這座橋。", "市長王明")]),
    ("ja", "山田市長は「橋を建て直す」と述べた。", [("橋を建て直す", "山田市長")]),
    ("ja", "「橋を建て直す」と山田市長は述べた。", [("橋を建て直す", "山田市長")]),
    ("ko", '김철수 시장은 "다리를 다시 짓겠다"고 말했다.', [("다리를 다시 짓겠다", "김철수 시장")]),
    (
        "ko",
        '김철수 시장은 "늦었다"며 "다리를 다시 짓겠다"고 말했다.',
        [("늦었다", "김철수 시장"), ("다리를 다시 짓겠다", "김철수 시장")],
    ),
    ("xx", '"Lo mi fa so la ti do re mi."', [("Lo mi fa so la ti do re mi.", None)]),
]

NOT_FOUND = [
    ("de", "Die „Westhafener Zeitung“ berichtet über den Plan."),
    ("de", "Die App „SchulBote“ meldete sich, sagte Ruth Okafor."),
    ("fr", "Le « Courrier » a publié un article."),
    ("es", "El «parc fermé» de la ciudad."),
    ("ru", "Компания «Северный мост» закрылась."),
    ("ru", "Газета «Правда города» сообщила о пожаре."),
    ("sv", "Den så kallade ”stora bron till staden” är stängd, säger Karin Ek."),
    ("no", "Hun gjestet «Fødselspodden» denne uken."),
    ("pl", "Tygodnik „Nasz Most” podał wyniki."),
    ("zh", "他参观了“一带一路”展览。"),
    ("zh", "所谓“专家”并不存在。"),
    ("ja", "映画「橋」を見た。"),
    ("xx", '"Lo mi fa."'),
]


@pytest.mark.parametrize(("language", "body", "expected"), FOUND)
def test_found_with_its_speaker(language: str, body: str, expected: list[tuple[str, str | None]]) -> None:
    found = [(q.text, q.speaker) for q in find_quotes(body, (), language)]
    assert found[: len(expected)] == expected
    assert len(found) >= len(expected)


@pytest.mark.parametrize(("language", "body"), NOT_FOUND)
def test_no_quote(language: str, body: str) -> None:
    assert find_quotes(body, (), language) == ()
