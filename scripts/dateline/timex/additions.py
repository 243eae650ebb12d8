"""Names and words that the press uses and CLDR does not list; ``generate`` merges them into ``calendar.json``.

Keys are CLDR language codes. Months count from 1, weekdays from 0 (Monday).
"""

from __future__ import annotations

MONTHS: dict[str, dict[int, tuple[str, ...]]] = {
    # American newspaper abbreviations that CLDR shortens further.
    "en": {6: ("June",), 7: ("July",), 9: ("Sept",)},
    # Austrian January and February; old-style short forms of the wires.
    "de": {1: ("Jänner", "Jän"), 2: ("Feber",), 3: ("Mrz", "Mär"), 6: ("Jun",), 7: ("Jul",), 9: ("Sept",)},
    # Spelling preferred in Peru and Uruguay; four-letter abbreviations of Spanish dailies.
    "es": {8: ("agto",), 9: ("setiembre", "set", "sep", "sept")},
    # Short forms of French agencies.
    "fr": {1: ("jan",), 2: ("fév", "fev"), 7: ("juil", "jul"), 9: ("sep",)},
    "it": {9: ("sett",)},  # four-letter September of Italian dailies
    "nl": {3: ("mrt", "maa")},  # both abbreviations stand in Dutch bylines
    "sv": {6: ("jun",), 7: ("jul",)},  # three-letter June and July
    "no": {6: ("jun",), 7: ("jul",), 3: ("mar",), 4: ("apr",)},  # three-letter forms beside the full ones
    "is": {8: ("ágú",), 5: ("maí",)},  # short August without its last letter
    "pl": {9: ("wrzes",), 10: ("paźdz",)},  # longer abbreviations
    # Genitives stand in dates, nominatives in mastheads; "нояб." and "сен." beside CLDR's forms.
    "ru": {9: ("сен", "сент"), 11: ("ноя", "нояб"), 2: ("фев", "февр"), 6: ("июн",), 7: ("июл",), 5: ("май",)},
    "uk": {1: ("січ",), 2: ("лют",), 11: ("лист",)},  # clipped forms of Ukrainian portals
    # Serbian and Bosnian Latin/Cyrillic genitives (CLDR lists the nominative alone).
    "sr": {
        1: ("januara", "јануара"),
        2: ("februara", "фебруара"),
        3: ("marta", "марта"),
        4: ("aprila", "априла"),
        5: ("maja", "маја"),
        6: ("juna", "јуна"),
        7: ("jula", "јула"),
        8: ("avgusta", "августа"),
        9: ("septembra", "септембра"),
        10: ("oktobra", "октобра"),
        11: ("novembra", "новембра"),
        12: ("decembra", "децембра"),
    },
    "bs": {
        1: ("januara",),
        2: ("februara",),
        3: ("marta",),
        4: ("aprila",),
        5: ("maja",),
        6: ("juna",),
        7: ("jula",),
        8: ("augusta",),
        9: ("septembra",),
        10: ("oktobra",),
        11: ("novembra",),
        12: ("decembra",),
    },
    # Months of the Levant and Iraq (Syriac names), the Maghreb (French names) and Egyptian spellings.
    "ar": {
        1: ("كانون الثاني", "جانفي", "كانون ثاني"),
        2: ("شباط", "فيفري"),
        3: ("آذار",),
        4: ("نيسان", "أفريل", "ابريل"),
        5: ("أيار", "ماي"),
        6: ("حزيران", "جوان", "يونية"),
        7: ("تموز", "جويلية", "يوليوز", "يولية"),
        8: ("آب", "أوت", "غشت"),
        9: ("أيلول", "شتنبر"),
        10: ("تشرين الأول", "تشرين أول"),
        11: ("تشرين الثاني", "نونبر", "تشرين ثاني"),
        12: ("كانون الأول", "دجنبر", "كانون أول"),
    },
    # Spellings of Hindi dailies beside CLDR's.
    "hi": {
        1: ("जनवरी",),
        2: ("फरवरी",),
        8: ("अगस्त",),
        9: ("सितंबर", "सितम्बर"),
        10: ("अक्टूबर", "अक्तूबर"),
        11: ("नवंबर", "नवम्बर"),
        12: ("दिसंबर", "दिसम्बर"),
    },
    "fa": {1: ("جنوری",), 2: ("فبروری",), 3: ("مارچ",), 5: ("می",), 8: ("آگوست", "اگست"), 11: ("نومبر",)},  # Dari
    "zu": {
        1: ("uMasingana",),
        2: ("uNhlolanja",),
        3: ("uNdasa",),
        4: ("uMbasa",),
        5: ("uNhlaba",),
        6: ("uNhlangulana",),
        7: ("uNtulikazi",),
        8: ("uNcwaba",),
        9: ("uMandulo",),
        10: ("uMfumfu",),
        11: ("uLwezi",),
        12: ("uZibandlela",),
    },  # native names, in use beside the loans
    "ms": {8: ("Ogs", "Ogos")},  # Malaysian August
    "id": {8: ("Ags", "Agt"), 11: ("Nop", "Nopember"), 2: ("Pebruari",)},  # older spellings
    "tr": {8: ("Ağus",)},  # longer abbreviation
    # Abbreviations without the genitive's ending.
    "el": {3: ("Μάρ", "Μαρ"), 5: ("Μάι",), 11: ("Νοε", "Νοέ"), 6: ("Ιουν",), 7: ("Ιουλ",), 8: ("Αυγ",)},
    "hu": {9: ("szep",)},  # three-letter rhythm of portals
    "ro": {11: ("noi", "nov")},  # CLDR has noi. alone
    # Genitives, to which CLDR's pattern adds the ending itself.
    "eu": {
        1: ("urtarrilaren",),
        2: ("otsailaren",),
        3: ("martxoaren",),
        4: ("apirilaren",),
        5: ("maiatzaren",),
        6: ("ekainaren",),
        7: ("uztailaren",),
        8: ("abuztuaren",),
        9: ("irailaren",),
        10: ("urriaren",),
        11: ("azaroaren",),
        12: ("abenduaren",),
    },
    # Locatives ("on the 26th of November"), which dates in prose and date lines have.
    "lv": {
        1: ("janvārī",),
        2: ("februārī",),
        3: ("martā",),
        4: ("aprīlī",),
        5: ("maijā",),
        6: ("jūnijā",),
        7: ("jūlijā",),
        8: ("augustā",),
        9: ("septembrī",),
        10: ("oktobrī",),
        11: ("novembrī",),
        12: ("decembrī",),
    },
    "et": {
        1: ("jaanuaril",),
        2: ("veebruaril",),
        3: ("märtsil",),
        4: ("aprillil",),
        6: ("juunil",),
        7: ("juulil",),
        8: ("augustil",),
        9: ("septembril",),
        10: ("oktoobril",),
        11: ("novembril",),
        12: ("detsembril",),
    },
}

