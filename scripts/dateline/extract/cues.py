"""Words by which the press and its websites mark what is not the article: openings of lines, by family and language, as data.

A cue is evidence, not a verdict: `dateline.extract.body` weighs it with the block's shape, its place and its neighbours. An opening
is one to four words, or for scripts that write no spaces a few letters; ` / ` separates the openings of one language.
"""

import re
from functools import cache

from ahocorasick_rs import AhoCorasick

# Buttons, menus, players, counters and consent that stand around an article.
INTERFACE = (
    "share / share this / tweet / pin / pin it / email / email this / print / print this / copy / copy link / link copied / link was copied / save / bookmark / comment / comments / reply / report / like"
    " / listen / listen to this / watch / watch now / play / play video / loading / close / open / menu / search / home / back / back to top / skip to / jump to / toggle / sign in / sign up / sign out / log in / login"
    " / log out / register / subscribe / donate / advertisement / ad / sponsored / next / previous / continue reading / something went wrong / we use cookies / this website uses / this site uses / accept / manage"
    " / facebook / twitter / x / linkedin / whatsapp / telegram / reddit / pinterest / instagram / tiktok / youtube / flipboard / messenger / pocket / bluesky / threads / mail / rss / google / add us / view comments"
    " / show comments / see comments / read comments / leave a comment / post a comment / no comments / view all / show more / see more / load more / view more / expand / collapse / share on / follow / follow us / gift / gift this",
    "teilen / merken / drucken / kopieren / schließen / suche / menü / anmelden / abmelden / registrieren / anhören / artikel anhören / lesezeit / kommentare / vorlesen / anzeige / werbung / weiterlesen / kopiere den"
    " / link kopiert / auf facebook / per mail / artikel teilen / artikel merken / startseite / einloggen / folgen",
    "compartir / imprimir / comentarios / guardar / suscríbete / publicidad / iniciar sesión / buscar / escuchar / cerrar / copiar / leer más / seguir leyendo / comentar / enviar / inicio / menú",
    "partager / imprimer / commenter / commentaires / s'abonner / abonnez-vous / publicité / se connecter / lire la suite / temps de lecture / écouter / rechercher / sauvegarder / copier / accueil / réagir / offrir",
    "compartilhar / compartilhe / partilhar / assine / publicidade / ouvir / condividi / stampa / commenti / abbonati / pubblicità / accedi / ascolta / leggi tutto / cerca / salva",
    "delen / deel / reageer / afdrukken / bewaar / bewaren / abonneren / inloggen / advertentie / del / annons / annonse / annonce / reklame / logg inn / logga in / dela / skriv ut / lyssna / lytt / jaa / tulosta / mainos / deila",
    "udostępnij / drukuj / komentarze / reklama / zaloguj / skomentuj / posłuchaj / sdílet / tisk / diskuze / přihlásit / zdieľať / megosztás / hirdetés / distribuie / comentarii / paylaş / yazdır / reklam / abone ol / giriş / podijeli / komentari",
    "поделиться / печать / комментарии / комментировать / реклама / подписаться / войти / поиск / читать далее / читать полностью / меню / поділитися / коментарі / друк / сподели / печат / подели / коментари / κοινοποίηση / εκτύπωση / σχόλια",
    "شارك / مشاركة / طباعة / تعليق / تعليقات / التعليقات / إعلان / اعلان / تابعنا / اشترك / نسخ الرابط / استمع / اشتراک / چاپ / نظرات / שתף / שתפו / תגובות / הדפסה / פרסומת",
    "공유 / 인쇄 / 스크랩 / 댓글 / 좋아요 / 구독 / 로그인 / 닫기 / 글자 / 글씨 / 기사 공유 / 기사 저장 / 이미지 / 본문 / 검색 / 메뉴 / シェア / 印刷 / コメント / ログイン / 保存 / 広告 / 続きを読む / 会員 / 有料 / 分享 / 打印 / 评论 / 評論 / 登录 / 登入 / 收藏 / 广告 / 廣告 / 返回 / 搜索 / 字号",
    "bagikan / komentar / iklan / kongsi / masuk / chia sẻ / bình luận / in bài / quảng cáo / đăng nhập / แชร์ / โฆษณา / शेयर / विज्ञापन / टिप्पणी / শেয়ার / পড়ুন",
)

