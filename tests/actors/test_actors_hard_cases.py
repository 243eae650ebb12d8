"""Names that are hard: of many languages' orders and parts, shared by persons, firms and places, told apart by the
words beside them. All sentences are made up."""

import pytest

from dateline.actors import Actor, find_actors

FAMILY = {
    "person": "person",
    "state": "state",
    "organization": "organization",
    "armed_group": "organization",
    "body": "organization",
}


def found(body: str) -> tuple[Actor, ...]:
    return find_actors("0123456789abcdef", body, language="en")


def named(body: str) -> dict[str, list[str]]:
    """The mentions of each kind, in order of their place."""
    spans = sorted((m.start, m.text, FAMILY[actor.kind]) for actor in found(body) for m in actor.mentions)
    return {kind: [text for _, text, k in spans if k == kind] for kind in ("person", "organization", "state")}


ORDERS = {
    "chinese": (
        "Vice Premier Zhao Wenli met farmers in Henan. Zhao said the harvest was good, and Ms. Zhao thanked them.",
        ["Zhao Wenli", "Zhao", "Zhao"],
    ),
    "chinese, unnamed office": (
        "Xu Jianhong, who runs a noodle shop in Chengdu, lost everything. “I had saved for years,” Xu said.",
        ["Xu Jianhong", "Xu"],
    ),
    "korean": (
        "President Kwon Tae-yang spoke to reporters in Seoul on Monday. Kwon denied the charge.",
        ["Kwon Tae-yang", "Kwon"],
    ),
    "korean, two given names": (
        "Lawmaker Seo Min Ho asked for an inquiry. Seo, 54, has sat in parliament since 2016.",
        ["Seo Min Ho", "Seo"],
    ),
    "vietnamese": (
        "Colonel Nguyen Thi Bich Hanh told the court that she had seen nothing. Hanh left before noon.",
        ["Nguyen Thi Bich Hanh", "Hanh"],
    ),
    "hungarian order": (
        "Novelist Szabó Katalin read from her new book in Pécs. Szabó, 61, lives by the lake.",
        ["Szabó Katalin", "Szabó"],
    ),
    "japanese": (
        "Prime Minister Kenta Morishige will visit Hanoi next week. Morishige has promised new loans.",
        ["Kenta Morishige", "Morishige"],
    ),
    "spanish double surname": (
        "Governor Ramiro Beltrán Quiroga signed the decree. Beltrán said the money would come in May.",
        ["Ramiro Beltrán Quiroga", "Beltrán"],
    ),
    "spanish with particles": (
        "María Inés de la Torre Salcedo, a judge in Puebla, freed the men. De la Torre gave no reason.",
        ["María Inés de la Torre Salcedo", "De la Torre"],
    ),
    "portuguese": (
        "Senator João Batista dos Santos Neto left the party. “It was time,” Santos Neto said.",
        ["João Batista dos Santos Neto", "Santos Neto"],
    ),
    "arabic particles": (
        "Sheikh Nasser bin Khaled al-Dosari opened the summit in Doha. Al-Dosari spoke for an hour.",
        ["Nasser bin Khaled al-Dosari", "Al-Dosari"],
    ),
    "arabic surname without article": (
        "Spokesman Yahya al-Hamdani denied it. Hamdani said that the convoy had left.",
        ["Yahya al-Hamdani", "Hamdani"],
    ),
    "arabic compound": (
        "Doctor Abdul Rahman Qasimi treated the wounded. Qasimi ran out of blood.",
        ["Abdul Rahman Qasimi", "Qasimi"],
    ),
    "kunya": (
        "A commander known as Abu Hudhayfa al-Masri was killed near Idlib. Abu Hudhayfa had fled Raqqa.",
        ["Abu Hudhayfa al-Masri", "Abu Hudhayfa"],
    ),
    "russian patronymic": (
        "Deputy minister Pavel Andreyevich Zhilin resigned on Friday. Zhilin was appointed in 2019.",
        ["Pavel Andreyevich Zhilin", "Zhilin"],
    ),
    "russian initials": (
        "V.K. Zhilin and A. Morozova signed the report. Zhilin could not be reached.",
        ["V.K. Zhilin", "A. Morozova", "Zhilin"],
    ),
    "ukrainian": (
        "Mayor Oleksiy Hryhorchuk of Sumy said shells hit a school. Hryhorchuk asked people to leave.",
        ["Oleksiy Hryhorchuk", "Hryhorchuk"],
    ),
    "indonesian mononym": (
        "Fisherman Suryadi, 43, lost two boats. “The wave came at night,” Suryadi said.",
        ["Suryadi", "Suryadi"],
    ),
    "afghan mononym": (
        "His brother, Najibullah, was shot at a checkpoint. Najibullah had worked for the army.",
        ["Najibullah", "Najibullah"],
    ),
    "icelandic": (
        "Minister Sigríður Jónsdóttir opposes the dam. Sigríður told parliament that the river must run free.",
        ["Sigríður Jónsdóttir", "Sigríður"],
    ),
    "dutch": (
        "Jeroen van der Velde, a baker in Utrecht, won the prize. Van der Velde will give the money away.",
        ["Jeroen van der Velde", "Van der Velde"],
    ),
    "german": (
        "Baroness Mathilde von Arnsfeld sold the castle. Von Arnsfeld is moving to Berlin.",
        ["Mathilde von Arnsfeld", "Von Arnsfeld"],
    ),
    "french": (
        "Defence lawyer Jean-Baptiste Kouamé d'Almeida walked out. “Enough,” Kouamé d'Almeida told the judge.",
        ["Jean-Baptiste Kouamé d'Almeida", "Kouamé d'Almeida"],
    ),
    "turkish": (
        "Gülşen Özdağ, who heads the union in Izmir, called a strike. Özdağ said 4,000 had joined.",
        ["Gülşen Özdağ", "Özdağ"],
    ),
    "indian initials": (
        "Chief Minister P.K. Narasimhan inspected the camps. Narasimhan promised rice.",
        ["P.K. Narasimhan", "Narasimhan"],
    ),
    "indian, one name": (
        "Villager Ramlal told police that he had seen a tiger. Ramlal, 60, grazes goats.",
        ["Ramlal", "Ramlal"],
    ),
    "nigerian": (
        "Governor Babatunde Oyelaran-Okoye visited the market. Oyelaran-Okoye blamed the traders.",
        ["Babatunde Oyelaran-Okoye", "Oyelaran-Okoye"],
    ),
    "kenyan": (
        "Wanjiku Muthoni Kamau, a teacher in Nakuru, sued the county. Kamau wants her pay.",
        ["Wanjiku Muthoni Kamau", "Kamau"],
    ),
    "ghanaian": (
        "Kwabena Asiedu-Mensah told the committee that no money was missing. Asiedu-Mensah was minister until 2020.",
        ["Kwabena Asiedu-Mensah", "Asiedu-Mensah"],
    ),
    "ethiopian": (
        "Tesfaye Alemu Woldemariam, who farms near Gondar, fled on foot. Tesfaye walked for six days.",
        ["Tesfaye Alemu Woldemariam", "Tesfaye"],
    ),
    "somali": (
        "Colonel Abdirizak Farah Warsame said the town was calm. Warsame put the dead at nine.",
        ["Abdirizak Farah Warsame", "Warsame"],
    ),
    "polynesian": (
        "Prime Minister Sione Tu'ifua Havili thanked the donors. Havili said roofs came first.",
        ["Sione Tu'ifua Havili", "Havili"],
    ),
    "maori": (
        "Te Rangi Whaanga, an elder of the tribe, opened the meeting. Whaanga spoke of the river.",
        ["Te Rangi Whaanga", "Whaanga"],
    ),
    "thai": (
        "Activist Somchai Wongsawatkul was held in Bangkok. Somchai had called for reform.",
        ["Somchai Wongsawatkul", "Somchai"],
    ),
    "burmese": (
        "Ko Thant Zin, a monk, led the march. “We are not afraid,” Ko Thant Zin said.",
        ["Ko Thant Zin", "Ko Thant Zin"],
    ),
    "philippine": (
        "Senator Rosalinda “Baby” Magsaysay-Cruz voted no. Magsaysay-Cruz had warned of it.",
        ["Rosalinda “Baby” Magsaysay-Cruz", "Magsaysay-Cruz"],
    ),
    "irish": (
        "Pádraig Ó Conaire wrote the play with Siobhán Ní Dhomhnaill. Ó Conaire acts in it too.",
        ["Pádraig Ó Conaire", "Siobhán Ní Dhomhnaill", "Ó Conaire"],
    ),
    "junior": (
        "Developer Harold Winslett Jr. bought the land. Winslett said that homes would follow.",
        ["Harold Winslett Jr.", "Winslett"],
    ),
    "hyphens and apostrophes": (
        "Coach Anne-Marie O'Doherty dropped two players. O'Doherty's team plays on Sunday.",
        ["Anne-Marie O'Doherty", "O'Doherty"],
    ),
    "headline style": (
        "MINISTER QUITS OVER DAM\n\nMinister Tobias Wendland quit on Monday. Wendland said he was tired.",
        ["Tobias Wendland", "Wendland"],
    ),
}


