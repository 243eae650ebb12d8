"""Capitals as governments and as cities; every sentence here is made up."""

import pytest

from dateline.actors.metonym_words import regular, word_lists
from dateline.actors.metonyms import metonyms


def governments(text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.key) for found in metonyms(text, (), "en")]


GOVERNMENTS = [
    ("Moscow said the vote was a farce.", "state-ru"),
    ("But Ankara has repeatedly denied the charge.", "state-tr"),
    ("The envoy said Tehran would not yield.", "state-ir"),
    ("London and its partners agreed on new rules.", "state-gb"),
    ("Beijing's refusal surprised the diplomats.", "state-cn"),
    ("Seoul is wary of the plan.", "state-kr"),
    ("Pyongyang, which tests missiles often, kept silent.", "state-kp"),
    ("Ties with Cairo have cooled.", "state-eg"),
    ("They accused Kigali of arming the rebels.", "state-rw"),
    ("The minister urged Khartoum to open the border.", "state-sd"),
    ("Relations between Athens and the islanders are poor.", "state-gr"),
    ("Talks between Bogota and the guerrillas broke down.", "state-co"),
    ("A Riyadh-backed plan was put forward.", "state-sa"),
    ("The group is pro-Moscow.", "state-ru"),
    ("Support from Paris came late.", "state-fr"),
    ("The EU imposed sanctions on Minsk.", "state-by"),
    ("More pressure on Harare is needed.", "state-zw"),
    ("The deal was brokered by Doha.", "state-qa"),
    ("Delhi's answer was a firm no.", "state-in"),
    ("Warsaw has not decided yet.", "state-pl"),
    ("According to Kyiv, the bridge was hit twice.", "state-ua"),
    ("Damascus and the opposition blamed each other.", "state-sy"),
    ("The Damascus government rejects it.", "state-sy"),
    ("Berlin wants a longer truce.", "state-de"),
    ("On Tuesday Tokyo lodged a protest.", "state-jp"),
    ("Belgrade's foreign policy rests on two pillars.", "state-rs"),
    ("Should Budapest block the aid, others will pay.", "state-hu"),
    ("Canberra will send two ships.", "state-au"),
    ("Islamabad also warned its neighbour.", "state-pk"),
    ("It is a diplomatic victory for Baku.", "state-az"),
    ("Close allies of Caracas stayed away.", "state-ve"),
    ("Addis Ababa and Asmara signed a pact.", "state-et"),
    ("The sharp turn in policy toward Havana startled many.", "state-cu"),
    ("Weapons were sold to Juba in secret.", "state-ss"),
    ("The U.S. pays most; without Washington, nothing moves.", "state-us"),
    ("The talks will fail unless Tehran backs down.", "state-ir"),
    ("Manila, a long-time ally, said it was informed.", "state-ph"),
    ("Hanoi is trying to keep both sides happy.", "state-vn"),
    ("Baghdad's biggest ally stayed silent.", "state-iq"),
    ("Rome and Madrid pushed for more money.", "state-it"),
    ("Lisbon did not comment.", "state-pt"),
    ("Ottawa expelled three diplomats.", "state-ca"),
    ("The row has isolated Tbilisi.", "state-ge"),
    ("Brasilia recalled its ambassador.", "state-br"),
    ("For Amman, the water deal is vital.", "state-jo"),
    ("The treaty binds neither Oslo nor Stockholm.", "state-no"),
    ("Vienna may veto the change.", "state-at"),
    ("Sanaa's response came hours later.", "state-ye"),
    ("The king's envoy met officials loyal to Tripoli.", "state-ly"),
    ("Nairobi insists that the camp must close.", "state-ke"),
    ("A statement from Taipei called it a provocation.", "state-tw"),
    ("Copenhagen has been reluctant to sell the island.", "state-dk"),
    ("It was an offer that Dushanbe could not refuse.", "state-tj"),
    ("Colombo owes the bank two billion dollars.", "state-lk"),
    ("Bucharest on Friday summoned the consul.", "state-ro"),
    ("Algiers has long supported the front.", "state-dz"),
    ("Kabul rejected the report as biased.", "state-af"),
    ("The general asked why Bamako had turned to mercenaries.", "state-ml"),
    ("Moscow-Ankara relations have soured.", "state-ru"),
    ("Jakarta's ambassador to the UN objected.", "state-id"),
    ("Abuja and Niamey restored trade.", "state-ng"),
    ("Dublin remains opposed to the tariff.", "state-ie"),
    ("The bloc is divided over how to deal with Tehran.", "state-ir"),
    ("Relations with Lima soured after the arrest.", "state-pe"),
]