# Openings after which other articles, forms, tags or reader comments follow, or which name another article.
ASIDE = (
    "related / recommended / suggested / similar / more from / more on / more in / more about / more stories / more news / more like / more to read / more coverage / more articles / more by / more top / more / read more / read next / read also"
    " / read the full / read the original / read the rest / read our / also read / also of interest / also on / see also / don't miss / don’t miss / latest / latest news / top stories / trending / popular / featured / most read / most popular / most viewed"
    " / most shared / most recent / you may like / you may also / you might also / you might like / what to read / up next / next story / in case you / editors' picks / editors’ picks / editor's picks / editor’s picks / editors' recommendations"
    " / editors’ recommendations / best of / around the web / from our partners / promoted / paid content / topics / topic / tags / tag / tagged / filed under / filed in / keywords / helpful keywords / categories / category / posted in / about the author / about the authors"
    " / about the writer / about this / about us / meet the author / contributors / join the conversation / join the discussion / what do you think / discussion / leave a reply / newsletter / newsletters / explore more / explore / recent posts / recent articles"
    " / sources / references / article tags / in this article / in this story / table of contents / contents / key points / related article / related articles / related stories / related story / related coverage / related news / related topics / related content / related video / related videos / recommended stories / recommended articles / recommended reading / recommended for / watch related / next up / further reading / other stories / other news / more headlines / top news / breaking news / live updates / what we know / on our radar / must read / you may have / the latest / stay connected",
    "mehr zum thema / mehr aus / mehr zu / mehr von / mehr artikel / mehr nachrichten / mehr / lesen sie auch / lesen sie mehr / lesen sie dazu / lesen sie hier / auch interessant / das könnte sie / das könnte dich / das könnte ihnen / zum thema / themen / schlagworte / weitere artikel"
    " / weitere themen / weitere meldungen / weitere nachrichten / weitere videos / weitere links / meistgelesen / neueste / empfohlen / empfehlungen / passend dazu / zur startseite / siehe auch / aktuelle nachrichten / aktuelle videos / über den autor / über die autorin / zum autor / auch lesenswert / mehr dazu / verwandte themen / lesetipp / lesetipps / interessant / redaktionsempfehlung",
    "noticias relacionadas / artículos relacionados / contenido relacionado / relacionadas / relacionado / te puede interesar / lo más leído / lo más visto / lo más / más noticias / más información / más sobre / más en / lee también / leer también / lee más / lea también / temas / temas relacionados / etiquetas / archivado en / ver más / mais lidas / leia também / leia mais / veja também / veja mais / saiba mais / tópicos / últimas noticias / conforme a / sobre la firma",
    "lire aussi / à lire aussi / a lire aussi / voir aussi / à voir aussi / lire également / sur le même / articles similaires / articles liés / les plus lus / à découvrir / mots-clés / pour aller plus / leggi anche / articoli correlati / potrebbe interessarti / più letti / argomenti / lees ook / lees meer / meer over / meer nieuws / meest gelezen / gerelateerd / gerelateerde artikelen / aangeraden",
    "les også / les mer / les flere / läs också / läs mer / läs även / mer om / mer från / flere saker / mest sett / mest läst / mest lest / mest læst / siste nytt / senaste nytt / læs også / læs mere / ämnen / ämnen i artikeln / emner / lue myös / lue lisää / tengdar / fleira / mest lesið / lesa meira / aiheet",
    "czytaj także / czytaj też / czytaj więcej / zobacz także / zobacz też / zobacz więcej / przeczytaj także / polecane / najnowsze / powiązane / tematy / tagi / čtěte také / čtěte více / související / nejčtenější / kapcsolódó / citește și / citește mai / pročitajte / ilgili haberler / devamını oku / διαβάστε",
    "читайте также / читайте ещё / читайте далее / читать также / по теме / материалы по теме / другие новости / последние новости / популярное / самое читаемое / теги / темы / смотрите также / рекомендуем / новости партнеров / читайте також / останні новини / теми / ключові слова / прочетете / още по темата / ещё по теме / главное",
    "اقرأ أيضا / اقرأ أيضاً / اقرأ المزيد / اقرأ أكثر / مواضيع ذات / مقالات ذات / أخبار ذات / أخبار أخرى / الأكثر قراءة / آخر الأخبار / المزيد / כתבות נוספות / עוד בנושא / קראו גם / مطالب مرتبط / بیشتر بخوانید",
    "관련기사 / 관련 기사 / 관련뉴스 / 관련 키워드 / 추천기사 / 추천 기사 / 많이 본 / 인기기사 / 인기뉴스 / 최신뉴스 / 주요뉴스 / 핵심 / 뉴스 / 기자의 / 関連 / おすすめ / ランキング / あわせて / 相关 / 相關 / 推荐 / 推薦 / 延伸 / 热门 / 熱門 / 责任编辑 / 責任編輯 / 标签 / 關鍵字 / 更多",
    "baca juga / baca selengkapnya / berita terkait / artikel terkait / terpopuler / topik / tin liên quan / xem thêm / đọc thêm / từ khóa / chủ đề / bài viết liên / ข่าวที่เกี่ยวข้อง / อ่านเพิ่มเติม / यह भी पढ़ें / ये भी पढ़ें / संबंधित / আরও পড়ুন / مزید پڑھیں / soma pia / soma zaidi",
)

