"""Samples for assessors: what is read, and what is named where it is wrong."""

import re

import pytest

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.faults import Severity
from bot.curriculum.loading import load
from bot.curriculum.samples import CHECKS
from bot.curriculum.translations.sources import read_sources
from bot.curriculum.verdicts import Verdict
from bot.curriculum.words import LANGUAGES
from bot.evidence.rules.pieces import Check
from tests.curriculum.folder import ContentOnDisk, faults, found

FILE, SWEDISH = "en/samples/two-moves.yaml", "sv/samples/two-moves.yaml"
SAMPLE = """\
version: 1
id: two-moves
outcome: "7.1"
title: Two moves
candidate: A trainee in Graz.
handed_in: 2026-10-01
pieces:
  - id: file
    kind: case_file
    done_on: 2026-09-08
    confirmed: [valid, current]
    context: One line.
    text: I looked it **up**.
  - id: visit
    kind: visit
    done_on: 2026-09-09
    confirmed: [valid, authentic, current, sufficient]
    context: Another line.
    text: I was there.
verdicts:
  - {criterion: 7.1.c1, verdict: met, reason: It is there.}
  - {criterion: 7.1.c2, verdict: partly, reason: Half of it.}
  - {criterion: 7.1.c3, verdict: not_yet, reason: None of it.}
"""
TRANSLATION = """\
translates: 1
title: Två flyttar
candidate: En deltagare i Graz.
pieces:
  file: {context: En rad., text: Jag slog upp det.}
  visit: {context: En rad till., text: Jag var där.}
verdicts: {7.1.c1: Det finns., 7.1.c2: Hälften., 7.1.c3: Inget.}
"""


@pytest.fixture
def sampled(content: ContentOnDisk) -> ContentOnDisk:
    content.write(FILE, SAMPLE)
    content.write(SWEDISH, TRANSLATION)
    return content


def test_a_sample_is_read_with_its_pieces_and_verdicts(sampled: ContentOnDisk) -> None:
    sample = load(sampled.folder).samples["two-moves"]
    assert [(piece.id, piece.confirmed) for piece in sample.pieces] == [
        ("file", ("valid", "current")),
        ("visit", CHECKS),
    ]
    assert [said.verdict for said in sample.references] == [
        Verdict.MET,
        Verdict.PARTLY,
        Verdict.NOT_YET,
    ]
    assert sample.is_in("sv")
    assert not sample.is_in("de")
    assert faults(sampled) == []


def test_what_a_candidate_confirms_is_what_trainees_confirm() -> None:
    assert tuple(map(str, Check)) == CHECKS


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("kind: visit", "kind: letter", "`letter` is no kind of evidence"),
        ("valid, current", "valid, nice", "`nice` is nothing to confirm"),
        ("verdict: partly", "verdict: half", "`half` is no verdict"),
        ("done_on: 2026-09-09", "done_on: 2026-11-01", "done after it was handed in"),
        ("id: visit", "id: file", "two pieces have one id"),
        ('outcome: "7.1"', 'outcome: "9.9"', "no outcome has the id `9.9`"),
        ("7.1.c2, verdict", "7.1.c4, verdict", "not those on the criteria of `7.1`"),
        ("I was there.", "x" * 561, "561 characters where 560 fit"),
        ("It is there.", '"*Here*."', "formatting is not possible here"),
    ],
)
def test_each_fault_is_named_with_its_line(
    sampled: ContentOnDisk, old: str, new: str, problem: str
) -> None:
    changed = SAMPLE.replace(old, new)
    sampled.write(FILE, changed)
    (named,) = [fault for fault in faults(sampled) if problem in fault]
    assert re.match(rf"{FILE}:[1-9]", named)


def test_one_piece_alone_is_too_little_to_judge(sampled: ContentOnDisk) -> None:
    start, end = SAMPLE.index("  - id: visit"), SAMPLE.index("verdicts:")
    sampled.write(FILE, SAMPLE[:start] + SAMPLE[end:])
    assert f"{FILE}:7: 1 pieces" in faults(sampled)


def test_the_same_verdict_throughout_is_noted(sampled: ContentOnDisk) -> None:
    sampled.write(FILE, SAMPLE.replace("partly", "met").replace("not_yet", "met"))
    (note,) = [one for one in found(sampled, Severity.NOTE) if "throughout" in one]
    assert note.startswith(f"{FILE}:20: ")


def test_a_changed_reason_makes_another_fingerprint_and_a_translation_does_not(
    sampled: ContentOnDisk,
) -> None:
    first = load(sampled.folder).samples["two-moves"].fingerprint
    sampled.write(SWEDISH, TRANSLATION.replace("Hälften.", "En del."))
    assert load(sampled.folder).samples["two-moves"].fingerprint == first
    sampled.write(FILE, SAMPLE.replace("Half of it.", "A part of it."))
    assert load(sampled.folder).samples["two-moves"].fingerprint != first


def test_translators_get_every_text_of_a_sample(sampled: ContentOnDisk) -> None:
    (file,) = [f for f in read_sources(sampled.folder).files if f.file == "samples/two-moves.yaml"]
    assert [text.key.partition("/two-moves/")[2] for text in file.texts] == [
        "title",
        "candidate",
        "pieces.file.context",
        "pieces.file.text",
        "pieces.visit.context",
        "pieces.visit.text",
        "verdicts.7.1.c1",
        "verdicts.7.1.c2",
        "verdicts.7.1.c3",
    ]


def test_coverage_names_the_samples_of_an_outcome(loaded_content: Curriculum) -> None:
    from bot.curriculum.coverage import coverage

    by_outcome = {of.outcome.id: of.samples for of in coverage(loaded_content) if of.samples}
    assert by_outcome["3.1"] == ("joinery",)
    assert len({loaded_content.outcomes[one].unit for one in by_outcome}) >= 4


def test_each_sample_we_bring_divides_and_stands_in_every_language(
    loaded_content: Curriculum,
) -> None:
    for sample in loaded_content.samples.values():
        assert len({one.verdict for one in sample.references}) == len(Verdict), sample.id
        assert all(sample.is_in(language) for language in LANGUAGES), sample.id