@pytest.mark.parametrize(("body", "persons"), ORDERS.values(), ids=ORDERS.keys())
def test_persons_of_many_languages_are_found_with_their_shorter_names(body: str, persons: list[str]) -> None:
    assert named(body)["person"] == persons


@pytest.mark.parametrize(("body", "persons"), ORDERS.values(), ids=ORDERS.keys())
def test_a_full_name_and_its_shorter_forms_are_one_person(body: str, persons: list[str]) -> None:
    first = persons[0]
    ids = {actor.id for actor in found(body) if any(m.text == first for m in actor.mentions)}
    assert len(ids) == 1
    tail = persons[-1]
    assert {actor.id for actor in found(body) if any(m.text == tail for m in actor.mentions)} == ids


SHARED = {
    "person named after a state": (
        "Striker Jordan Achebe scored twice for the Super Eagles. Achebe limped off late.",
        {"person": ["Jordan Achebe", "Achebe"], "organization": ["Super Eagles"], "state": []},
    ),
    "person and state of one name": (
        "Chad Whitlock flew to Chad in March. Whitlock, a nurse, worked in N'Djamena.",
        {"person": ["Chad Whitlock", "Whitlock"], "organization": [], "state": ["Chad"]},
    ),
    "person named after a city": (
        "Singer Paris Delacroix cancelled her show in Paris. Delacroix has lost her voice.",
        {"person": ["Paris Delacroix", "Delacroix"], "organization": [], "state": []},
    ),
    "person named after a capital": (
        "Denzil Washington, a miner, said the pit was unsafe. Washington has worked there since 1998.",
        {"person": ["Denzil Washington", "Washington"], "organization": [], "state": []},
    ),
    "firm named after a person": (
        "Ford shares fell after Ford said that it would close a plant in Ohio.",
        {"person": [], "organization": ["Ford", "Ford"], "state": []},
    ),
    "person of a firm's name": (
        "Harriet Ford, 71, taught Latin. Ford died on Tuesday.",
        {"person": ["Harriet Ford", "Ford"], "organization": [], "state": []},
    ),
    "plane maker": (
        "Boeing and Airbus both lost orders in China.",
        {"person": [], "organization": ["Boeing", "Airbus"], "state": ["China"]},
    ),
    "bank": (
        "Goldman Sachs cut its forecast, and JPMorgan followed.",
        {"person": [], "organization": ["Goldman Sachs", "JPMorgan"], "state": []},
    ),
    "ampersand": (
        "Johnson & Johnson will pay the families, its lawyers said.",
        {"person": [], "organization": ["Johnson & Johnson"], "state": []},
    ),
    "ministry": (
        "The Foreign Ministry summoned the envoy, and the Ministry of Defence put troops on alert.",
        {"person": [], "organization": ["Foreign Ministry", "Ministry of Defence"], "state": []},
    ),
    "state's ministry": (
        "Poland's Ministry of Agriculture and Rural Development raised the price of milk.",
        {"person": [], "organization": ["Ministry of Agriculture and Rural Development"], "state": ["Poland"]},
    ),
    "court": (
        "The Supreme Court of Ghana threw out the petition.",
        {"person": [], "organization": ["Supreme Court of Ghana"], "state": []},
    ),
    "university": (
        "Dr. Ifeoma Nwachukwu of the University of Ibadan led the study.",
        {"person": ["Ifeoma Nwachukwu"], "organization": ["University of Ibadan"], "state": []},
    ),
    "party with acronym": (
        "The Movement for Rural Change (MRC) won four seats. The MRC will not join a coalition.",
        {"person": [], "organization": ["Movement for Rural Change", "MRC", "MRC"], "state": []},
    ),
    "described firm": (
        "Zelvix, a mining company in Zambia, owes the workers two months' pay. Zelvix denies it.",
        {"person": [], "organization": ["Zelvix", "Zelvix"], "state": ["Zambia"]},
    ),
    "paper": (
        "The minister told the Financial Times that talks had failed.",
        {"person": [], "organization": ["Financial Times"], "state": []},
    ),
    "clubs": (
        "Manchester United beat Real Madrid, and Liverpool drew with Juventus in Turin.",
        {"person": [], "organization": ["Manchester United", "Real Madrid", "Liverpool", "Juventus"], "state": []},
    ),
    "agency in brackets": (
        "NAIROBI (Reuters) - Kenyan police arrested nine men on Friday.",
        {"person": [], "organization": ["Reuters"], "state": ["Kenyan"]},
    ),
    "demonyms": (
        "Two Malians and a Burkinabe driver crossed into Ivory Coast with South Korean goods.",
        {"person": [], "organization": [], "state": ["Malians", "Burkinabe", "Ivory Coast", "South Korean"]},
    ),
    "places beside persons": (
        "Soldiers took the town of Zarqun on Sunday. Residents of Zarqun fled to Tal Hamdan, Syria.",
        {"person": [], "organization": [], "state": ["Syria"]},
    ),
    "armed group": (
        "Boko Haram fighters burned a school in Borno, said Governor Umar Gana.",
        {"person": ["Umar Gana"], "organization": ["Boko Haram"], "state": []},
    ),
    "ship": (
        "The USS Harlan Briggs docked in Manila. Captain Ruth Alvarez greeted the crowd.",
        {"person": ["Ruth Alvarez"], "organization": [], "state": []},
    ),
    "operation": (
        "Operation Silent Dawn began at six, the army of Niger said.",
        {"person": [], "organization": [], "state": ["Niger"]},
    ),
}