# Newsletters, subscriptions, rights, contact, origin: sentences that a page adds to an article.
NOTICE = (
    "sign up / sign up for / subscribe to / subscribe for / register for / join us / join our / join the / become a / support our / support independent / get the / get our / get your / get all / get more / get breaking / get unlimited / get access / by subscribing / by signing / by clicking / by entering / by submitting / by providing"
    " / to read / to continue / to access / want more / want to / if you enjoyed / thanks for reading / thank you for / © / (c) / copyright / all rights reserved / all content / this document is / this material may / this article was / this article is / this story was / this story is / this content is / this post was / this site is / this report was / this transcript / originally published"
    " / first published / previously published / republished / reprinted / cross-posted / part may be / privacy / privacy policy / cookie / cookie policy / terms / terms of / contact / contact us / contact the / email us / download the / download our / click here / enter your / your email / unsubscribe / you can unsubscribe / you've successfully / you have successfully / original url / original article / original source"
    " / original link / source / source url / view original / view source / editing by / reporting by / (reporting by / additional reporting / written by / edited by / translated by / produced by / have a tip / got a tip / do you have / send tips / we may earn / when you purchase / if you buy / products featured / all products / our editors / disclaimer / disclosure / correction / editor's note / editor’s note / note / the views expressed / views expressed / opinions expressed / the opinions / follow us on / like us on / find us on / visit / learn more / to learn more / for more / for more information / submit / send us / stay informed / never miss / don't miss out / try / start your / already a / this is a / is a reporter / can be reached / he can be / she can be / provided by / published by / posted by / listen to this / fact checked / helpful / arrives / sent / delivered / advertise",
    "melden sie sich / abonnieren / abonnieren sie / jetzt / newsletter / mit ihrer anmeldung / alle rechte / impressum / datenschutz / nutzungsbedingungen / dieser artikel / dieser text / dieser beitrag / empfohlener redaktioneller / empfohlener externer / an dieser stelle / hier finden sie / quelle / hinweis / transparenzhinweis / artikelrechte / mit material von / folgen sie / sie wollen / sie haben / wir verwenden / externer inhalt / zur merkliste / der artikel",
    "suscríbase / suscríbete a / regístrate / todos los derechos / inscrivez-vous / recevez / tous droits / todos os direitos / tutti i diritti / iscriviti / schrijf je in / alle rechten / wszelkie prawa / źródło / fuente / fonte / bron / kilde / källa / zdroj / forrás / kaynak / recibe / apúntate / este artículo / cet article / ce contenu / questo articolo / dit artikel / © licencia",
    "все права / при использовании / при цитировании / подписывайтесь / подпишитесь / источник / усі права / підписуйтесь / джерело / جميع الحقوق / المصدر / انضم / تابع / حقوق / منبع / כל הזכויות / πηγή",
    "무단 / 저작권자 / 세상을 / ⓒ / 제보 / 転載 / 無断 / 版权 / 版權 / 未经 / 来源 / 來源 / 出典 / 编辑 / 編輯 / hak cipta / sumber / editor / theo dõi / nguồn / theo / chanzo / ที่มา / स्रोत",
)

