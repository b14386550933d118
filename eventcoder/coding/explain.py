"""Why a sentence gave these events, or none."""

from __future__ import annotations

from eventcoder.coding.events import Frame, sentence_events
from eventcoder.coding.matcher import SentenceMatcher
from eventcoder.coding.parties import resolve
from eventcoder.grammar.status import clause_status


def explain_sentence(matcher: SentenceMatcher, frame: Frame) -> str:
    """Say for each trigger in a sentence what it gave, or what it lacked.

    Args:
        matcher: the readings of the sentence.
        frame: what its events inherit from the document.

    Returns:
        Lines of text.
    """
    sentence = matcher.sentence
    lines = [sentence.text]
    events = list(sentence_events(matcher, frame))
    lines += ["  " + line for event in events for line in event.explain().splitlines()]
    spoken = {event.trigger.token for event in events}
    used = {i: match for match in matcher.coded() for i in match.consumed}
    for index in matcher.triggers:
        if index in spoken:
            continue
        word = sentence[index].text
        readings = matcher.readings(index)
        if not readings:
            lines.append(f"  {word!r} is a trigger, but no pattern of it found its slots")
            continue
        match = readings[0]
        if match.rule.code is None:
            lines.append(f"  {word!r} is no event by rule {match.rule.id}: {match.pattern.text}")
        elif index in used:
            lines.append(f"  {word!r} belongs to the event of {sentence[used[index].trigger].text!r} (rule {used[index].rule.id})")
        else:
            sources = ", ".join(a.code or a.text for a in resolve(match.sources, matcher.mentions)) or "none"
            targets = ", ".join(a.code or a.text for a in resolve(match.targets, matcher.mentions)) or "none"
            status = clause_status(match.clause).name
            lines.append(
                f"  {word!r} matches rule {match.rule.id} ({match.pattern.text}) but lacks a party: "
                f"source {sources}, target {targets}, status {status}"
            )
    if len(lines) == 1:
        lines.append("  no word of this sentence is a trigger of any rule")
    return "\n".join(lines)
