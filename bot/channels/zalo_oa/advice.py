"""What an operator does about each of Zalo's error numbers."""

from __future__ import annotations

from collections.abc import Mapping

_RENEW = "the access token is over: start the server first, `hiendien zalo login` only if it stays"

ADVICE: Mapping[int, str] = {
    -32: "too many calls a minute: wait",
    -204: "the account is disabled: ask for it in the account's console",
    -205: "there is no such account: look at HIENDIEN_ZALO_OA_ID",
    -209: "the app is not activated: switch it to active in the developers' console",
    -211: "the account's quota is used up: buy more, or wait until it begins anew",
    -212: "the app has no Official Account API: register it in the developers' console",
    -216: _RENEW,
    -219: "the app was removed or disabled: look at it in the developers' console",
    -220: _RENEW,
    -221: "the account is not verified: send its papers in the account's console",
    -223: "the account has not granted the app its rights: link them anew",
    -224: "the account's package has no API: buy one that has",
    -235: "this kind of account may not do that: ask Zalo for another kind",
    -242: "the app wants a proof of its secret with every call: switch that off in the developers' console",
    -320: "the app has no Zalo Cloud Account: connect one in the developers' console",
    -321: "the Zalo Cloud Account is out of money: pay in",
}
UNKNOWN = "not in the list: look it up in Zalo's documentation and report it"


def advice(code: int) -> str:
    """What to do about an error number."""
    return ADVICE.get(code, UNKNOWN)