CITIES = [
    "The leaders met in Moscow on Monday.",
    "He flew from Ankara to Cairo.",
    "Thousands marched through Athens.",
    "A bomb went off near Baghdad.",
    "Moscow residents complained of smoke.",
    "She spoke with Moscow residents.",
    "The reporter was beaten by Minsk police.",
    "Beijing's streets were empty.",
    "Tehran's Grand Bazaar was closed.",
    "The Moscow Times reported it.",
    "Moscow Region has two airports.",
    "MOSCOW, Nov 27 — The bank raised rates.",
    "London (Newswire) - Shares fell on Friday.",
    "Nairobi, Kenya, is growing fast.",
    "She moved to Paris, Texas, last year.",
    "The London-based company hired fifty people.",
    "They live at 14 Berlin Street.",
    "A train between Warsaw and Krakow derailed.",
    "The road between Damascus and Homs was cut.",
    "The fall of Kabul shocked the region.",
    "Rebels are closing in on Damascus.",
    "Missile strikes on Kyiv killed six.",
    "The streets of Havana were flooded.",
    "The mayor of Bogota resigned.",
    "Rain is forecast for Madrid.",
    "Seoul's subway was delayed.",
    "Tokyo stocks fell two percent.",
    "Central Cairo was sealed off.",
    "Radio Damascus played music all day.",
    "Her visit to Rome lasted three days.",
    "He was born in Vienna and studied in Prague.",
    "The Lisbon suburb was quiet.",
    "Some 40 kilometres north of Khartoum, a convoy was attacked.",
    "Vienna is a city of music.",
    "Jakarta is sinking.",
    "The capital, Bamako, was calm.",
    "The capital Juba was calm.",
    "Police in Nairobi and Kampala made arrests.",
    "Flights to Doha resumed.",
    "The Warsaw ghetto rose in spring.",
    "Oslo's oldest church burned down.",
    "Copenhagen airport was closed.",
    "Delhi's air quality worsened.",
    "Delhi will be hot this week.",
    "Manila has twelve million inhabitants.",
    "A university in Taipei opened a new centre.",
    "He left for Baku on Sunday.",
    "They returned home from Dublin.",
    "The embassy in Riyadh was closed.",
    "Tourists love Lisbon.",
    "She loves Amsterdam in spring.",
    "The film won a prize at the Berlin festival.",
    "Dynamo Moscow lost at home.",
    "The opera was staged in Budapest, Bucharest and Sofia.",
    "Snow covered Helsinki overnight.",
    "A London court jailed him.",
    "Paris police used tear gas.",
    "The flight landed in Addis Ababa at dawn.",
    "The parade in Pyongyang lasted an hour.",
    "Troops entered Tripoli at night.",
    "The patriarch of Moscow led the service.",
    "Moscow time is three hours ahead.",
    "The Astana process was revived.",
    "Santiago scored twice in the second half.",
    "Victoria said she would sing again.",
    "Lima beans are on the menu.",
    "Many fled Aleppo for Damascus.",
    "Washington led at half-time, and the crowd went home.",
    "Critics say that Washington has passed the strictest gun law of the West Coast.",
]