@pytest.mark.parametrize(("body", "expected"), SHARED.values(), ids=SHARED.keys())
def test_names_that_persons_firms_and_places_share_are_told_apart(body: str, expected: dict[str, list[str]]) -> None:
    assert named(body) == expected


def people(body: str) -> dict[str, list[str]]:
    """The persons' mentions by their fullest name."""
    return {a.name: [m.text for m in a.mentions] for a in found(body) if a.kind == "person"}


def test_two_ministers_of_one_surname_each_keep_the_mentions_that_follow_their_full_name() -> None:
    body = (
        "Interior Minister Lucia Ferrante opened the meeting. Ferrante spoke of borders.\n\n"
        "Health Minister Paolo Ferrante came later. Ferrante spoke of hospitals."
    )
    assert people(body) == {
        "Lucia Ferrante": ["Lucia Ferrante", "Ferrante"],
        "Paolo Ferrante": ["Paolo Ferrante", "Ferrante"],
    }


def test_husband_and_wife_are_told_apart_by_mr_and_mrs() -> None:
    body = (
        "Ruth Okafor and her husband Samuel Okafor bought the farm in 2001. Mrs. Okafor keeps bees. "
        "Mr. Okafor drives the lorry."
    )
    assert people(body) == {"Ruth Okafor": ["Ruth Okafor", "Okafor"], "Samuel Okafor": ["Samuel Okafor", "Okafor"]}


def test_a_father_and_a_son_of_one_surname_stay_two_persons() -> None:
    body = "President Karim Tarazi freed the men. His father, Hafiz Tarazi, had jailed them in 1982."
    assert sorted(people(body)) == ["Hafiz Tarazi", "Karim Tarazi"]
