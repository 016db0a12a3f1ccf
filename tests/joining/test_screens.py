"""Every screen of joining, in every language: short, few buttons, addresses that fit."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot import places
from bot.joining.addresses import PickExpiry, PickQuota
from bot.joining.lists.addresses import SendList
from bot.joining.lists.rules import (
    Faulty,
    Followed,
    Invitee,
    PeopleList,
    Progress,
    State,
    Wrong,
)
from bot.joining.lists.workbook import EXAMPLE, pack_rows
from bot.joining.moving.rules import Claim, ClaimState, Code, Move
from bot.joining.rules import (
    STEPS,
    Interest,
    Invitation,
    InvitationKind,
    Layout,
    ScopeOffer,
    Step,
    Totals,
)
from bot.joining.screens import (
    door,
    handing_out,
    interests,
    inviting,
    listing,
    moving,
    privacy,
    profile,
)
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen, screen_to_data
from bot.kit.text import plain, utf16_length
from bot.people.actions import CONSENT_VERSION
from bot.people.rules import Decision, Grant, Person, Role, ScopeKind, Sector

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LONG_ID = 9_999_999_999
THORDIS = Person(
    1, "p", LONG_ID, "Þórdís Ægisdóttir", "is", "Atlantic/Reykjavik",
    country="IS", sector=Sector.INTEGRATION, study_days=(0, 1, 2, 3, 4, 5, 6),
    study_time=time(17, 30), consent_version=CONSENT_VERSION, profile_complete=True,
    grants=frozenset(Grant(role) for role in Role),
)  # fmt: skip
NEW = replace(THORDIS, profile_complete=False, country=None, sector=None, study_days=())
COHORT = ScopeOffer(ScopeKind.COHORT, str(LONG_ID), "C" * 60)
LINK = "https://t.me/jobbroker_long_name_demo_bot?start=" + "x" * 32
INVITATION = Invitation(
    1, InvitationKind.COHORT, Grant(Role.ADMINISTRATOR, ScopeKind.COHORT, str(LONG_ID)), 1, 100,
    NOW + timedelta(days=90), None, 1, NOW, 100, 99, "abcdefghij",
)  # fmt: skip
LISTED = inviting.Listed(INVITATION, COHORT)


def at_the_door(words: Words) -> Iterator[Screen]:
    contact = "Data protection officer, privacy@example.org"
    for page in range(door.VISITOR_PAGES):
        yield door.visitor_screen(words, page, has_interest=True)
        yield door.visitor_screen(words, page, has_interest=False)
    yield door.interest_screen(words, contact)
    yield door.languages_screen(words, "el", places.OpenHome())
    yield door.language_changed_screen(words, places.OpenHome())
    yield door.consent_screen(
        words, CONSENT_VERSION, contact, welcome=words("joining.consent.again")
    )
    yield door.declined_screen(words)
    yield door.welcome_screen(words, [words(f"people.role.{role}") for role in Role])
    yield door.got_more_screen(words, "Tutor", "C" * 60)
    yield door.back_again_screen(words, THORDIS.name, complete=False)
    agreed = Decision(CONSENT_VERSION, agreed=True, at=NOW)
    before = Decision(1, agreed=False, at=NOW)
    yield privacy.privacy_screen(words, THORDIS, agreed, contact)
    yield privacy.privacy_screen(words, THORDIS, None, contact)
    yield privacy.decisions_screen(words, THORDIS, [agreed, *[before] * 9])
    yield privacy.decisions_screen(words, THORDIS, [])
    for version in range(1, CONSENT_VERSION + 1):
        yield privacy.text_screen(words, version, contact)
    yield privacy.withdrawal_screen(words)
    yield privacy.withdrawn_screen(words, contact)


def of_the_profile(words: Words) -> Iterator[Screen]:
    for person in (THORDIS, NEW):
        for step in STEPS:
            for page in (0, 1, 99):
                yield profile.question_screen(words, person, step, page, NOW)
        yield profile.profile_screen(words, person)
        yield profile.complete_screen(words, person, "K7QF" * 5)


def of_inviting(words: Words) -> Iterator[Screen]:
    pick = PickQuota(Role.ADMINISTRATOR, ScopeKind.COHORT, str(LONG_ID))
    waiting = [Interest(LONG_ID, "N" * 64, "el", NOW)] * 5
    yield inviting.roles_screen(words, list(Role), 3)
    yield inviting.scopes_screen(words, Role.TRAINEE, [COHORT] * 12, 1)
    yield inviting.scopes_screen(words, Role.TRAINEE, [], 0)
    yield inviting.quota_screen(words, pick)
    yield inviting.expiry_screen(
        words, PickExpiry(Role.ADMINISTRATOR, ScopeKind.COHORT, str(LONG_ID), 100), "abcdefghij"
    )
    yield inviting.link_screen(words, LISTED, LINK, "x" * 32, "Europe/Athens")
    for listed in ([], [LISTED] * 4):
        yield inviting.invitations_screen(
            words, listed, Totals(999, 998, 997), 1, more=True, now=NOW, fresh=False
        )
    yield inviting.invitation_screen(words, LISTED, "Europe/Athens", NOW)
    on_list = replace(LISTED, name="N" * 100, list_id="abcdefghij")
    yield inviting.invitation_screen(words, on_list, "Europe/Athens", NOW)
    yield inviting.revoke_screen(words, LISTED)
    yield inviting.renewal_screen(words, LISTED)
    for one in LANGUAGES:
        out = handing_out.HandedOut(LISTED, LINK, one, "Europe/Athens")
        yield handing_out.handout_screen(words, out, "x" * 32)
    day = NOW.date()
    printed = handing_out.sheet([out], words, Layout.CARDS, day)
    yield handing_out.printed_screen(words, printed)
    yield interests.interests_screen(words, waiting, 1, "Europe/Athens", more=True)
    yield interests.offer_screen(words, waiting[0], [COHORT] * 12, 1)
    yield interests.offered_screen(words, "N" * 64, "C" * 60)
    yield interests.place_notice(words, "C" * 60, LINK)


def of_lists(words: Words) -> Iterator[Screen]:
    address = SendList(Role.ADMINISTRATOR, ScopeKind.COHORT, str(LONG_ID))
    packed = pack_rows(EXAMPLE, listing.example_of(words))
    yield listing.how_screen(words, address, packed)
    yield listing.reading_screen(words, address)
    for kind in ("file", "columns", "many", "empty", "fetch"):
        yield listing.unreadable_screen(words, address, kind)
    yield listing.texts_screen(words, packed)
    counted = [(Role.ADMINISTRATOR, COHORT, 100)] * 4
    for wrong in Wrong:
        for many in (3, 200):
            faults = (Faulty(200, wrong, "N" * 30),) * many
            found = PeopleList(1, "abcdefghij", 1, NOW, None, 0, faults)
            yield listing.look_screen(words, found, counted, address)
    yield listing.look_screen(words, replace(found, faults=()), [], address)
    yield listing.lists_screen(words, [], {}, 0, "Europe/Athens", more=False)
    progress = Progress(200, 199, 100)
    yield listing.lists_screen(words, [found] * 4, {1: progress}, 1, "Europe/Athens", more=True)
    invitee = Invitee(200, "N" * 100, "el", INVITATION.grant, "abcdefghij")
    people = [Followed(invitee, state) for state in State]
    yield listing.list_screen(words, found, progress, people[:4], 1, "Europe/Athens", more=True)
    for missing in (0, 200):
        yield listing.rest_screen(words, found, missing)
        yield listing.take_back_screen(words, found, missing)
    yield listing.table_screen(words, found, pack_rows(EXAMPLE, listing.table_of(words, people)))


def of_moving(words: Words) -> Iterator[Screen]:
    claim = Claim(
        1, "abcdefghij", "48271930", LONG_ID, "N" * 100, "F" * 64, "el", NOW, ClaimState.OPEN
    )
    code = Code(1, 1, "x", NOW, None, None, None)
    move = Move(1, "abcdefghij", 1, LONG_ID, NOW, None)
    person = replace(THORDIS, id=LONG_ID, name="N" * 100, last_active_day="2026-11-24")
    for waiting in (True, False):
        yield moving.return_screen(words, waiting=waiting)
    yield moving.who_screen(words)
    yield moving.number_screen(words, claim)
    yield moving.back_screen(words, "N" * 100, "K7QF" * 5)
    for one in (code, None):
        for staff in (True, False):
            yield moving.recovery_screen(words, person, one, NOW, staff=staff)
    yield moving.new_code_screen(words)
    yield moving.code_screen(words, "K7QF" * 5)
    yield moving.left_screen(words, move, NOW)
    yield moving.left_screen(words, replace(move, disputed_at=NOW), NOW)
    yield moving.old_chat_notice(words, "abcdefghij")
    yield moving.new_chat_notice(words, "N" * 100)
    yield moving.refused_notice(words)
    yield moving.disputed_notice(words, "N" * 100)
    yield moving.moves_screen(words)
    for found in ([], [person] * 5):
        yield moving.claim_screen(words, claim, found, "Europe/Athens")
    yield moving.confirm_screen(words, claim, person, ["C" * 60] * 5, "Europe/Athens")
    yield moving.staff_done_screen(words, "joining.move.confirmed", name="N" * 100)
    yield moving.staff_done_screen(words, "joining.move.refused_done")
    yield moving.taken_back_screen(words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screens", [at_the_door, of_the_profile, of_inviting, of_lists, of_moving])
def test_screens_are_short_and_every_button_fits(screens: object, language: str) -> None:
    for screen in screens(Words(language)):  # type: ignore[operator]
        assert utf16_length(plain(screen.text)) <= 900, plain(screen.text)
        assert sum(len(row) for row in screen.rows) <= 8, plain(screen.text)
        assert screen.rows
        screen_to_data(screen)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_stand_by_their_own_names_the_proposal_first(language: str) -> None:
    screen = door.languages_screen(Words("en"), language, None)
    labels = [button.label for row in screen.rows for button in row]
    assert sorted(labels) == sorted(
        ["English", "Svenska", "Deutsch", "Ελληνικά", "Español", "Íslenska"]
    )
    first = dict(zip(LANGUAGES, ["Eng", "Sve", "Deu", "Ελλ", "Esp", "Ísl"], strict=True))
    assert labels[0].startswith(first[language])


def test_the_country_that_fits_the_language_comes_first_then_partners() -> None:
    screen = profile.question_screen(Words("sv"), replace(NEW, language="sv"), Step.COUNTRY, 0, NOW)
    labels = [button.label for row in screen.rows for button in row]
    assert labels[:3] == ["Sverige", "Cypern", "Grekland"]


def test_the_zone_of_the_country_comes_first_with_its_time() -> None:
    greek = replace(THORDIS, country="GR")
    screen = profile.question_screen(Words("el"), greek, Step.ZONE, 0, NOW)
    assert screen.rows[0][0].label == "Αθήνα, 2:00\u202fμ.μ."


def test_chosen_days_are_marked_and_said_in_words() -> None:
    greek = replace(THORDIS, study_days=(0,))
    screen = profile.question_screen(Words("sv"), greek, Step.DAYS, 0, NOW)
    labels = [button.label for row in screen.rows for button in row]
    assert labels[:2] == ["✓ Måndag", "Tisdag"]
    assert plain(screen.text).endswith("måndag")
