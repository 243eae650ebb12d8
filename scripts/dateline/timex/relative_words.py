"""Words for days counted from the day of writing, by language. Hand-written: Babel does not carry CLDR's relative days.

A word is matched as written here or with its first letter in upper case.
"""

from __future__ import annotations

# Yesterday, today, tomorrow.
DAY_WORDS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "en": (("yesterday",), ("today",), ("tomorrow",)),
    "de": (("gestern",), ("heute",), ("morgen",)),
    "fr": (("hier",), ("aujourd'hui", "aujourd’hui"), ("demain",)),
    "es": (("ayer",), ("hoy",), ("mañana",)),
    "pt": (("ontem",), ("hoje",), ("amanhã",)),
    "it": (("ieri",), ("oggi",), ("domani",)),
    "nl": (("gisteren",), ("vandaag",), ("morgen",)),
    "sv": (("i går", "igår"), ("i dag", "idag"), ("i morgon", "imorgon")),
    "no": (("i går",), ("i dag",), ("i morgen",)),
    "da": (("i går",), ("i dag",), ("i morgen",)),
    "fi": (("eilen",), ("tänään",), ("huomenna",)),
    "is": (("í gær",), ("í dag",), ("á morgun",)),
    "pl": (("wczoraj",), ("dzisiaj", "dziś"), ("jutro",)),
    "cs": (("včera",), ("dnes",), ("zítra",)),
    "sk": (("včera",), ("dnes",), ("zajtra",)),
    "hu": (("tegnap",), ("ma",), ("holnap",)),
    "ro": (("ieri",), ("astăzi", "azi"), ("mâine",)),
    "bg": (("вчера",), ("днес",), ("утре",)),
    "sr": (("juče", "јуче"), ("danas", "данас"), ("sutra", "сутра")),
    "hr": (("jučer",), ("danas",), ("sutra",)),
    "ru": (("вчера",), ("сегодня",), ("завтра",)),
    "uk": (("вчора", "учора"), ("сьогодні",), ("завтра",)),
    "el": (("χθες", "χτες"), ("σήμερα",), ("αύριο",)),
    "tr": (("dün",), ("bugün",), ("yarın",)),
    "ar": (("أمس", "امس"), ("اليوم",), ("غدا", "غدًا")),
    "fa": (("دیروز",), ("امروز",), ("فردا",)),
    "he": (("אתמול",), ("היום",), ("מחר",)),
    "vi": (("hôm qua",), ("hôm nay",), ("ngày mai",)),
    "id": (("kemarin",), ("hari ini",), ("besok",)),
    "ms": (("semalam",), ("hari ini",), ("esok",)),
    "th": (("เมื่อวานนี้", "เมื่อวาน"), ("วันนี้",), ("พรุ่งนี้",)),
    "hi": ((), ("आज",), ()),  # कल is both yesterday and tomorrow
    "zh": (("昨天", "昨日"), ("今天", "今日"), ("明天", "明日")),
    "ja": (("昨日",), ("今日", "本日"), ("明日",)),
    "ko": (("어제",), ("오늘",), ("내일",)),
    "sw": (("jana",), ("leo",), ("kesho",)),
    "ca": (("ahir",), ("avui",), ("demà",)),
    "et": (("eile",), ("täna",), ("homme",)),
    "lv": (("vakar",), ("šodien",), ("rīt",)),
    "lt": (("vakar",), ("šiandien",), ("rytoj",)),
}

