"""What a plan promises in a form: its events, by the rule, the policy and the form alone."""

from __future__ import annotations

from eventcoder.codebook.model import Policy
from eventcoder.event import NOBODY
from eventcoder.testing.phrasing.forms import Form
from eventcoder.testing.phrasing.parties import Party
from eventcoder.testing.phrasing.plan import Plan


def promised(plan: Plan, form: Form, policy: Policy) -> str:
    """The events that a plan promises in a form.

    Args:
        plan: the plan.
        form: a form that it can have.
        policy: has the transitions.

    Returns:
        Events in the notation of cases.
    """
    source = None if form.voice == "agentless" else plan.source
    sources, targets = [source], [plan.target]
    if form.several == "sources":
        sources.append(plan.country.party)
    if form.several == "targets":
        targets.append(plan.country.party)
    code, status = coded(plan.rule.code or "", form.status, source is not None, policy)
    lines = {f"{_code(one)} {code} {_code(other)} {status}".removesuffix(" asserted") for one in sources for other in targets}
    return "; ".join(sorted(lines))


def coded(code: str, status: str, has_source: bool, policy: Policy) -> tuple[str, str]:
    """The code and the status of an event, by the transitions of the policy."""
    rows = [row for row in policy.transitions if row.status == status and code.startswith(row.family)]
    name = "negated" if status.startswith("negated") else status
    if not rows or not has_source:
        return code, name
    changed = max(rows, key=lambda row: len(row.family)).code
    return changed, "asserted" if name == "negated" and changed != code else name


def _code(party: Party | None) -> str:
    return NOBODY if party is None else party.code
