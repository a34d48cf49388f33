"""Words as questions use them, made alike: short forms, regional words and fixed phrases as one word each."""

from __future__ import annotations

from functools import lru_cache

from bot.understanding.fold import TEXTS
from bot.understanding.sentence import Tokens, phrase_set, word_set, words

# One word for what is said in many ways; folded, so that a phrase keeps apart what single syllables confuse
# ("ten mien" the name, "mien phi" for nothing).
_SAID: dict[str, str] = {
    "khong": "ko, k, kh, kg, khg, hong, hok, hem, hk, hog, khum",
    "mienphi": "mien phi, free, 0 dong, cho khong",
    "tenmien": "ten mien, domain, do main",
    "dangky": "dang ky, dang ki, dk, dki, dky, dag ky",
    "nhadangky": "nha dang ky, nha dang ki, nha dk, nha cung cap",
    "luadao": "lua dao, scam, bip, bip bom, lua ga",
    "giamao": "gia mao, mao danh, gia danh, fake, trang gia, web gia",
    "baonhieu": "bao nhieu, bao nhiu, bn, bnh, bnhieu, bnhiu, may dong, may tien, nhiu",
    "khinao": "khi nao, bao gio, chung nao, luc nao, hoi nao, bgio, ngay nao, ngay may, thang may",
    "baolau": "bao lau, may ngay, may tieng, may phut, lau khong, lau ko, lau k, lau hong",
    "dung": "xai, su dung",
    "web": "website, trang web, wep, wed, web site, site",
    "congty": "cong ty, cty, doanh nghiep, dn",
    "hokd": "ho kinh doanh, hkd, ho kd, ho ca the",
    "quan": "tiem, cua hang, cua hieu, sap",
    "cccd": "cmnd, can cuoc, can cuoc cong dan, chung minh thu, chung minh nhan dan",
    "khuonmat": "khuon mat, chup mat, quay mat, guong mat, selfie, quet mat, soi mat",
    "xacthuc": "xac thuc, xac minh, dinh danh, ekyc, e kyc",
    "htx": "hop tac xa",
    "sdt": "so dien thoai, so dt, sim",
    "dienthoai": "dien thoai, dt, phone, smartphone",
    "email": "mail, gmail, e mail, thu dien tu",
    "otp": "ma otp, ma xac nhan",
    "hainam": "2 nam, hai nam",
    "namba": "nam thu 3, nam thu ba, nam 3, nam ba",
    "namsau": "sang nam, nam sau, nam toi, qua nam, nam 2027, 2027",
    "giahan": "gia han",
    "hangnam": "hang nam, moi nam, mot nam, 1 nam, 1 nam, tung nam",
    "hethan": "het han, qua han, han chot, deadline",
    "giayto": "giay to, ho so, thu tuc",
    "giayphep": "giay phep, gpkd, giay chung nhan, giay dang ky kinh doanh, dkkd",
    "nhanuoc": "nha nuoc, chinh phu",
    "coquan": "co quan, don vi, to chuc",
    "sinhvien": "sinh vien, sv",
    "nuocngoai": "nuoc ngoai, nguoi tay, foreigner, ngoai quoc",
    "idvn": "id vn",
    "bizvn": "biz vn",
    "comvn": "com vn",
    "facebook": "fb, face, fanpage, trang facebook, phay, phay but",
    "tiktok": "tik tok, tiktok shop",
    "matkhau": "mat khau, pass, password",
    "taikhoan": "tai khoan, acc, account",
    "thongtin": "thong tin, du lieu, info, data",
    "uytin": "uy tin, tin cay, dang tin, tin duoc, tin tuong",
    "chuyenkhoan": "chuyen khoan, chuyen tien, thanh toan",
    "congthuong": "bo cong thuong, so cong thuong, cong thuong, bct",
    "nguoi": "ng, nguoi ta",
    "gi": "j, cai gi, cai chi, cai j",
    "sao": "the nao, nhu the nao, ntn, ra sao, lam sao, lam the nao, cach nao",
    "vi": "vi sao, tai sao",
    "phi": "le phi",
    "lamgi": "lam gi, lam chi, de lam gi, de lam chi, lam j, de lam j, lm gi, lm j",
    "laai": "la ai, ai day",
    "odau": "o dau, cho nao, noi nao, dau nhi, o mo",
    "tratien": (
        "mat tien, ton tien, dong tien, tra tien, bo tien, nop tien, mat phi, ton phi, thu phi, dong phi, tra phi, "
        "nop phi, ton kem, mat dong nao, ton dong nao, tra dong nao, mat xu nao, ton xu nao, thu tien"
    ),
    "lam": "lm",
    "bansao": "ban sao, sao y",
    "khacgi": "khac gi, khac nhau, khac cho nao, khac j",
}
_PHRASES = {phrase: one for one, line in _SAID.items() for phrase in phrase_set(line)}
_BY_OPENING: dict[str, list[tuple[Tokens, int, str]]] = {}
"""First word → the phrases it begins, the longest first: their words, how many, and the form they share."""
for _phrase in sorted(_PHRASES, key=lambda phrase: -len(phrase.split())):
    _split = tuple(_phrase.split())
    _BY_OPENING.setdefault(_split[0], []).append((_split, len(_split), _PHRASES[_phrase]))
# What carries no part of the question: forms of address, particles, hedges.
WEIGHTLESS = word_set(
    "em e minh mk m toi tui tao t chau anh a chi c co chu bac ong ba ban b ad admin shop sop bot oi",
    "da vang u uh um ok oke ah ak nha nhe nhen nhi ne ni he do day ay thoi luon vay vs z zay rua cha troi",
    "the thi la ma voi cho hoi xin muon nay kia gium dum duoc dc roi r cung nhu nua van dang se cai",
    "ha hihi haha hi hello alo chao cam on vui long ben va hay hoac cac nhung v a dang de o",
)


def alike(text: str) -> Tokens:
    """The words of a plain text in order, each in its common form, without those that carry nothing."""
    return tuple([word for word in joined(text) if word not in WEIGHTLESS])


@lru_cache(TEXTS)
def joined(text: str) -> Tokens:
    """The words of a plain text in order, each, or each phrase, in its common form."""
    said = words(text)
    if _BY_OPENING.keys().isdisjoint(said):
        return said
    found: list[str] = []
    at = 0
    while at < len(said):
        size, one = 1, said[at]
        for phrase, length, common in _BY_OPENING.get(one, ()):
            if said[at : at + length] == phrase:
                size, one = length, common
                break
        found.append(one)
        at += size
    return tuple(found)
