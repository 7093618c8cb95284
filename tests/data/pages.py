"""Pages that tests are run on: made here, in the manners of newspapers, with the noise around the article."""

from __future__ import annotations

TR = (
    "Türkiye ile Kırgızistan arasındaki ticaret hacmi geçen yıl yüzde 13,6 artarak 4,1 milyar dolara ulaştı. "
    "Ticaret Bakanı, Bişkek'te düzenlenen iş forumunda yaptığı konuşmada iki ülkenin ilişkilerini değerlendirdi.",
    "Bakan, karşılıklı yatırımların 2 milyar doları aştığını, Kırgızistan'da bin 700 şirketin faaliyet gösterdiğini "
    "söyledi. Hedefin önümüzdeki beş yılda 10 milyar dolar olduğunu vurguladı.",
    "Görüşmelerde ulaştırma, enerji ve tarım alanlarında yeni anlaşmaların imzalanması için çalışmalar ele alındı.",
)
RU = (
    "Товарооборот между Россией и Киргизией в прошлом году вырос на 13,6% и достиг рекордных 4,1 млрд долларов. "
    "Об этом заявил министр экономического развития на деловом форуме, который прошёл в Бишкеке.",
    "По его словам, взаимные инвестиции приближаются к 2 млрд долларов, в республике работают 1700 предприятий с "
    "российским капиталом. В планах сторон довести объём торговли до 5 млрд долларов.",
    "Стороны также обсудили сотрудничество в энергетике, транспорте и сельском хозяйстве, сообщает пресс-служба.",
)
EN = (
    "Trade between China and Russia rose 26.3 percent last year to a record $240 billion, the customs office said. "
    "Exports to Russia grew by almost half, while imports from Russia rose by 13 percent over the same period.",
    "The two governments had set a target of $200 billion for 2024, which was reached a year early, officials said "
    "at a press conference held in Beijing on the margins of the annual forum.",
    "Both sides also discussed cooperation in energy, transport and agriculture, according to a statement.",
)
TITLES = {
    TR: "Türkiye-Kırgızistan ticaret hacmi 4,1 milyar dolara ulaştı",
    RU: "Товарооборот России и Киргизии вырос до 4,1 млрд долларов",
    EN: "China-Russia trade hits record 240 billion dollars",
}
NOISE_BEFORE = (
    "<nav><ul><li><a href=/>Menu One</a><li><a href=/e>Menu Two</a></ul></nav>"
    "<div class=cookie-banner>We use cookies. Çerez politikası. Мы используем файлы cookie. <button>OK</button></div>"
)
NOISE_AFTER = (
    "<aside class=related><h3>Related</h3><ul><li><a href=/a>Related story about 99 billion</a>"
    "<li><a href=/b>İlgili haber 88 milyar</a></ul></aside><footer><p>Copyright 2026 All rights reserved</p></footer>"
    "<script>var x = 'Ç ö ü ş ğ ı';</script>"
)


def page(
    story: tuple[str, ...], *, head: str = "", byline: str = "", title: str | None = None, after: str = NOISE_AFTER
) -> str:
    """A whole page around a story; `head` goes into the head, `byline` between headline and body."""
    name = TITLES[story] if title is None else title
    paragraphs = "".join(f"<p>{text}</p>" for text in story)
    return (
        f"<!DOCTYPE html><html><head><title>{name} - Haber Sitesi</title>{head}</head><body>{NOISE_BEFORE}"
        f"<main><article><h1>{name}</h1>{byline}<div class=content>{paragraphs}</div></article></main>"
        f"{after}</body></html>"
    )