# How the press of a language names the weekday of a report: what stands before (a regular expression), the names from
# Monday on, and what may not follow. An empty "before" means the bare name.
WEEKDAYS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "de": (r"\b[Aa]m ", ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"), r"\w|-"),
    "fr": (
        r"(?<!\ble )(?<!\bles )(?<!chaque )(?<!\bdu )(?<!\bau )\b",
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        r"\w| (?:dernier|prochain|noir|saint)",
    ),
    "es": (
        r"\b(?:[Ee]l|[Ee]ste) ",
        ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        r"\w| (?:pasado|próximo|que viene|santo)",
    ),
    "pt": (
        r"\b(?:[Nn]a|[Nn]o|[Nn]esta|[Nn]este|[Dd]esta) ",
        ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"),
        r"\w| (?:passad|que vem|santa)",
    ),
    "it": (
        r"(?<!\bil )(?<!ogni )(?<!scorso )\b",
        ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
        r"\w| (?:scors|prossim|santo)",
    ),
    "nl": (
        r"(?<!vorige )(?<!volgende )(?<!elke )\b",
        ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        r"\w",
    ),
    "sv": (r"\b[Pp]å ", ("måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lördagen", "söndagen"), r"\w"),
    "no": (
        r"(?<!forrige )(?<!neste )(?<!hver )\b",
        ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
        r"\w",
    ),
    "da": (
        r"(?<!sidste )(?<!næste )(?<!hver )\b",
        ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
        r"\w",
    ),
    "pl": (r"\b[Ww]e? ", ("poniedziałek", "wtorek", "środę", "czwartek", "piątek", "sobotę", "niedzielę"), r"\w"),
    "cs": (r"\b[Vv]e? ", ("pondělí", "úterý", "středu", "čtvrtek", "pátek", "sobotu", "neděli"), r"\w"),
    "ru": (
        r"\b[Вв]о? ",
        ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"),
        r"\w",
    ),
    "uk": (r"\b[УуВв] ", ("понеділок", "вівторок", "середу", "четвер", "пʼятницю", "суботу", "неділю"), r"\w"),
    "bg": (r"\b[Вв]ъ?в? ", ("понеделник", "вторник", "сряда", "четвъртък", "петък", "събота", "неделя"), r"\w"),
    "tr": (
        r"(?<!geçen )(?<!gelecek )\b",
        ("Pazartesi günü", "Salı günü", "Çarşamba günü", "Perşembe günü", "Cuma günü", "Cumartesi günü", "Pazar günü"),
        r"\w",
    ),
    "ar": (r"\bيوم ", ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"), r"\w| الماضي| المقبل"),
}

# A count of units before now: what must be in the text at all (a cheap test), and the expression.
_N = r"\d{1,3}"
AGO: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (
            " ago",
            r"\b(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a few|several|a couple of)\s?"
            r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|mos?|years?|yrs?|[smhdwy]) ago\b",
        ),
    ),
    "de": (
        (
            "or ",
            rf"\b[Vv]or (?:{_N}|einer?m?|zwei|drei|vier|fünf|sechs) (?:Sekunde|Minute|Min\.|Stunde|Std\."
            rf"|Tag|Woche|Monat|Jahr)(?:en|n)?\b",
        ),
    ),
    "fr": (
        ("l y a ", rf"\b[Ii]l y a (?:{_N}|une?|deux|trois) (?:seconde|minute|min|heure|h|jour|semaine|mois|an)s?\b"),
    ),
    "es": (
        (
            "ace ",
            rf"\b[Hh]ace (?:{_N}|una?|dos|tres) (?:segundo|minuto|min|hora|h|día|semana|mes"
            rf"|año)(?:e?s)?\b",
        ),
    ),
    "pt": (
        ("á ", rf"\b[Hh]á (?:{_N}|uma?|dois|duas|três) (?:segundo|minuto|min|hora|h|dia|semana|mês|mese|ano)s?\b"),
        (" atrás", rf"\b{_N} (?:minuto|hora|dia|semana|mês|mese|ano)s? atrás\b"),
    ),
    "it": (
        (
            " fa",
            rf"\b(?:{_N}|un[ao]?|due|tre) (?:second[oi]|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]"
            rf"|ann[oi]) fa\b",
        ),
    ),
    "nl": (
        (
            " geleden",
            rf"\b(?:{_N}|een|twee|drie) (?:seconden?|minuten?|minuut|min\.|uur|uren|dag|dagen|we[e]?k"
            rf"|weken|maanden?|jaar) geleden\b",
        ),
    ),
    "sv": (
        (
            " sedan",
            rf"\b[Ff]ör (?:{_N}|en|ett|två|tre) (?:sekund|minut|min|timm|tim|dag|veck|månad|år)\w{{0,3}} sedan\b",
        ),
    ),
    "no": (
        (
            " siden",
            rf"\b(?:[Ff]or )?(?:{_N}|en|ett?|to|tre) (?:sekund|minutt|min|time|t|dag|døgn|uke|måned"
            rf"|år)\w{{0,3}} siden\b",
        ),
    ),
    "da": (
        (
            " siden",
            rf"\b(?:[Ff]or )?(?:{_N}|en|et|to|tre) (?:sekund|minut|min|time|dag|døgn|uge|måned|år)\w{{0,3}} siden\b",
        ),
    ),
    "fi": (
        (
            " sitten",
            rf"\b{_N} (?:sekunti|minuutti|min|tunti|h|päivä|viikko|kuukausi|kuukautta|vuosi|vuotta"
            rf"|tt?a)\w{{0,3}} sitten\b",
        ),
    ),
    "pl": (
        (
            " temu",
            rf"\b(?:{_N} )?(?:sekund|minut|min|godzin|godz|dni|dzień|tygod|tydzień|miesi|rok|lat)\w{{0,6}}\.? temu\b",
        ),
    ),
    "cs": (("řed ", rf"\b[Pp]řed (?:{_N} )?(?:sekund|minut|hodin|dn|týdn|měsíc|rok|let)\w{{0,3}}\b"),),
    "ru": (
        (" назад", rf"\b(?:{_N} )?(?:секунд|минут|мин\.?|час|д(?:ень|ня|ней)|недел|месяц|год|лет)\w{{0,3}} назад\b"),
    ),
    "uk": (
        (
            " тому",
            rf"\b(?:{_N} )?(?:секунд|хвилин|хв\.?|годин|год\.?|дн|день|тиж|місяц|рок"
            rf"|рік)\w{{0,4}} тому\b",
        ),
    ),
    "tr": ((" önce", rf"\b{_N} (?:saniye|dakika|dk|saat|gün|hafta|ay|yıl) önce\b"),),
    "id": ((" lalu", rf"\b{_N} (?:detik|menit|jam|hari|minggu|bulan|tahun) (?:yang )?lalu\b"),),
    "ms": ((" lalu", rf"\b{_N} (?:saat|minit|jam|hari|minggu|bulan|tahun) (?:yang )?lalu\b"),),
    "vi": ((" trước", rf"\b{_N} (?:giây|phút|giờ|ngày|tuần|tháng|năm) trước\b"),),
    "ar": (
        (
            "منذ ",
            rf"\bمنذ (?:{_N} )?(?:ثانية|دقيقة|دقائق|ساعة|ساعات|ساعتين|يوم|يومين|أيام|أسبوع|أسابيع|شهر"
            rf"|أشهر|سنة|سنوات)\b",
        ),
        (
            "قبل ",
            rf"\bقبل (?:{_N} )?(?:دقيقة|دقائق|ساعة|ساعات|ساعتين|يوم|يومين|أيام|أسبوع|أسابيع|شهر|أشهر|سنة|سنوات)\b",
        ),
    ),
    "zh": (("前", rf"{_N}\s?(?:秒|分钟|分鐘|小时|小時|天|周|週|个月|個月|年)前"),),
    "ja": (("前", rf"{_N}\s?(?:秒|分|時間|日|週間|[かヶカ]月|年)前"),),
    "ko": ((" 전", rf"{_N}\s?(?:초|분|시간|일|주|개월|달|년) 전"),),
    "th": (("ที่แล้ว", rf"{_N}\s?(?:วินาที|นาที|ชั่วโมง|วัน|สัปดาห์|เดือน|ปี)ที่แล้ว"),),
}