WEEKDAYS: dict[str, dict[int, tuple[str, ...]]] = {
    "en": {1: ("Tues", "Tue"), 2: ("Weds",), 3: ("Thur", "Thurs", "Thu")},  # longer newspaper abbreviations
    # 周/週 and 礼拜 beside 星期.
    "zh": {i: (f"周{c}", f"週{c}", f"星期{c}", f"礼拜{c}", f"禮拜{c}") for i, c in enumerate("一二三四五六日")}
    | {6: ("周日", "週日", "星期日", "星期天", "周天", "礼拜天")},
    "ja": {i: (f"{c}曜日", f"{c}曜") for i, c in enumerate("月火水木金土日")},
    "ko": {i: (f"{c}요일",) for i, c in enumerate("월화수목금토일")},
    "pt": {0: ("segunda",), 1: ("terça",), 2: ("quarta",), 3: ("quinta",), 4: ("sexta",)},  # without -feira
    # Weekday with Thai's "day" and "that is" glued around it, as date lines have it.
    "th": {0: ("จันทร์",), 1: ("อังคาร",), 2: ("พุธ",), 3: ("พฤหัสบดี", "พฤหัส"), 4: ("ศุกร์",), 5: ("เสาร์",), 6: ("อาทิตย์",)},
    # Accusatives, which stand after "в".
    "ru": {2: ("среду",), 4: ("пятницу",), 5: ("субботу",)},
    "uk": {2: ("середу",), 4: ("п'ятницю", "п’ятниця", "п'ятниця"), 5: ("суботу",), 6: ("неділю",)},
    "vi": {0: ("Thứ 2",), 1: ("Thứ 3",), 2: ("Thứ 4",), 3: ("Thứ 5",), 4: ("Thứ 6",), 5: ("Thứ 7",), 6: ("CN",)},
    "de": {5: ("Sonnabend",)},  # Saturday of the north and east
    "he": {
        0: ("יום שני",),
        1: ("יום שלישי",),
        2: ("יום רביעי",),
        3: ("יום חמישי",),
        4: ("יום שישי",),
        5: ("שבת",),
        6: ("יום ראשון",),
    },
}

MERIDIEM: dict[str, tuple[str, ...]] = {
    "am": ("am", "a.m.", "a. m.", "오전", "上午", "午前", "凌晨", "早上", "π.μ.", "صباحا", "صباحًا", "sáng"),
    "pm": ("pm", "p.m.", "p. m.", "오후", "下午", "午後", "晚上", "μ.μ.", "مساء", "مساءً", "chiều", "tối"),
}
