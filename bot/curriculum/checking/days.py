"""Days of facts, against the day on which the check runs."""

from __future__ import annotations

from datetime import date

from bot.curriculum.reading.findings import Findings


def judge_days(findings: Findings, today: date) -> None:
    """None can have been checked tomorrow; what is past its review is withdrawn, which is noted."""
    for dated in findings.dated:
        if dated.valid_as_of and dated.valid_as_of > today:
            problem = f"valid_as_of {dated.valid_as_of} is still to come"
            findings.fault(dated.checked_at, problem, "write the day on which it was checked")
        if dated.review_by and dated.review_by <= today:
            problem = f"withdrawn since {dated.review_by}"
            findings.note(dated.reviewed_at, problem, "check the fact, then set both days anew")
