"""What a line of a codebook stands for: parts that may lack, families beside words, and a table of codes."""

from __future__ import annotations

import pytest

from eventcoder.codebook.variants import PatternError, variants


@pytest.mark.parametrize(
    ("line", "act", "expected"),
    [
        ("attack TARGET", "", ["attack TARGET"]),
        ("attack TARGET [with {GUN}]", "", ["attack TARGET", "attack TARGET with {GUN}"]),
        ("meet [with] TARGET [on|over *]", "", ["meet TARGET", "meet TARGET on|over *", "meet with TARGET", "meet with TARGET on|over *"]),
        ("halt <07>|{AID}|talks|<04>", "", ["halt <04>", "halt <07>", "halt {AID}|talks"]),
        ("SUBJECT:<14>|{STORM} stop", "", ["SUBJECT:<14> stop", "SUBJECT:{STORM} stop"]),
        ("urge TARGET to|for <06>", "", ["urge TARGET for <06>", "urge TARGET to <06>"]),
        ("agree on|to {TALKS}", "", ["agree on|to {TALKS}"]),
        ("seek ACT [from TARGET]", "<07>", ["seek <07>", "seek <07> from TARGET"]),
        ("promise to ACT", "<07>|{AID}", ["promise to <07>"]),
        ("promise that ACT", "<07>|{AID}", ["promise that <07>"]),
        ("promise to ACT", "{AID}", ["promise to {AID}"]),
        ("march ACT", "against|over {LAW}", ["march against|over {LAW}"]),
        ("seek TARGET:ACT", "{REFORM}", ["seek TARGET:{REFORM}"]),
    ],
)
def test_a_line_is_written_out(line: str, act: str, expected: list[str]) -> None:
    assert sorted(variants(line, act)) == expected


@pytest.mark.parametrize(
    ("line", "act", "message"),
    [
        ("attack [TARGET with", "", "expected brackets in pairs"),
        ("attack TARGET] with *", "", "expected brackets in pairs"),
        ("attack[ed] TARGET", "", "expected brackets in pairs"),
        ("urge TARGET to <06>", "<06>", "expected ACT in each pattern of a rule with codes"),
        ("urge TARGET [to ACT]", "<06>", "expected ACT in each pattern of a rule with codes"),
    ],
)
def test_what_cannot_be_written_out(line: str, act: str, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        variants(line, act)
    assert str(caught.value).startswith(message)
