"""Yes, no or "I do not know", with the particles, idioms and short forms of chat."""

from __future__ import annotations

import re
from typing import Literal

from bot.understanding.fold import plain
from bot.understanding.sentence import core, is_question, phrase_set, word_set, words

YesNo = Literal["yes", "no", "unsure"]

_SAME = {
    **dict.fromkeys(word_set("ko kg kh k khg hong hok hem hk khum hog"), "khong"),
    **dict.fromkeys(word_set("r rui ruj"), "roi"),
    **dict.fromkeys(word_set("bit bjt biec"), "biet"),
    **dict.fromkeys(word_set("z zay zi"), "vay"),
    "dc": "duoc",
}
_ASIDE = word_set(
    "da a ah ak oi nha nhe nhen ne ni hen he do day thoi luon nay vay hi hihi haha",
    "em e minh mk toi tui anh chi chu bac chau con ban ad shop bot",
)
_YES = phrase_set(
    "co, co roi, co chu, co ma, da co roi, roi, xong roi, da xong, lam roi, da lam, co giay roi, da co giay",
    "da co giay roi, dang ky roi, da dang ky, da dang ky roi, duoc cap roi, da duoc cap",
    "vang, vg, vag, vang co, vang roi, u, uh, uhm, um, uk, ukm, uhu, u co, u roi",
    "ok, oke, oki, okie, okay, okey, okela, okla, yes, yep, yeah, yup",
    "dung, dung roi, dung vay, dung the, phai, phai roi, chuan, chuan roi, chinh xac",
    "duoc, duoc roi, duoc chu, dong y, nhat tri, chac chan, chac chan roi, chac chan co",
    "tat nhien, tat nhien roi, di nhien, duong nhien, sao khong, sao lai khong, tai sao khong",
    "khong phai khong co, khong phai la khong co, khong phai la khong",
)
_NO = phrase_set(
    "khong, khong co, khong phai, khong dung, khong he, khong he co, khong bao gio, khong dau",
    "khong phai dau, khong co dau, khong muon, khong can, khong dong y, khong duoc, khong chiu",
    "khong co giay, khong co giay phep, khong co cai nao",
    "chua, chua co, chua tung, chua tung co, chua he, chua bao gio, chua dau, chua co dau",
    "chua co gi, chua co gi ca, chua co gi het, chua co giay, chua co giay phep",
    "chua dang ky, chua lam, chua xin, chua cap, chua duoc cap",
    "no, nope, sai, sai roi, dau co, co dau, dau phai, phai dau, da dau, co bao gio dau, co khi nao dau",
    "lam gi co, lam gi co dau, lay dau ra",
)
_UNSURE = phrase_set(
    "khong biet, khong biet nua, khong biet co khong, khong biet la co khong, cung khong biet, chua biet",
    "khong ro, khong ro lam, cung khong ro, chua ro, khong chac, khong chac lam, chua chac",
    "khong nho, khong nho ro, khong nho nua, chua nho, quen roi, quen mat roi",
    "ai biet, biet dau, dau biet, lam sao biet, chiu, de xem lai, phai xem lai, phai hoi lai",
    "chac vay, chac the, chac co, chac la co, chac roi, chac khong, chac chua, chac la khong, chac la chua",
    "hinh nhu, hinh nhu co, hinh nhu co roi, hinh nhu roi, hinh nhu khong, hinh nhu chua",
    "co le, co le co, co the",
)
_KNOWN: dict[str, YesNo] = {
    **dict.fromkeys(_YES, "yes"),
    **dict.fromkeys(_NO, "no"),
    **dict.fromkeys(_UNSURE, "unsure"),
}
_CLAUSE = re.compile(r"[,.;:!]+")
_CONTRAST = word_set("ma nhung tuy neu het mat sai nham biet ro nho chac quen hay hoac")
# What, said after the answer, turns it round or leaves it open.
_TURNING = {"yes": _CONTRAST | {"khong", "chua", "dau"}, "no": _CONTRAST | {"co", "roi", "da"}}


def read_yes_no(text: str) -> YesNo | None:
    """What the text answers; None where it asks, is merely polite, or says both.

    "Probably" is `unsure`: the rules need to know.
    """
    said = plain(text)
    if "?" in said:
        return None
    clauses = [[_SAME.get(word, word) for word in words(clause)] for clause in _CLAUSE.split(said)]
    spoken = [clause for clause in clauses if core(clause, _ASIDE)]
    if not spoken:
        return None
    answer = _answer(spoken[0])
    later = spoken[1:]
    if answer is None or (later and is_question(said)):
        return None
    return answer if all(_agrees(clause, answer) for clause in later) else None


def _answer(clause: list[str]) -> YesNo | None:
    inner = [word for word in clause if word not in _ASIDE]
    forms = (clause, core(clause, _ASIDE), inner)
    return next((known for form in forms if (known := _KNOWN.get(" ".join(form)))), None)


def _agrees(clause: list[str], answer: YesNo) -> bool:
    said = _answer(clause)
    return said == answer or (said is None and _TURNING.get(answer, _CONTRAST).isdisjoint(clause))
