"""The linter and the walk: the shipped book is clean and keeps its promises, and every rule finds its fault."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date, timedelta

import pytest

from bot.app import CHANNELS
from bot.conversation.book import Book
from bot.conversation.checks import run_checks
from bot.conversation.walk import STUCK, Walked, walk_flow
from bot.data import DataError
from tests.changed_books import ONBOARDING, SENTENCES, Change, changed_book

TODAY = date(2026, 11, 20)
AFTER = date(2027, 1, 5)
CAN = {name: channel.can for name, channel in CHANNELS.items()}
# What can come out on the main road; dates that cannot be are asked again and never judged.
REASONS = {
    *("ok", "age_to_confirm", "twelve_months_today", "already_paid_name", "cooperative_services_only"),
    *(
        "not_citizen",
        "age_below_18",
        "age_over",
        "established_over_12_months",
        "no_certificate",
        "already_used",
    ),
    *("cooperative_not_covered", "organisation_not_covered", "fact_missing"),
}


@pytest.fixture(scope="module")
def walked(book: Book) -> list[Walked]:
    return list(walk_flow(book, "onboarding", TODAY))


def test_every_path_ends(walked: list[Walked]) -> None:
    ends = Counter(path.end for path in walked)
    assert STUCK not in ends
    assert set(ends) == {"information", "helping", "too_young", "cooperative", "link"}


def test_every_reason_is_reached(book: Book, walked: list[Walked]) -> None:
    assert {path.verdict for path in walked} - {""} == REASONS
    assert "period_ended" in {path.verdict for path in walk_flow(book, "onboarding", AFTER)}


def test_nothing_is_free_after_the_period(book: Book) -> None:
    reasons = {path.verdict for path in walk_flow(book, "onboarding", AFTER)}
    assert reasons.isdisjoint({"ok", "age_to_confirm", "twelve_months_today", "cooperative_services_only"})


@pytest.mark.parametrize("who", ["citizen", "household", "enterprise"])
def test_the_promised_taps(walked: list[Walked], who: str) -> None:
    paths = [path for path in walked if path.answer("who") == who]
    assert 0 < max(path.to_verdict or 0 for path in paths) <= 4
    assert 0 < max(path.to_link or 0 for path in paths) <= 9
    assert max(path.typed for path in paths) <= 2


def test_only_those_too_young_are_erased(walked: list[Walked]) -> None:
    assert {path.verdict for path in walked if path.end == "too_young"} == {"age_below_18"}
    assert all(path.end == "too_young" for path in walked if path.verdict == "age_below_18")


def test_every_link_has_a_verdict_before_it(walked: list[Walked]) -> None:
    linked = [path for path in walked if path.to_link is not None]
    assert linked
    assert all(path.to_verdict is not None and path.to_verdict < (path.to_link or 0) for path in linked)


def test_the_shipped_book_is_clean(book: Book) -> None:
    assert run_checks(book, CAN, TODAY) == []


def test_the_shipped_book_speaks_clean_after_the_period(book: Book) -> None:
    assert {f.rule for f in run_checks(book, CAN, AFTER)} <= {"review-overdue"}


REGISTRARS = "flows/registrars.yaml"
CHOICES = "flows/understanding/choices.yaml"
PLACE = "locales/vi/place.yaml"
COMMON = "locales/vi/common.yaml"
FAQ = "flows/faq.yaml"
ANSWERS = "locales/vi/faq.yaml"
SKIP = "    skip: Tôi tự gõ tên miền\n\nshop:\n"
FIRST = "Đây là câu đầu tiên rồi."
# Faults that a book may have all at once: rule, place, change.
FAULTS: dict[str, tuple[str, str, Change]] = {
    "a sentence that is missing": (
        *("sentence-missing", "locales/vi: onboarding.who.ask_again"),
        (SENTENCES, "  ask_again: Mình xem cho ai? Chọn một ý hoặc gõ số.\n", ""),
    ),
    "a verdict without words": (
        *("sentence-missing", "locales/vi: onboarding.verdict.biz_vn.organisation_not_covered"),
        (SENTENCES, "    organisation_not_covered: >-\n", "    organisation_gone: >-\n"),
    ),
    "a sentence nobody says": (
        *("sentence-unused", "locales/vi: onboarding.nobody.ask"),
        (SENTENCES, "", "\nnobody:\n  ask: Câu này không ai nói.\n"),
    ),
    "a part in the wrong place": (
        *("sentence-unused", "locales/vi: place.thanks.bad"),
        (PLACE, "thanks:\n", "thanks:\n  bad: Không.\n"),
    ),
    "a parameter that does not exist": (
        *("sentence-renders", "locales/vi: place.thanks.say"),
        (PLACE, "Cảm ơn {{ you }}!", "Cảm ơn {{ yuo }}!"),
    ),
    "a template that is broken": (
        *("sentence-renders", "locales/vi: menu.ask"),
        ("locales/vi/menu.yaml", "{{ you|sentence }} muốn", "{{ you|sentence } muốn"),
    ),
    "a filter for the wrong kind": (
        *("sentence-renders", "locales/vi: onboarding.helping.say"),
        (SENTENCES, "Cảm ơn {{ you }} đã giúp!", "Cảm ơn {{ you|dmy }} đã giúp!"),
    ),
    "a sentence with loose marks": (
        *("sentence-nfc", "locales/vi: common.first_question"),
        (COMMON, FIRST, unicodedata.normalize("NFD", FIRST)),
    ),
    "a sentence to scroll through": (
        *("sentence-long", "locales/vi: onboarding.who.ask"),
        (SENTENCES, "  ask: Mình xem cho ai đây?\n", f"  ask: {'Mình xem cho ai đây? ' * 25}\n"),
    ),
    "labels that read alike": (
        *("labels-collide", "onboarding.who"),
        (SENTENCES, "    cooperative: Hợp tác xã\n", "    cooperative: Cà nhân\n"),
    ),
    "a synonym of two options": (
        *("labels-collide", "onboarding.issued"),
        (CHOICES, "none: [chưa có, chưa có giấy]", "none: [chưa có, không rõ]"),
    ),
    "a label that is a command": (
        *("labels-command", "onboarding.who.helper"),
        (SENTENCES, "    helper: Tôi giúp người khác\n", "    helper: Giúp đỡ\n"),
    ),
    "a synonym that is a command": (
        *("labels-command", "onboarding.issued_sure.wrong"),
        (CHOICES, "wrong: [sai,", "wrong: [sửa, sai,"),
    ),
    "a synonym that is heard as a question": (
        *("faq-swallows", "onboarding.certificate.unsure"),
        (CHOICES, "unsure: [không biết giấy nào,", "unsure: [cần giấy tờ gì, không biết giấy nào,"),
    ),
    "an answer without a source": (
        *("faq-source", "flows/faq.yaml: no_email"),
        (
            FAQ,
            "- id: no_email\n    timeless: true\n    sources: [nd-147",
            "- id: no_email\n    timeless: true\n    sources: [nd-148",
        ),
    ),
    "a way of asking of two questions": (
        *("faq-collide", "flows/faq.yaml: why_id_card"),
        (FAQ, "      - otp là gì\n", "      - otp là gì\n      - Ekyc là gì?\n"),
    ),
    "a way of asking that finds another question": (
        *("faq-found", "flows/faq.yaml: how_long"),
        (
            FAQ,
            "      - bao lâu thì xong\n",
            "      - bao lâu thì xong\n      - hạn đăng ký thì đến khi nào vậy\n",
        ),
    ),
    "a way of asking that is a command": (
        *("faq-command", "flows/faq.yaml: robot"),
        (FAQ, "      - bạn là người hay máy\n", "      - bạn là người hay máy\n      - gặp người thật\n"),
    ),
    "too many questions shown first": (
        *("faq-top", "flows/faq.yaml"),
        (FAQ, "- id: tax\n", "- id: tax\n    top: true\n"),
    ),
    "a label longer than a button": (
        *("faq-long", "locales/vi: faq.tax.label"),
        (
            ANSWERS,
            "  label: Có web thì có tăng thuế không?\n",
            f"  label: Có web {'thì có web ' * 4}không?\n",
        ),
    ),
    "an answer longer than a glance": (
        *("faq-long", "locales/vi: faq.compulsory.say"),
        (ANSWERS, "    Không bắt buộc. ", f"    {'Không bắt buộc. ' * 30}"),
    ),
    "an answer that needs a conversation": (
        *("faq-renders", "locales/vi: faq.any_province.say"),
        (ANSWERS, "Tỉnh chỉ quyết định nơi", "Tỉnh {{ fee_year|vnd }} chỉ quyết định nơi"),
    ),
    "a question without an answer": (
        *("sentence-missing", "locales/vi: faq.diacritics.say"),
        (ANSWERS, "  label: Tên có dấu được không?\n  say: >-", "  label: Tên có dấu được không?\n  sai: >-"),
    ),
    "a menu too long for one message": (
        *("menu-fits", "flows/menu.yaml"),
        ("flows/menu.yaml", "human, report_fake]", "human, report_fake, human]"),
    ),
}
# Faults that hide others, or that need a book of their own.
ALONE: dict[str, tuple[str, tuple[Change, ...]]] = {
    "a label that is missing": ("sentence-missing", ((SENTENCES, SKIP, SKIP.replace("skip", "jump")),)),
    "a service without a name": (
        "sentence-missing",
        (("locales/vi/services.yaml", "website: website\n", ""),),
    ),
    "more options than a channel without buttons can number": (
        "options-fit",
        (
            ("flows/outcome.yaml", "      - {id: other, log", "      - {id: more}\n      - {id: other, log"),
            (
                "locales/vi/outcome.yaml",
                "    other: Chỗ khác\n",
                "    more: Cả hai việc\n    other: Chỗ khác\n",
            ),
        ),
    ),
    "a page that is not listed": (
        "links-listed",
        (("flows/links.yaml", "  registrars: https", "  others: https"),),
    ),
    "a question's page that is not listed": (
        "links-listed",
        (("flows/links.yaml", "  sales_notice: https", "  sales_page: https"),),
    ),
    "nobody to register a suffix with": (
        "registrars-offered",
        (
            *(
                (REGISTRARS, f'{{any: "https://{h}', f'{{id.vn: "https://{h}')
                for h in ("www.matbao", "www.pavietnam", "nhanhoa")
            ),
            (
                REGISTRARS,
                "      biz.vn: https://thuonghieuso.tenmien.vn\n      any: https://tenmien.vn/nha-dang-ky\n",
                "",
            ),
        ),
    ),
    "no known name to probe": ("probes-known", ((REGISTRARS, "{id.vn: id.vn, biz.vn", "{biz.vn"),)),
    "too many taps": (
        "few-taps",
        (
            (
                ONBOARDING,
                "- id: certificate\n",
                "- {id: certain, ask: yes_no, when: {who: household}}\n  - id: certificate\n",
            ),
            (SENTENCES, "", '\ncertain:\n  options:\n    "yes": Có\n    "no": Chưa\n    unsure: Không rõ\n'),
        ),
    ),
    "a link without a verdict": (
        "verdict-or-end",
        ((ONBOARDING, "- {id: verdict, verdict: true}", "- {id: verdict, verdict: true, silent: true}"),),
    ),
    "a kind of question there is not": ("kinds", ((ONBOARDING, "ask: shop_name", "ask: shop_nam"),)),
    "a guard with a slip": (
        "guards",
        (
            (
                ONBOARDING,
                "papers_household, tell: true, when: {who: household,",
                "papers_household, tell: true, when: {who: houshold,",
            ),
        ),
    ),
    "a condition no programme has": ("settles", ((ONBOARDING, "settle: age\n", "settle: agee\n"),)),
    "a flow only the menu has": (
        "menu-flows",
        (("flows/menu.yaml", "human, report_fake]", "humans, report_fake]"),),
    ),
    "a result nobody counts": (
        "logs-known",
        (("flows/outcome.yaml", "{result: registered}", "{result: done}"),),
    ),
    "six stars": ("logs-known", (("flows/outcome.yaml", "{stars: 5}", "{stars: 6}"),)),
    "a reminder without a day": (
        "days-chosen",
        (("flows/outcome.yaml", "{id: tomorrow, days: 1}", "{id: tomorrow}"),),
    ),
    "a flow that only an end goes on with": (
        "follow-ups",
        ((ONBOARDING, "then: outcome}", "then: outcomes}"),),
    ),
    "a sentence longer than the channel": (
        "sentence-fits",
        (("locales/vi/place.yaml", "say: Cảm ơn {{ you }}!", f"say: Cảm ơn {'nhiều ' * 1500}"),),
    ),
    "an answer the question does not take": (
        "paths-end",
        (("flows/understanding/commands.yaml", "help:\n", "help:\n  - a b c\n"),),
    ),
}


@pytest.fixture(scope="module")
def found() -> set[tuple[str, str]]:
    """What is found, and where, in a book with all of FAULTS."""
    findings = run_checks(changed_book(*(change for _, _, change in FAULTS.values())), CAN, TODAY)
    return {(finding.rule, finding.place) for finding in findings}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_rule_finds_its_fault(found: set[tuple[str, str]], fault: str) -> None:
    rule, place, _ = FAULTS[fault]
    assert (rule, place) in found


def test_no_rule_finds_what_is_no_fault(found: set[tuple[str, str]]) -> None:
    planted = {(rule, place) for rule, place, _ in FAULTS.values()}
    assert {rule for rule, _ in found} == {rule for rule, _ in planted}


@pytest.mark.parametrize("fault", ALONE)
def test_a_rule_finds_a_fault_that_stands_alone(fault: str) -> None:
    rule, changes = ALONE[fault]
    assert rule in {finding.rule for finding in run_checks(changed_book(*changes), CAN, TODAY)}


def test_a_rule_nobody_looked_at_again_is_found(book: Book) -> None:
    assert "review-overdue" in {f.rule for f in run_checks(book, CAN, TODAY + timedelta(days=400))}


REFUSED: dict[str, tuple[str, Change]] = {
    "a guard that looks forward": (
        "not asked before it",
        (
            ONBOARDING,
            "- {id: helping, end: said, when: {who: helper}}",
            "- {id: helping, end: said, when: {birth: given}}",
        ),
    ),
    "a step used before it is asked": (
        "not asked before it",
        (ONBOARDING, "ask: domain_name, uses: [person, shop]", "ask: domain_name, uses: [registrar]"),
    ),
    "an id twice": ("twice", (ONBOARDING, "- id: biz_names\n", "- id: id_names\n")),
    "no end": (
        "end",
        (
            ONBOARDING,
            "  - {id: link, end: registrar_link, uses: [name, registrar], links: [registrars], then: outcome}\n",
            "",
        ),
    ),
    "a step of two kinds": (
        "exactly one of",
        (ONBOARDING, "- {id: verdict, verdict: true}", "- {id: verdict, verdict: true, tell: true}"),
    ),
    "a word the loader does not know": (
        "nxet",
        (ONBOARDING, "- {id: verdict, verdict: true}", "- {id: verdict, verdict: true, nxet: name}"),
    ),
    "a key twice": (
        "stands twice",
        (SENTENCES, "who:\n  label: Xem cho\n", "who:\n  label: Xem cho\n  label: Xem\n"),
    ),
    "a sentence that is a number": ("quotes", (SENTENCES, "  label: Xem cho\n", "  label: 12\n")),
    "a gap between dated values": (
        "begins on 2025-07-03",
        (
            "flows/programmes/id_vn.yaml",
            "- {from: 2025-07-01, to: 2026-12-31, until",
            "- {from: 2025-07-03, to: 2026-12-31, until",
        ),
    ),
    "a link to another host": (
        "listed host",
        ("flows/links.yaml", "https://thuonghieuso.tenmien.vn", "https://tenmien.vn.example.com"),
    ),
    "a link without TLS": (
        "listed host",
        ("flows/links.yaml", "https://thuonghieuso.tenmien.vn", "http://thuonghieuso.tenmien.vn"),
    ),
    "a registrar's page elsewhere": (
        "not https on one of",
        (REGISTRARS, "https://tenten.vn/vi", "https://tenten.example.vn/vi"),
    ),
    "a probe under another suffix": (
        "no name under id.vn",
        (REGISTRARS, "{id.vn: id.vn", "{id.vn: thuid.vn"),
    ),
    "a command written twice": (
        "stands under",
        ("flows/understanding/commands.yaml", "  - menu\n", "  - menu\n  - sửa\n"),
    ),
    "a question written twice": ("used twice", (FAQ, "- id: robot\n", "- id: tax\n")),
    "a question without a way of asking": (
        "at least 1 item",
        (FAQ, "", "\n  - {id: nothing, asks: [], sources: [vnnic-web], checked: 2026-11-20}\n"),
    ),
    "a source that is not listed": (
        "vnnic-wab",
        ("flows/provinces/default.yaml", "source: vnnic-web", "source: vnnic-wab"),
    ),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_the_loader_refuses(fault: str) -> None:
    message, change = REFUSED[fault]
    with pytest.raises(DataError, match=message):
        changed_book(change)
