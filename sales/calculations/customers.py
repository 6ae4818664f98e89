"""When two spellings of a company's name are the same name, and what a web address says of it."""

import re
import unicodedata
from urllib.parse import urlsplit

_FORMS = (
    "ab ag as asa bv bvba co company corp corporation doo eurl gbr gmbh inc incorporated kft kg kk lda limited llc"
    " llp lp ltd ltda mbh nv ohg oy oyj plc pte pty sa sarl sas se sl spa spzoo srl sro ug zoo"
)
_LEGAL_FORMS = frozenset(_FORMS.split())
_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_DOTTED = re.compile(r"(?<=\b\w)\.(?=\w\b|\s|$)")
_NOT_A_WORD = re.compile(r"[^\w&]+|_")


def normalized_name(name: str) -> str:
    """The name without case, accents' spelling, brackets, punctuation, a leading "the" and legal forms at its end.

    ``The Example Co., Ltd. (UK)`` and ``EXAMPLE`` are one name. A name that is nothing but a legal form stays as it
    is. Equal results mean "probably the same", not "certainly": two companies may share a name.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    words = _NOT_A_WORD.sub(" ", _DOTTED.sub("", _BRACKETED.sub(" ", folded))).split()
    kept = words[1:] if len(words) > 1 and words[0] == "the" else words
    while len(kept) > 1 and (kept[-1] in _LEGAL_FORMS or kept[-1] == "&"):
        kept = kept[:-1]
    return " ".join(kept)[:200] or folded.strip()[:200]


def folded_label(text: str) -> str:
    """Only letters and digits, without case: ``GTX Pro``, ``GTXPro`` and ``gtx-pro`` are one label."""
    return "".join(each for each in unicodedata.normalize("NFKC", text).casefold() if each.isalnum())


def domain_of(address: str) -> str:
    """The host of a web or e-mail address without ``www.``; empty when there is none that could be one."""
    text = address.strip().lower().rpartition("@")[2]
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.").strip(".")
    return host if "." in host and " " not in host else ""
