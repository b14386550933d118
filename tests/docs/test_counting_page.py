"""The page about panels: its example comes out as it says."""

from __future__ import annotations

import doctest
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "counting.md").read_text("utf-8")
EVENTS = """\
id,doc_id,date,date_end,date_precision,source,target,code,root,quad,goldstein,status,reciprocal,dead_low,place_country,sentence
e1,a,2024-05-13,2024-05-13,day,RUSMIL,UKR,190,19,4,-10,asserted,false,12,UKR,Russian troops shelled a town in Ukraine.
e2,b,2024-05-13,2024-05-13,day,RUSMIL,UKR,190,19,4,-10,asserted,false,12,UKR,A town in Ukraine was shelled by Russian troops.
e3,c,2024-05-14,2024-05-14,day,RUSMIL,UKRCVL,190,19,4,-10,asserted,false,,UKR,Russian troops attacked civilians.
e4,c,2024-05-15,2024-05-15,document,USA,UKR,040,04,1,1.0,asserted,true,,UKR,The United States and Ukraine held talks.
"""


def test_the_example() -> None:
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    example = parser.get_doctest(PAGE.replace("```", ""), {"events": EVENTS}, "counting.md", "docs/counting.md", 0)
    runner.run(example)
    assert (runner.failures, runner.tries > 0) == (0, True)
