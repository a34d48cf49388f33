"""The outbox's sender: in order for every person, at the channel's pace, once more where nobody knows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.channels.telegram.channel import Telegram
from bot.messages.message import Message
from bot.turns import delivery as room
from bot.turns.delivery import Delivery
from bot.turns.house import House
from bot.turns.sending import Pace, PermanentError, TransientError, UnknownError
from storage import contacts
from storage.tables import addresses, outbox
from tests.house import Clock
from tests.storage.person import Person, rows

AT_ONCE = Pace(per_second=1000, between=0)
RESENT = "gửi lại vì mạng"


@dataclass
class Post:
    """A sender that keeps what it is given; it fails as it is told, once each."""

    account: str = "test"
    pace: Pace = AT_ONCE
    faults: list[Exception] = field(default_factory=list)
    sent: list[tuple[str, Message, str | None]] = field(default_factory=list)

    async def send(self, address: str, message: Message, standing: str | None) -> str | None:
        """The number of the message as its id, where it has buttons."""
        await asyncio.sleep(0)
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append((address, message, standing))
        return str(len(self.sent)) if message.buttons else None

    @property
    def texts(self) -> list[str]:
        """What was sent, in order."""
        return [message.text for _, message, _ in self.sent]


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def out(house: House, post: Post) -> Delivery:
    return Delivery(house, Telegram(), post)


def _on_telegram(house: House, address: str = "5001") -> Person:
    return Person(house, address, "telegram")


async def _statuses(house: House) -> list[str]:
    return [row["status"] for row in await rows(house.engine, "outbox")]


async def test_what_is_said_is_sent_in_order_and_forgotten(house: House, out: Delivery, post: Post) -> None:
    one, other = _on_telegram(house), _on_telegram(house, "5002")
    await one.answer("/start", 0, 0)
    await other.answer("/start")
    await out.flush()
    assert [m.text for m in one.heard] == [m.text for a, m, _ in post.sent if a == "5001"]
    assert [a for a, _, _ in post.sent].count("5002") == 1
    assert await _statuses(house) == ["sent"] * 4
    assert all(row["body"] is None for row in await rows(house.engine, "outbox"))
    await out.flush()
    assert len(post.sent) == 4


async def test_each_message_knows_whose_buttons_it_replaces(house: House, out: Delivery, post: Post) -> None:
    one = _on_telegram(house)
    for answer in ("/start", 0, 0, 0):  # the last asks for a date: no buttons
        await one.answer(answer)
        await out.flush()
    assert [standing for _, _, standing in post.sent] == [None, "1", "2", "3"]
    standing = [row["standing"] for row in await rows(house.engine, "outbox")]
    assert standing == [None, None, None, None]


async def test_a_passing_failure_holds_back_what_comes_after(
    house: House, out: Delivery, post: Post, clock: Clock
) -> None:
    one = _on_telegram(house)
    await one.answer("/start", 0)
    post.faults = [TransientError("busy", retry_after=30)]
    await out.flush()
    assert post.sent == []
    clock.forward(seconds=29)
    await out.flush()
    assert post.sent == []
    clock.forward(seconds=2)
    await out.flush()
    assert post.texts == [m.text for m in one.heard]


async def test_what_cannot_be_sent_for_a_day_is_given_up(
    house: House, out: Delivery, post: Post, clock: Clock
) -> None:
    await _on_telegram(house).answer("/start")
    for _ in range(2):
        post.faults = [TransientError("down")]
        await out.flush()
        clock.forward(hours=25)
    assert await _statuses(house) == ["failed"]
    assert post.sent == []


async def test_a_reply_whose_answer_was_lost_goes_once_more_and_says_so(
    house: House, out: Delivery, post: Post
) -> None:
    one = _on_telegram(house)
    await one.answer("/start")
    post.faults = [UnknownError("cut off"), UnknownError("cut off")]
    await out.flush()
    assert post.sent == []
    assert await _statuses(house) == ["unknown"]  # twice is enough
    await one.answer(0)
    post.faults = [UnknownError("cut off")]
    await out.flush()
    assert RESENT in post.texts[0]
    assert one.heard[-1].question in post.texts[0]


async def test_a_reminder_whose_answer_was_lost_is_never_resent(
    house: House, out: Delivery, post: Post
) -> None:
    await _on_telegram(house).answer("/start")
    async with house.engine.begin() as db:
        await db.execute(update(outbox).values(kind="reminder"))
    post.faults = [UnknownError("cut off")]
    await out.flush()
    assert await _statuses(house) == ["unknown"]
    assert post.sent == []


async def test_a_sender_that_died_in_the_middle_counts_as_unknown(
    house: House, out: Delivery, post: Post, clock: Clock
) -> None:
    await _on_telegram(house).answer("/start")
    async with house.engine.begin() as db:
        await db.execute(update(outbox).values(status="sending", due_at=house.now() + timedelta(seconds=60)))
    await out.flush()
    assert post.sent == []
    clock.forward(seconds=61)
    await out.flush()
    assert RESENT in post.texts[0]


async def test_who_has_gone_gets_nothing_until_they_write_again(
    house: House, out: Delivery, post: Post
) -> None:
    one = _on_telegram(house)
    await one.answer("/start", 0)
    post.faults = [PermanentError("blocked", gone=True)]
    await out.flush()
    assert post.sent == []
    assert await _statuses(house) == ["failed", "failed"]
    await one.answer("xin chào")
    await out.flush()
    assert post.texts == [one.heard[-1].text]


async def test_a_refused_message_does_not_stop_the_next(house: House, out: Delivery, post: Post) -> None:
    one = _on_telegram(house)
    await one.answer("/start", 0)
    post.faults = [PermanentError("too long")]
    await out.flush()
    assert post.texts == [one.heard[-1].text]
    assert await _statuses(house) == ["failed", "sent"]


async def test_a_fault_of_ours_is_no_endless_loop(house: House, out: Delivery, post: Post) -> None:
    await _on_telegram(house).answer("/start")
    post.faults = [KeyError("ours")]
    await out.flush()
    assert await _statuses(house) == ["failed"]


async def test_whoever_is_erased_hears_it_and_then_nothing_is_kept(
    house: House, out: Delivery, post: Post
) -> None:
    one = _on_telegram(house)
    await one.answer("/start", "dữ liệu của tôi")
    await one.send(one.update("xoá dữ liệu của tôi"))
    outcome = await one.send(one.update("xoá hết"))
    assert outcome.status == "erased"
    assert len(await rows(house.engine, "contacts")) == 1  # the bare address, until they have been told
    await out.flush()
    assert post.texts[-1] == house.book.messages.render("my_data.erased", {"you": "bạn"})
    for table in ("contacts", "addresses", "conversations", "outbox"):
        assert await rows(house.engine, table) == []


async def test_who_writes_again_after_being_erased_is_not_erased_by_the_last_word(
    house: House, out: Delivery
) -> None:
    one = _on_telegram(house)
    await one.answer("/start", "dữ liệu của tôi", "xoá dữ liệu của tôi", "xoá hết", "xin chào")
    await out.flush()
    assert len(await rows(house.engine, "contacts")) == 1
    assert len(await rows(house.engine, "conversations")) == 1


async def test_another_bot_does_not_send_this_ones_messages(house: House, post: Post) -> None:
    await _on_telegram(house).answer("/start")
    post.account = "another"
    await Delivery(house, Telegram(), post).flush()
    assert post.sent == []


async def test_two_senders_share_the_work(house: House, post: Post) -> None:
    for number in range(20):
        await _on_telegram(house, str(6000 + number)).answer("/start")
    await asyncio.gather(*(Delivery(house, Telegram(), post).flush() for _ in range(2)))
    assert sorted(a for a, _, _ in post.sent) == [str(6000 + n) for n in range(20)]


async def test_the_pace_is_kept(house: House, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def sleep(seconds: float, _: Callable[[float], object] = asyncio.sleep) -> None:
        waits.append(round(seconds, 3))

    monkeypatch.setattr(room.asyncio, "sleep", sleep)
    post = replace(post, pace=Pace(per_second=10, between=1.0))
    one = _on_telegram(house)
    await one.answer("/start", 0)
    await _on_telegram(house, "5002").answer("/start")
    await Delivery(house, Telegram(), post, lambda: 100.0).flush()
    # Two people at once, the second a tenth of a second later; the first's next message a second later.
    assert [w for w in waits if w] == [0.1, 1.0]


async def test_a_block_reported_by_the_channel_gives_up_what_waits(house: House) -> None:
    one = _on_telegram(house)
    await one.answer("/start")
    await one.send(replace(one.update("x"), said=None, other="gone"))
    assert await _statuses(house) == ["failed"]
    async with house.engine.begin() as db:
        address = (await db.execute(addresses.select())).one()
        await contacts.heard(db, address.id, house.now())
        again = (await db.execute(addresses.select())).one()
    assert (address.gone_at is not None, again.gone_at) == (True, None)


async def test_an_answer_to_an_old_row_marks_no_new_one(house: House, post: Post) -> None:
    """Erased while their message was on its way: the last word still goes out, and nothing stays."""
    one = _on_telegram(house)
    await one.answer("/start", "dữ liệu của tôi", "xoá dữ liệu của tôi")
    on_its_way, erased = asyncio.Event(), asyncio.Event()

    class Slow(Post):
        async def send(self, address: str, message: Message, standing: str | None) -> str | None:
            on_its_way.set()
            await erased.wait()
            return await super().send(address, message, standing)

    slow = Slow()
    sending = asyncio.create_task(Delivery(house, Telegram(), slow).flush())
    await on_its_way.wait()
    await one.answer("xoá hết")
    erased.set()
    await sending
    await Delivery(house, Telegram(), post).flush()
    assert "Đã xoá hết" in (slow.texts + post.texts)[-1]
    assert await rows(house.engine, "contacts") == []


async def test_what_waited_for_its_second_is_not_sent_after_the_erasure(house: House) -> None:
    one, post = _on_telegram(house), Post()
    await one.answer("/start", "dữ liệu của tôi", "xoá dữ liệu của tôi")
    out = Delivery(house, Telegram(), post)
    keep_pace = out._keep_pace

    async def erased_meanwhile(address_id: int) -> None:
        if not post.sent and len(one.heard) == 3:
            await one.answer("xoá hết")
        await keep_pace(address_id)

    out._keep_pace = erased_meanwhile  # type: ignore[method-assign]
    await out.flush()
    assert post.texts == [one.heard[-1].text]


@pytest.mark.parametrize("fault", [UnknownError("cut off"), PermanentError("blocked", gone=True)])
async def test_nobody_erased_is_kept_because_the_last_word_did_not_arrive(
    house: House, out: Delivery, post: Post, fault: Exception
) -> None:
    one = _on_telegram(house)
    await one.answer("/start", "dữ liệu của tôi", "xoá dữ liệu của tôi")
    await out.flush()
    await one.answer("xoá hết")
    post.faults = [fault, fault]
    await out.flush()
    assert await rows(house.engine, "contacts") == []


async def test_who_erases_and_blocks_is_not_known_again(house: House, out: Delivery) -> None:
    one = _on_telegram(house)
    await one.answer("/start", "dữ liệu của tôi", "xoá dữ liệu của tôi", "xoá hết")
    await out.flush()
    await one.send(replace(one.update("x"), said=None, other="gone"))
    assert await rows(house.engine, "contacts") == []


async def test_a_reminder_delayed_into_the_night_waits_for_the_morning(
    house: House, out: Delivery, post: Post, clock: Clock
) -> None:
    await _on_telegram(house).answer("/start")
    async with house.engine.begin() as db:
        await db.execute(update(outbox).values(kind="reminder"))
    clock.forward(hours=10)  # ten in the evening
    await out.flush()
    assert post.sent == []
    clock.forward(hours=9)
    await out.flush()
    assert len(post.sent) == 1


async def test_after_a_broken_turn_the_question_stands_again_with_its_buttons(
    house: House, out: Delivery, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = _on_telegram(house)
    await one.answer("/start")
    await out.flush()

    def fail(*_: object, **__: object) -> None:
        monkeypatch.undo()
        raise RuntimeError("broken for a test")

    monkeypatch.setattr("bot.turns.talk.advance", fail)
    await one.answer(0)
    await out.flush()
    assert "Xin lỗi" in post.texts[-1]
    assert [b.label for b in post.sent[-1][1].buttons] == [b.label for b in one.heard[0].buttons]
