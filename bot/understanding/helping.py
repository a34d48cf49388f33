"""Whether somebody asks in another person's stead: for a parent, a customer, people at a stand."""

from __future__ import annotations

from bot.understanding.regex import regex
from bot.understanding.sentence import word_set, words

# One of these is in every way of helping, or of asking for oneself.
_FOR = word_set("gium giup dum ho huong thay cho nho cua tu rieng")
# And of these in every way of helping; "for" beside one whom it may be for.
_HELPING = word_set("gium giup dum ho huong thay nho")
_PEOPLE = word_set(
    "khach me bo ba ma ong co chu bac di cau mo o thang dua ban vo chong anh chi gai trai dau re chau hang nguoi cu",
    "cac may gia no dan",
)
_VERB = "hoi|lam|thao tac|coi|xem|bam|tim hieu|dang ky|nhap|khai|tra loi|kiem|tim|lo|nhan|nhan tin|viet|go"
_PERSON = (
    "khach|me|bo|ba|ma|ong|co|chu|bac|di|cau|mo|o|thang|dua|ban|vo|chong|anh|chi|em gai|em trai|con trai|con "
    "gai|con dau|con re"
    "|chau|hang xom|nguoi|ba con|cu|cac|may|gia dinh|no"
)
_SOME = "(?:may |cac |nhung |mot |1 |hai |thang |con |dua |ong |ba |nguoi )?"
_NOT_THEM = (
    r"(?! (?:than|thoi|chu(?=$| (?:sao|ai|gi|khong|a|nha|nhe)\b)|voi|nha|nhe|di|cai|a|chut|xiu|duoc|gap"
    r"|ca nhan)\b|$)"
)
_HELPS = regex(
    rf"\b(?:(?:{_VERB}) (?:gium|giup|dum)\b(?! (?:em|toi|minh|con|t|tao|ten|mien)\b)(?! (?:bac|co|chu|anh"
    rf"|chi)(?: (?:voi|nha"
    rf"|nhe|di|cai|a)|$))"
    rf"|(?:gium|giup|dum|ho tro|huong dan|thay cho) (?:cho )?(?:{_PERSON})\b{_NOT_THEM}"
    rf"|(?<!ca )(?:{_VERB}) ho\b(?! (?:kinh|ca the|khau|kd|gia dinh|ai|chieu|ngheo|tich|ly|sinh))"
    rf"(?! (?:toi|minh|t|tao|em(?! (?:gai|trai)))\b)(?<!dang ky ho)"
    rf"|dang ky ho (?:cho )?(?:{_PERSON})\b"
    rf"|(?:{_VERB}|vo|vao) (?:\w+ )?cho {_SOME}(?:{_PERSON})\b{_NOT_THEM}|(?:{_VERB}) thay(?:$| cho | dan\b| ho$"
    rf"| (?:{_PERSON})\b)|(?:dan|ba con|khach|hang xom)(?: (?:ra|den|toi|len|vo))? nho"
    rf"|(?:{_VERB}) cho {_SOME}(?:khach|me|bo|vo|chong|hang xom|ba con|nguoi (?:nha|khac)|gia dinh|con (?:gai|trai)"
    r"|bo me|ba me|ba ma|ong ba)(?: (?:em|toi|minh|con|a|nha|nhe|thoi|luon|do|day|ne))*$"
    rf"|^(?:da |a |thi |la )*cho {_SOME}(?:khach|me|bo|vo|chong|ba xa|ong xa|ong cu|ba cu|cu (?:ong|ba)"
    r"|con (?:gai|trai|dau|re)|chau (?:gai|trai|noi"
    rf"|ngoai)|hang xom|ba con"
    r"|(?:anh|chi|em|ban|ba|ong|di|cau|co|chu|bac|ma|cha) (?:gai|trai|noi|ngoai|hang xom|ho|ruot))\b"
    rf"|(?:{_PERSON})(?: (?:toi|em|minh))? nho(?: (?:thoi|do|a|nha|day))?$"
    r"|nho (?:toi|em|minh|con|chau|bo|me|ba|t|bac|co|chu|ong|anh|chi) (?:vo|vao|len|hoi|nhan|lam|dang ky|tim"
    r"|xem|coi|bam|do|kiem|ra|no|tra loi)\b)"
)
_WORKED = regex(r"\blam (?:tho|thue|cong|muon|nhan vien) cho\b")
_DENIED = regex(r"\bkhong (?:phai )?(?:giup|lam gium|hoi gium|lam ho|hoi ho|nho)\b|\b(?:ai|khong ai) nho\b")
# Who calls themselves so and says "for" the same word means themselves.
_OWN = regex(
    r"\b(toi|em|minh|t|con|chau|bac|chu|co|tao|anh|chi|o|ba|ong)\b(?: \w+){0,4} cho (?:chinh |rieng |mot "
    r"|moi )?\1\b(?! (?:gai|trai|chong|vo|dau|re|ho))"
    r"|\bcho (?:chinh |rieng |mot |moi )?(?:toi|em|minh|t|con|chau|bac|chu|co|tao|ban than)(?: \w+)? (?:thoi|chu"
    r"|luon|xai|dung|a|ne)\b"
    r"|\b(?:cua|cho) (?:rieng|chinh|mot) (?:toi|em|minh)\b|\brieng (?:toi|em|minh|t) (?:xai|dung)\b|\b(?:lap"
    r"|lam|mo|xin|dang ky) rieng (?:toi|em|minh|t)\b|\b(?:vua"
    r"|nua) cho (?:toi|em|minh|t|con|chau)\b"
    r"|\b(?:minh|em|toi|con|chau|tao) tu (?:xai|dung)\b"
    r"|\b(?:toi|em|chau|bac) (?:\w+ ){0,2}cho (?:chinh |rieng )?minh\b(?! (?:oi|voi|di|cai|mot|1|hoi|xin)\b)"
    r"|\btu (?:minh|em|toi) (?:xai|dung|lam)\b|\btu (?:lam|xai|dung) (?:tu|de)\b"
    r"|\b(?:xai|dung) cho (?:chinh |rieng )?(?:toi|em|minh|t)\b(?! (?:gai|trai))"
)


def is_own(said: str) -> bool:
    """True where the plain text says that it is for the writer."""
    return not _FOR.isdisjoint(words(said)) and _OWN.search(said) is not None


def is_helping(clause: str) -> bool:
    """True where the plain clause asks in somebody else's stead."""
    tokens = words(clause)
    return (
        (not _HELPING.isdisjoint(tokens) or ("cho" in tokens and not _PEOPLE.isdisjoint(tokens)))
        and _HELPS.search(clause) is not None
        and _HELPS.search(_OWN.sub(" ", _WORKED.sub(" ", clause))) is not None
        and not _DENIED.search(clause)
    )
