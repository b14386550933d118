"""Texts that are English, and texts that are not."""

from __future__ import annotations

import pytest

from eventcoder.english.lexicon import Lexicon
from eventcoder.english.recognition import is_english

FOREIGN = {
    "Spanish": "El presidente de Venezuela condenó el lunes las sanciones de Washington y lo acusó de atacar la economía del país.",
    "French": "Le président français a condamné lundi l'attaque contre l'ambassade à Paris, et la police a arrêté douze manifestants.",
    "German": "Die Bundesregierung hat am Montag den Angriff auf die israelische Botschaft in Berlin verurteilt. Der Minister war in "
    "Paris, und die Polizei nahm zwölf Demonstranten fest.",
    "Dutch": "De Nederlandse regering heeft maandag de aanval op de ambassade van Israël in Den Haag veroordeeld, en de politie heeft "
    "twaalf demonstranten opgepakt.",
    "Swahili": "Rais wa Kenya alilaani shambulio dhidi ya ubalozi wa Israeli mjini Nairobi siku ya Jumatatu, huku polisi wakiwakamata "
    "waandamanaji kumi na wawili katikati ya jiji.",
    "Arabic": "أدان الرئيس المصري يوم الاثنين الهجوم على السفارة في القاهرة، واعتقلت الشرطة اثني عشر متظاهرا.",
    "Chinese": "中国外交部周一谴责了对以色列驻北京大使馆的袭击。警方在市中心逮捕了十二名示威者。",
    "Russian": "Президент России осудил в понедельник нападение на посольство в Москве, а полиция задержала двенадцать демонстрантов.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages(language: str, lexicon: Lexicon) -> None:
    assert not is_english(FOREIGN[language], lexicon)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 34",
        "China, Russia sign gas deal",
        "Erdoğan, Sánchez, Løkke Rasmussen, Škoda",
        "Police in Córdoba arrested 12 protesters on Monday, and the president of Argentina condemned the violence in a statement.",
        "Chinese President Xi Jinping (习近平) told his Russian counterpart that both countries would deepen their ties, Xinhua said.",
    ],
)
def test_english_and_what_is_too_short_to_say(text: str, lexicon: Lexicon) -> None:
    assert is_english(text, lexicon)
