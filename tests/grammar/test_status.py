"""Which status a clause has: one row a construction, on frozen trees (tools/freeze_tables.py)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from eventcoder.document import Sentence
from eventcoder.english.lexicon import Lexicon, load_lexicon
from eventcoder.formats.conllu import read_conllu
from eventcoder.grammar.clauses import Clause, is_predicate, verbal_kind
from eventcoder.grammar.status import Status, clause_status

# sentence, trigger word (its last occurrence with "<"), status
ASSERTED = (
    # voices and clauses
    ("Iran attacked Israel.", "attacked"),
    ("Israel was attacked by Iran.", "attacked"),
    ("Rebels who attacked the convoy fled to the hills.", "attacked"),
    ("The convoy attacked by rebels was carrying food.", "attacked"),
    ("The city, which had been captured by rebels, was calm.", "captured"),
    ("Troops shelled the village, killing 12 people.", "killing"),
    ("The army captured the town and arrested the mayor.", "arrested"),
    ("After the army shelled the town, residents fled.", "shelled"),
    ("By bombing the port, Israel escalated the war.", "bombing"),
    ("The president is visiting Moscow.", "visiting"),
    ("Two years after invading Georgia, Russia recognised the region.", "invading"),
    ("Police cracked down on protesters.", "cracked"),
    ("The two leaders met in Paris.", "met"),
    ("Rebels attacked the town while the government was negotiating with their leaders.", "negotiating"),
    # control, raising and transparent verbs
    ("Militants continued to target civilians.", "target"),
    ("Troops began shelling the town.", "shelling"),
    ("The rebels were forced to withdraw.", "withdraw"),
    ("Russia managed to capture the city.", "capture"),
    ("Israel is reported to have attacked the base.", "attacked"),
    ("Witnesses saw soldiers beat the protesters.", "beat"),
    ("The general regretted attacking the village.", "attacking"),
    ("Turkey has helped rescue the hostages.", "rescue"),
    # event nouns and light verbs
    ("Israeli strikes in Gaza killed nine people.", "strikes"),
    ("Russia launched an attack on Ukraine.", "attack"),
    ("The government held talks with the rebels.", "talks"),
    ("The United Nations condemned the attack on the embassy.", "attack"),
    ("The United States did not condemn the attack on the embassy.", "attack"),
    ("Russia may respond to the attack on the bridge.", "attack"),
    ("Israel denied responsibility for the attack on the hospital.", "attack"),
    ("The United States imposed sanctions on Iran.", "sanctions"),
    # reports
    ("The ministry said that Israel bombed the port.", "bombed"),
    ("According to the ministry, Israel bombed the port.", "bombed"),
    ('"Israel bombed the port," the minister said.', "bombed"),
    ("Israel bombed the port, the minister said on Friday.", "bombed"),
    ("Officials confirmed that troops had entered the town.", "entered"),
    ("Rebels reportedly killed the mayor.", "killed"),
    ("The ministry said it was not aware that Israel had bombed the port.", "bombed"),
    # what stands beside it does not reach it
    ("Iran attacked Israel and will attack it again.", "attacked"),
    ("Israel bombed the port, which was not defended.", "bombed"),
    ("The minister, who did not attend the summit, criticised Iran.", "criticised"),
    ("Troops attacked the village before the rebels could withdraw.", "attacked"),
    ("Israel attacked Iran to prevent a war.", "attacked"),
    ("Iran not only attacked Israel but also seized a ship.", "attacked"),
    ("Police arrested no fewer than 30 protesters.", "arrested"),
    ("Iran did not attack Israel, saying it wanted peace.", "saying"),
    ("The minister will say that Israel bombed the port.", "bombed"),
    ("Police arrested the men who planned the attack on the embassy.", "attack"),
    ("Rebels will withdraw under a deal signed with the government.", "signed"),
    ("The ministry denied the reports, calling on the rebels to withdraw.", "calling"),
    ("Why did Israel bomb the port?", "bomb"),
)
FUTURE = (
    ("The president will visit Moscow.", "visit"),
    ("The ministers are going to meet in Paris.", "meet"),
    ("Turkey is planning to attack the rebels.", "attack"),
    ("The minister is scheduled to meet his counterpart.", "meet"),
    ("The king is due to visit Spain.", "visit"),
    ("France is about to impose sanctions on Mali.", "sanctions"),
    ("The leaders are expected to sign the treaty.", "sign"),
    ("The minister said that Turkey will send troops.", "send"),
    ("The minister said that Turkey would send troops.", "send"),
    ("The troops will withdraw and return home.", "return"),
    ("The ministers will hold talks with the rebels.", "talks"),
    ("Talks with the rebels will be held on Friday.", "Talks"),
    ("Turkey announced it will soon begin to train the rebels.", "train"),
    ("The United States is set to impose new sanctions on Iran.", "sanctions"),
    ("Iran warned that it will attack Israel if the raids continue.", "attack"),
    ("The minister warned that France would expel the envoy if the raids continued.", "expel"),
    ("The two presidents are to meet in Geneva.", "meet"),
    ("The rebels are planning an attack on the city.", "attack"),
    ("Talks between the government and the rebels will take place in Doha.", "Talks"),
    ("There will be talks between the government and the rebels.", "talks"),
    ("Talks between the government and the rebels will resume on Monday.", "Talks"),
    ("France will respond by imposing sanctions on Mali.", "imposing"),
)
NEGATED = (
    ("Iran did not attack Israel.", "attack"),
    ("Iran didn't attack Israel.", "attack"),
    ("Iran never attacked Israel.", "attacked"),
    ("The army has not yet entered the town.", "entered"),
    ("No troops entered the city.", "entered"),
    ("None of the troops entered the city.", "entered"),
    ("Nobody attacked the convoy.", "attacked"),
    ("Neither side attacked the other.", "attacked"),
    ("Police arrested no protesters.", "arrested"),
    ("The police neither arrested nor beat the protesters.", "arrested"),
    ("The police neither arrested nor beat the protesters.", "beat"),
    ("The troops did not attack the town or shell the village.", "shell"),
    ("Israel denied bombing the hospital.", "bombing"),
    ("Israel denied that it had bombed the hospital.", "bombed"),
    ("Israel has denied reports that it bombed the hospital.", "bombed"),
    ("The sides failed to agree on a truce.", "agree"),
    ("Russia refrained from attacking the base.", "attacking"),
    ("Israel avoided attacking the base.", "attacking"),
    ("The column entered the town without attacking the rebels.", "attacking"),
    ("No attack on the embassy took place.", "attack"),
    ("There was no attack on the embassy.", "attack"),
    ("The ministers did not hold talks with the rebels.", "talks"),
    ("The ministers ended the day without talks with the rebels.", "talks"),
    ("Iran will not attack Israel.", "attack"),
    ("Iran won't attack Israel.", "attack"),
    ("Turkey does not plan to attack the rebels.", "attack"),
    ("The army was not forced to withdraw.", "withdraw"),
    ("It is not true that Israel bombed the port.", "bombed"),
    ("Turkey no longer supports the rebels.", "supports"),
    ("Israel denied an attack on the hospital.", "attack"),
    ("Talks between the government and the rebels have not begun.", "Talks"),
    ("The council does not believe that rebels attacked the convoy.", "attacked"),
    ("Hardly any rebels attacked the town.", "attacked"),
    ("Iran has stopped short of attacking Israel.", "attacking"),
)
HYPOTHETICAL = (
    ("Iran may attack Israel.", "attack"),
    ("Israel could be attacked by Iran.", "attacked"),
    ("The army might have attacked the town.", "attacked"),
    ("If Iran attacks Israel, the United States will retaliate.", "attacks"),
    ("The United States would retaliate if Iran attacked Israel.", "retaliate"),
    ("Unless the rebels withdraw, the army will shell the town.", "withdraw"),
    ("Police are investigating whether rebels attacked the convoy.", "attacked"),
    ("Russia should withdraw its troops.", "withdraw"),
    ("Russia must release the prisoners.", "release"),
    ("Russia has to release the prisoners.", "release"),
    ("The council urged Israel to lift the blockade.", "lift"),
    ("Iran threatened to attack Israel.", "attack"),
    ("The minister demanded that Russia release the prisoners.", "release"),
    ("Russia is committed to withdrawing its troops.", "withdrawing"),
    ("The plan to attack Iran was rejected.", "attack"),
    ("Rebels have the ability to attack the city.", "attack"),
    ("Troops crossed the border to attack the rebels.", "attack"),
    ("Iran warned Israel of a possible attack on its embassies.", "attack"),
    ("The foiled coup against the president angered the army.", "coup"),
    ("Perhaps Iran attacked the ship.", "attacked"),
    ("Did Iran attack the ship?", "attack"),
    ("Rebels may attack the town and seize the airport.", "seize"),
    ("The government can hold talks with the rebels.", "talks"),
    ("It is possible that rebels attacked the convoy.", "attacked"),
    ("The army was ordered to attack the town.", "attack"),
    ("Iran would have attacked the ship.", "attacked"),
    ("Are troops shelling the village?", "shelling"),
    ("The government is ready to negotiate with the rebels.", "negotiate"),
)
CLAIMED = (
    ("Israel accused Iran of attacking the ship.", "attacking"),
    ("Iran was accused of supplying drones to Russia.", "supplying"),
    ("Ukraine blamed Russia for shelling the plant.", "shelling"),
    ("Prosecutors charged the general with ordering the massacre.", "ordering"),
    ("Iran allegedly attacked the ship.", "attacked"),
    ("The alleged attack on the ship angered Israel.", "attack"),
    ("The opposition claimed that police had beaten protesters.", "beaten"),
    ("Police beat the protesters, the opposition claimed.", "beat"),
    ('"Police beat the protesters," the opposition alleged.', "beat"),
    ("The rebels are believed to have killed the mayor.", "killed"),
    ("It is believed that the rebels killed the mayor.", "killed"),
    ("Israel claims to have killed the commander.", "killed"),
    ("The minister dismissed claims that police beat the protesters.", "beat"),
    ("Troops suspected of killing the mayor were arrested.", "killing"),
    ("The opposition claimed that police beat and arrested the protesters.", "arrested"),
)

TABLE = tuple(
    (sentence, trigger, name)
    for name, rows in (
        ("asserted", ASSERTED),
        ("future", FUTURE),
        ("negated", NEGATED),
        ("hypothetical", HYPOTHETICAL),
        ("claimed", CLAIMED),
    )
    for sentence, trigger in rows
)


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


@cache
def trees() -> dict[str, Sentence]:
    path = Path(__file__).parents[1] / "data" / "status.conllu"
    return {document.text: document.sentences[0] for document in read_conllu(path.read_text("utf-8"), str(path))}


def status_of(text: str, word: str) -> Status:
    sentence = trees()[text]
    index = next(token.index for token in sentence if token.text == word)
    kind = "state" if is_predicate(sentence, index) and verbal_kind(sentence, index) is None else verbal_kind(sentence, index)
    assert kind is not None, f"{word!r} heads no clause"
    return clause_status(Clause(sentence, lexicon(), index, kind))


@pytest.mark.parametrize(("sentence", "trigger", "name"), TABLE)
def test_status(sentence: str, trigger: str, name: str) -> None:
    assert status_of(sentence, trigger).name == name


@pytest.mark.parametrize(
    ("sentence", "trigger", "speaker"),
    [
        ("The ministry said that Israel bombed the port.", "bombed", "ministry"),
        ("According to the ministry, Israel bombed the port.", "bombed", "ministry"),
        ('"Israel bombed the port," the minister said.', "bombed", "minister"),
        ("Israel bombed the port, the minister said on Friday.", "bombed", "minister"),
        ("The opposition claimed that police had beaten protesters.", "beaten", "opposition"),
        ("Police beat the protesters, the opposition claimed.", "beat", "opposition"),
        ("Israel denied that it had bombed the hospital.", "bombed", "Israel"),
        ("Iran attacked Israel.", "attacked", None),
    ],
)
def test_attribution(sentence: str, trigger: str, speaker: str | None) -> None:
    heads = [trees()[sentence][i].text for i in status_of(sentence, trigger).speakers]
    assert heads == ([] if speaker is None else [speaker])


@pytest.mark.parametrize(
    ("sentence", "trigger", "tense", "modality"),
    [
        ("Iran attacked Israel.", "attacked", "past", ""),
        ("The president is visiting Moscow.", "visiting", "present", ""),
        ("The president will visit Moscow.", "visit", "future", "will"),
        ("Iran may attack Israel.", "attack", "", "may"),
        ("The army might have attacked the town.", "attacked", "past", "might"),
        ("If Iran attacks Israel, the United States will retaliate.", "attacks", "present", "if"),
        ("Iran will not attack Israel.", "attack", "future", "will"),
    ],
)
def test_tense_and_modality(sentence: str, trigger: str, tense: str, modality: str) -> None:
    status = status_of(sentence, trigger)
    assert (status.tense, status.modality) == (tense, modality)


def test_a_refusal_is_negated_and_future() -> None:
    status = status_of("Iran will not attack Israel.", "attack")
    assert status.future
    assert status.polarity == "negative"
    assert status.committed


def test_a_condition_is_no_commitment() -> None:
    assert not status_of("The United States would retaliate if Iran attacked Israel.", "retaliate").committed
