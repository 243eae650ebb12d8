"""The words before a date: when it was published, when it was changed, or something else."""

from __future__ import annotations

import pytest

from dateline.timex import classify_label


@pytest.mark.parametrize(
    "text",
    [
        "Published", "PUBLISHED:", "Posted on", "First published: ", "Veröffentlicht am", "Publié le", "Publicado el",
        "Pubblicato il", "Gepubliceerd op", "Publicerad", "Publisert", "Julkaistu", "Birt", "Opublikowano:",
        "Publikováno",
        "Опубликовано:", "Опубліковано", "Δημοσιεύτηκε", "تاريخ النشر:", "פורסם", "發布時間：", "发布时间：",
        "公開日：",
        "発行", "입력 ", "등록", "Objavljeno", "By Jane Doe | Posted", "Updated May 1, 2024 | Published",
    ],
)  # fmt: skip
def test_published(text: str) -> None:
    assert classify_label(text) == "published"


@pytest.mark.parametrize(
    "text",
    [
        "Updated", "Last modified", "LAST UPDATED:", "Zuletzt aktualisiert", "Stand:", "Mis à jour le",
        "Mise à jour :",
        "Actualizado", "Atualizado em", "Aggiornato il", "Bijgewerkt", "Uppdaterad", "Oppdatert", "Opdateret",
        "Päivitetty",
        "Aktualizacja:", "Обновлено", "Оновлено", "Ενημερώθηκε", "آخر تحديث:", "עודכן", "更新", "最終更新", "수정",
        "최종수정 ",
        "Güncelleme:", "Cập nhật", "Diperbarui", "Published May 1, 2024 | Updated ",
    ],
)  # fmt: skip
def test_modified(text: str) -> None:
    assert classify_label(text) == "modified"


@pytest.mark.parametrize(
    "text",
    [
        "In this photo taken on",
        "Born",
        "Deadline:",
        "© Copyright",
        "Archivfoto vom",
        "등록일자 :",
        "Retrieved",
        "Data as of",
    ],
)
def test_event(text: str) -> None:
    assert classify_label(text) == "event"


@pytest.mark.parametrize(
    "text", ["", "By Jane Doe", "republished", "they stand", "posthumously", "Updates", "Released" * 0]
)
def test_no_label(text: str) -> None:
    assert classify_label(text) is None


def test_only_the_end_counts() -> None:
    assert classify_label("Published" + " word" * 40) is None