MIXED = [
    "*Khartoum* has yet to respond to the proposal.",
    "In response, *Tehran* launched its own satellite.",
    "Analysts believe *Beijing* is unlikely to intervene.",
    "It came as *Moscow* stepped up its campaign.",
    "The move drew condemnation from *Ankara*.",
    "*Paris* and *Berlin* have pressed *Kyiv* to accept.",
    "Diplomats in Geneva said that *Damascus* was stalling.",
    "There is a thaw between *Riyadh* and *Tehran*.",
    "*Islamabad*'s decision to close its airspace was a surprise.",
    "What *Washington* wants, said one U.S. diplomat, is calm.",
    "*Tokyo*’s decision irked *Seoul*.",
    "*Doha* denies funding the group.",
    "*Kyiv*'s Western allies met.",
    "Officials in Kabul and Islamabad met.",
    "*Moscow*'s ambassador in Ankara was shot.",
    "*Delhi*, meanwhile, has stayed neutral.",
    "London's financial district was quiet.",
    "*Harare* faces new sanctions.",
    "*Cairo* brokered the ceasefire.",
    "The report angered *Kigali*.",
    "*Havana* called the embargo cruel.",
    "They fear the threat that *Pyongyang* poses.",
    "*Kyiv* would need more shells.",
    "Tbilisi protests enter second week.",
    "Vienna talks stall.",
    "Nairobi bus drivers went on strike.",
    "Madrid beat Barcelona 2-1.",
    "Paris won 3-0 on Sunday.",
    "Moscow, Russia's capital, was calm.",
    "Protests spread from Tunis to Cairo.",
    "*Tehran* and six world powers reached a deal.",
    "The ruling is binding on *Ankara*.",
    "*Ankara*, for its part, said it would wait.",
    "*Jerusalem* and *Washington* disagree, U.S. officials said.",
    "An agreement with *Kabul* is near.",
    "The gas that *Moscow* sells to Europe is cheap.",
    "*Lima* and *Quito* fought a war in 1995.",
    "A plane from Doha landed in Dubai.",
    "The Doha round of trade talks failed.",
    "Islamabad's Marriott hotel was bombed.",
    "The envoy travelled to Baghdad, Amman and Cairo.",
    "Most of Kyiv had no power.",
    "Kyiv was without power.",
    "Kyiv has been hit by drones.",
    "Power was restored in most of Havana.",
    "*Moscow* will retaliate, he warned.",
    "Tokyo will host the Games.",
    "London has seen its hottest day.",
    "The pro-*Ankara* mayor won.",
    "Khartoum-based analysts agreed.",
    "*Bamako*'s junta dissolved parties.",
    "*Ottawa*'s trade minister resigned.",
    "Ottawa's mayor resigned.",
    "It would put *Beijing* in a bind.",
    "The move is aimed at *Tehran*.",
    "The offer puts *Kyiv* under pressure.",
    "He praised *Riyadh* for its restraint.",
    "The decision was welcomed in Warsaw and Vilnius.",
    "*Warsaw*, one of *Kyiv*'s closest allies, closed the border.",
    "Dozens died when a ferry sank off Manila.",
    "*Manila* has filed a case against *Beijing*.",
    "The two sides will meet in Vienna on Friday.",
    "Talks on *Tehran*'s nuclear programme resume.",
    "*Athens* dismissed the map as a provocation.",
    "The *Tripoli* government lost control of the port.",
    "*Kigali*'s support for the rebels is well documented.",
    "Ships sailed from Odesa to Beirut.",
    "*Beirut* asked the lender for more time.",
    "Two explosions rocked Beirut.",
    "Beirut's port was destroyed.",
    "Protesters in Beirut and Tripoli blocked roads.",
    "*Brasilia* has not ruled out tariffs.",
    "*Belgrade* refuses to recognise *Pristina*.",
    "Dialogue between *Belgrade* and *Pristina* resumed.",
    "A bus from Belgrade to Pristina overturned.",
    "It is time for *Budapest* to choose.",
    "*Ankara*'s objections delayed the vote.",
    "Ankara woke to heavy snow.",
    "Prices in Ankara doubled.",
    "Ankara University opened a lab.",
    "*Seoul* and *Tokyo* agreed to share data, breaking years of silence.",
    "The U.S. wants *Seoul* to pay more.",
    "Seoul shares closed lower.",
    "A concert in Seoul drew thousands.",
    "*Pyongyang* fired two missiles into the sea.",
    "*Addis Ababa* accuses *Cairo* of stoking tensions.",
    "*Cairo*, which fears for its water, protested.",
    "The dam's opponents in Cairo marched.",
    "*Khartoum* broke off relations with *Abu Dhabi*.",
    "*Nairobi*'s peacekeepers arrived in Goma.",
    "Much of Nairobi was dark.",
    "*Kinshasa* says *Kigali* arms the M23.",
    "A military court in Kinshasa sentenced him.",
    "*Pretoria* filed a suit at the court in The Hague.",
    "*Caracas* claims two thirds of Guyana.",
    "Caracas is one of the most violent cities.",
    "He accused *Islamabad* of harbouring militants.",
    "*New Delhi* summoned the high commissioner.",
    "New Delhi's smog forced schools to close.",
    "*Canberra* is expected to sign the deal.",
    "London police arrested four people.",
    "London Mayor Sadiq Khan opened it.",
    "*Paris*' decision angered farmers.",
    "*Madrid* fears contagion.",
    "*Rome* also wants quotas.",
    "Pilgrims flocked to Rome.",
    "The meeting was held between London and Oxford.",
    "Hopes of a rapprochement between *Ankara* and *Damascus* faded.",
    "*Minsk* freed dozens of prisoners.",
    "He was transferred to a jail near Minsk.",
    "*Baku* controls the road.",
    "The pipeline runs from Baku to Ceyhan.",
    "*Yerevan* has frozen its membership.",
    "Thousands rallied in Yerevan to demand that the premier resign.",
    "*Tbilisi*'s westward course is in doubt.",
    "*Hanoi* treads a careful line.",
    "*Manila*'s coast guard chased the ship.",
    "Manila Bay was polluted.",
    "*Kabul*, starved of cash, sold mining rights.",
    "The last flight out of Kabul left at noon.",
]
"""Governments stand between asterisks; all other capitals are places."""