# Who made a picture, or what it shows.
CREDIT = (
    "photo / photos / photo by / photograph / photograph by / image / images / image source / image credit / picture / pictures / pic / illustration / illustration by / graphic / video / credit / file / file photo / getty images / getty / handout / courtesy / courtesy of / screenshot / source image / caption / enlarge / © / (photo / (image / listen / watch / ap photo / reuters / afp",
    "foto / fotos / bild / bilder / bildquelle / grafik / imagen / immagine / imagem / crédit / crédits / crédito / zdjęcie / fot / kuva / mynd / (foto / (bild / фото / снимок / иллюстрация / світлина / صورة / الصورة / תמונה / צילום / عکس / fotoğraf / gambar / ảnh / ภาพ / चित्र / símbolo / symbolbild / archivbild / imago / quelle",
    "사진 / ▲ / △ / ▼ / (사진 / 写真 / 画像 / 图 / 圖 / 图片 / 圖片 / 资料图 / 【写真",
)
# A credit that stands within or behind a caption: the mark or bracket before an owner of pictures, or a phrase.
CREDITED = re.compile(
    r"[(/|©ⓒ—–][^\w(/|]{0,3}(?:(?i:the |photo |via |foto |by |credit |image ){0,2})(?:Getty|GETTY|REUTERS|Reuters|AFP\b|AP Photo|AP\)|AP/|EPA\b|Shutterstock|iStock|Imago|IMAGO"
    r"|imago|dpa\b|picture.alliance|Unsplash|Pexels|Alamy|Bloomberg|Xinhua|ZUMA|Sipa|Belga|ANP\b|ANSA\b|EFE\b|TASS\b|Wikimedia|Instagram|Handout|Pixabay|Keystone|APA\b|PAP\b|MTI\b|NTB\b|TT\b)"
)
CREDIT_PHRASES = (
    "photo by", "photo:", "photos:", "photo/", "photo credit", "photo courtesy", "image:", "image credit", "images)", "getty images", "file photo", "photo)",
    "(photo", "foto:", "foto ", "(foto", "bild:", "(bild", "©", "ⓒ", "📷", "📸", "courtesy of", "crédit", "credit:", "фото:", "사진=", "사진 =", "=연합뉴스", "제공", "写真:", "写真=", "via ap", "ap photo", "screenshot", "handout",
)  # fmt: skip

FAMILIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("interface", INTERFACE),
    ("aside", ASIDE),
    ("notice", NOTICE),
    ("credit", CREDIT),
)
LONGEST = 420  # code points: a longer block is prose, whatever words it starts with
WORD_EDGE = " \t:;.,!?»«|/·•>*-–—=…"


@cache
def openings() -> dict[str, int]:
    """Opening, case folded, to the bits of its families: 1 interface, 2 aside, 4 notice, 8 credit."""
    table: dict[str, int] = {}
    for bit, (_, languages) in enumerate(FAMILIES):
        for phrase in " / ".join(languages).split(" / "):
            table[phrase.casefold()] = table.get(phrase.casefold(), 0) | 1 << bit
    return table


def find_cues(text: str) -> int:
    """Bits of the families whose openings a block starts with; 0 for a long block.

    A credit may also stand within a block (`Ambassadors vote. / Credit: A. Name/AFP via Getty Images`).
    """
    if len(text) > LONGEST:
        return 0
    table, bits = openings(), 0
    folded = text.casefold()
    words = folded[:60].split(" ", 4)[:4]
    head = ""
    for word in words:
        head = f"{head} {word}" if head else word
        bits |= table.get(head, 0) or table.get(head.strip(WORD_EDGE), 0)
    if text[0] > "\u0e00":  # scripts that may write no spaces
        for length in (1, 2, 3, 4):
            bits |= table.get(text[:length], 0)
    return bits | 8 if _credit_phrases().find_matches_as_indexes(folded) or CREDITED.search(text) else bits


@cache
def _credit_phrases() -> AhoCorasick:
    return AhoCorasick(CREDIT_PHRASES)
