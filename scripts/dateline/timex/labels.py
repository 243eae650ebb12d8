"""What a date line says its date is: the words that stand before the date."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from dateline.timex.fold import fold

Label = Literal["published", "modified", "event"]

# By kind, then by language; a form also matches inside a longer phrase ("First published at"). Where two labels stand
# before a date, the one nearer to it counts.
LABELS: dict[Label, dict[str, tuple[str, ...]]] = {
    "published": {
        "en": (
            "published",
            "posted",
            "first published",
            "originally published",
            "publication date",
            "pub date",
            "released",
            "issued",
            "filed",
            "date published",
            "publish date",
            "created",
            "date posted",
            "uploaded",
        ),
        "de": ("veröffentlicht", "erschienen", "publiziert", "erstellt", "veröffentlichung", "erstveröffentlichung"),
        "fr": ("publié", "publiée", "paru", "parue", "mis en ligne", "publication", "écrit le", "rédigé le", "posté"),
        "es": ("publicado", "publicada", "publicación", "creado", "publicat"),
        "pt": ("publicado", "publicada", "publicação", "postado", "criado em"),
        "it": ("pubblicato", "pubblicata", "pubblicazione", "inserito", "data di pubblicazione"),
        "ca": ("publicat", "publicada"),
        "gl": ("publicado",),
        "nl": ("gepubliceerd", "geplaatst", "verschenen", "publicatiedatum", "gepost"),
        "sv": ("publicerad", "publicerat", "publicerades", "skapad"),
        "no": ("publisert", "lagt ut"),
        "da": ("publiceret", "offentliggjort", "udgivet", "oprettet"),
        "fi": ("julkaistu", "julkaistiin"),
        "is": ("birt", "birtist", "skrifað"),
        "pl": ("opublikowano", "publikacja", "data publikacji", "dodano", "opublikowany", "utworzono"),
        "cs": ("publikováno", "zveřejněno", "vydáno", "vydání"),
        "sk": ("publikované", "zverejnené", "vydané"),
        "hu": ("közzétéve", "megjelent", "publikálva", "létrehozva", "megjelenés"),
        "ro": ("publicat", "data publicării", "postat"),
        "bg": ("публикувана", "публикувано", "публикуван"),
        "sr": ("objavljeno", "објављено"),
        "hr": ("objavljeno", "objava"),
        "sl": ("objavljeno",),
        "ru": ("опубликовано", "опубликована", "опубликован", "дата публикации", "публикация", "размещено"),
        "uk": ("опубліковано", "дата публікації", "опублікована"),
        "el": ("δημοσιεύτηκε", "δημοσιεύθηκε", "δημοσίευση", "ημερομηνία δημοσίευσης", "αναρτήθηκε"),
        "tr": ("yayınlanma", "yayınlandı", "yayınlanma tarihi", "yayın tarihi", "giriş tarihi", "giriş", "oluşturulma"),
        "ar": ("نشر", "نشرت", "نُشر", "نشر في", "تاريخ النشر", "تم النشر"),
        "fa": ("تاریخ انتشار", "منتشر شده", "انتشار"),
        "he": ("פורסם", "תאריך פרסום", "פרסום"),
        "hi": ("प्रकाशित", "पब्लिश"),
        "bn": ("প্রকাশিত", "প্রকাশ"),
        "ur": ("شائع", "تاریخ اشاعت"),
        "th": ("เผยแพร่", "โพสต์"),
        "vi": ("đăng lúc", "xuất bản", "ngày đăng", "đăng ngày"),
        "id": ("diterbitkan", "dipublikasikan", "terbit", "tayang", "diunggah"),
        "ms": ("diterbitkan", "disiarkan", "dimuat naik"),
        "sw": ("imechapishwa", "ilichapishwa"),
        "et": ("avaldatud",),
        "lv": ("publicēts", "publicēta"),
        "lt": ("paskelbta", "publikuota"),
        "zh": ("发布", "發布", "发表", "發表", "发布时间", "發布時間", "刊登", "出版", "发稿", "发布于", "来源时间"),
        "ja": ("公開", "公開日", "発行", "配信", "掲載", "投稿", "発表"),
        "ko": ("입력", "등록", "게시", "작성", "발행", "승인", "기사입력", "송고"),
    },
    "modified": {
        "en": (
            "updated",
            "last updated",
            "modified",
            "last modified",
            "edited",
            "revised",
            "update",
            "last update",
            "last edited",
            "date modified",
            "corrected",
            "amended",
        ),
        "de": ("aktualisiert", "zuletzt aktualisiert", "stand:", "aktualisierung", "update", "geändert", "bearbeitet"),
        "fr": ("mis à jour", "mise à jour", "mis a jour", "modifié", "modifiée", "actualisé", "màj"),
        "es": ("actualizado", "actualizada", "actualización", "modificado", "editado"),
        "pt": ("atualizado", "atualizada", "actualizado", "atualização", "modificado", "alterado"),
        "it": ("aggiornato", "aggiornata", "aggiornamento", "modificato", "ultima modifica"),
        "ca": ("actualitzat", "actualitzada"),
        "gl": ("actualizado", "actualizada"),
        "nl": ("bijgewerkt", "laatst bijgewerkt", "gewijzigd", "aangepast", "laatste update"),
        "sv": ("uppdaterad", "uppdaterat", "uppdaterades", "ändrad"),
        "no": ("oppdatert", "sist oppdatert", "endret"),
        "da": ("opdateret", "senest opdateret", "ændret"),
        "fi": ("päivitetty", "muokattu"),
        "is": ("uppfært", "breytt"),
        "pl": ("aktualizacja", "zaktualizowano", "zmodyfikowano", "modyfikacja", "aktualizowano"),
        "cs": ("aktualizováno", "aktualizace", "upraveno"),
        "sk": ("aktualizované", "aktualizácia", "upravené"),
        "hu": ("frissítve", "módosítva", "frissült", "frissítés", "utolsó frissítés"),
        "ro": ("actualizat", "actualizare", "modificat"),
        "bg": ("обновена", "обновено", "последна промяна", "актуализирана"),
        "sr": ("ažurirano", "ажурирано", "izmenjeno"),
        "hr": ("ažurirano", "osvježeno", "izmijenjeno"),
        "sl": ("posodobljeno",),
        "ru": ("обновлено", "обновлена", "обновлён", "обновление", "изменено", "отредактировано"),
        "uk": ("оновлено", "оновлення", "змінено"),
        "el": ("ενημερώθηκε", "τελευταία ενημέρωση", "ενημέρωση", "ανανεώθηκε"),
        "tr": ("güncelleme", "güncellendi", "güncellenme", "son güncelleme"),
        "ar": ("تحديث", "آخر تحديث", "تم التحديث", "عدل"),
        "fa": ("به روز رسانی", "به‌روزرسانی", "آخرین به‌روزرسانی"),
        "he": ("עודכן", "עדכון", "עדכון אחרון"),
        "hi": ("अपडेट", "अपडेटेड", "अद्यतन"),
        "bn": ("আপডেট", "হালনাগাদ"),
        "ur": ("اپ ڈیٹ",),
        "th": ("อัปเดต", "อัพเดท", "ปรับปรุง", "แก้ไข"),
        "vi": ("cập nhật", "sửa đổi"),
        "id": ("diperbarui", "diperbaharui", "pembaruan", "diubah"),
        "ms": ("dikemas kini", "dikemaskini"),
        "sw": ("imesasishwa",),
        "et": ("uuendatud", "muudetud"),
        "lv": ("atjaunots", "atjaunināts"),
        "lt": ("atnaujinta",),
        "zh": ("更新", "修改", "更新时间", "更新時間", "最后更新", "最後更新"),
        "ja": ("更新", "更新日", "最終更新", "改訂"),
        "ko": ("수정", "업데이트", "최종수정", "최종 수정", "변경"),
    },
    "event": {
        "en": (
            "born",
            "died",
            "deadline",
            "expires",
            "event date",
            "starts",
            "ends",
            "begins",
            "when:",
            "taken on",
            "photo taken",
            "file photo",
            "in this photo",
            "in this file photo",
            "retrieved",
            "accessed",
            "release date",
            "birthday",
            "as of",
            "recorded on",
            "valid until",
            "copyright",
        ),
        # A newspaper's own registration, in Korean footers.
        "ko": ("등록일자", "등록(발행)일자", "등록번호", "발행일자"),
        "de": ("geboren", "gestorben", "termin:", "beginn:", "wann:", "gültig bis", "archivbild", "archivfoto"),
        "fr": ("né le", "née le", "mort le", "quand :", "photo d'archives", "date limite"),
        "es": ("nacido", "cuándo:", "fecha límite", "foto de archivo"),
        "it": ("nato il", "nata il", "quando:", "scadenza"),
        "ru": ("родился", "родилась", "архивное фото"),
    },
}

_WINDOW = 80
_SPACELESS = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u1100-\u11ff]")


def classify_label(text_before_date: str) -> Label | None:
    """What the words before a date call it: published, modified or event; None where they say nothing.

    Only the last 80 characters are read, and the label nearest to the date counts.
    """
    tail = text_before_date[-_WINDOW:].rstrip()
    colon = ":" if tail.endswith((":", "：")) else ""
    folded = fold(tail.rstrip(":：")) + colon
    labels = _pattern().findall(folded)
    return _kinds()[labels[-1]] if labels else None


@cache
def _kinds() -> dict[str, Label]:
    """Folded form -> kind. The first kind that lists a form keeps it."""
    kinds: dict[str, Label] = {}
    for kind, languages in LABELS.items():
        for forms in languages.values():
            for form in forms:
                kinds.setdefault(fold(form), kind)
    return kinds


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_kinds(), key=lambda form: (-len(form), form))
    spaceless = [re.escape(form) for form in forms if _SPACELESS.match(form)]
    spaced = [re.escape(form) for form in forms if not _SPACELESS.match(form)]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(spaced)})(?![^\W_])|{'|'.join(spaceless)}")