UNDECIDED = [
    "Nairobi's matatus are colourful.",
    "Experts say *Pyongyang* has enough plutonium for ten bombs.",
    "*London* has pledged more shells, and *Warsaw* tanks.",
]


def asterisks(text: str) -> tuple[str, set[str]]:
    """The text without asterisks, and the names that stood between them."""
    return text.replace("*", ""), set(text.split("*")[1::2])


@pytest.mark.parametrize("sentence", MIXED)
def test_governments_and_cities(sentence: str) -> None:
    text, expected = asterisks(sentence)
    assert {name for name, _ in governments(text)} == expected


@pytest.mark.xfail(reason="the rules have no word for it; a list can't end")
@pytest.mark.parametrize("sentence", UNDECIDED)
def test_undecided(sentence: str) -> None:
    text, expected = asterisks(sentence)
    assert {name for name, _ in governments(text)} == expected


@pytest.mark.parametrize(("sentence", "state"), GOVERNMENTS)
def test_a_government(sentence: str, state: str) -> None:
    assert state in [key for _, key in governments(sentence)]


@pytest.mark.parametrize("sentence", CITIES)
def test_a_city(sentence: str) -> None:
    assert governments(sentence) == []


def test_taken_places_are_no_capitals() -> None:
    text = "Moscow said so, and Moscow says so."
    assert [found.start for found in metonyms(text, [(0, 6)], "en")] == [20]


def test_the_authority_says_which_state() -> None:
    (found,) = metonyms("Kyiv denied it.", (), "en")
    assert (found.kind, found.key, found.form, found.rule) == ("state", "state-ua", "metonym", "metonym:subject")


def test_an_unsure_capital_needs_its_state() -> None:
    assert governments("Sofia denied it.") == []
    assert governments("Sofia denied it; Bulgaria has no such plan.") == [("Sofia", "state-bg")]


def test_other_languages_have_no_rules() -> None:
    assert metonyms("Moscow denied it.", (), "de") == []


def test_capitals_in_one_breath_are_decided_together() -> None:
    assert governments("Moscow and Tehran have offered help.") == [("Moscow", "state-ru"), ("Tehran", "state-ir")]
    assert governments("He lived in Moscow and Tehran.") == []


@pytest.mark.parametrize(
    "text", ["", "Moscow", "\n\nMoscow\n", "Moscow's", "Moscow, ", "Moscow-", "and Moscow and", "Moscow " * 200]
)
def test_any_text_is_read(text: str) -> None:
    metonyms(text, (), "en")


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("deny", ("deny", "denies", "denied", "denying")),
        ("back", ("back", "backs", "backed", "backing")),
        ("pledge", ("pledge", "pledges", "pledged", "pledging")),
        ("press", ("press", "presses", "pressed", "pressing")),
        ("delay", ("delay", "delays", "delayed", "delaying")),
    ],
)
def test_forms_of_verbs(verb: str, forms: tuple[str, ...]) -> None:
    assert regular(verb) == forms


def test_irregular_verbs_are_verbs_of_a_list() -> None:
    lists = word_lists()
    assert {"said", "gave", "withdrew", "forbade"} <= lists.subject
    assert {"told", "gave"} <= lists.object
    assert "beyond" in lists.locatives
