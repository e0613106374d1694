"""What in a text may point to one person: names, days, ages, beds, addresses. Each is to be looked at.

No rule of this kind is safe: bare names, nicknames and what only neighbours know stay unfound.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from feedback import names
from feedback.names import FAMILY, HAN
from portal.gate import Finding, Label, Level
from portal.giveaways import plain


class Hint(NamedTuple):
    """A kind of hint: how it looks, why it matters and what to write instead."""

    kind: str
    pattern: re.Pattern[str]
    reason: Label
    advice: Label
    level: Level = Level.SOFT


TITLE = rf"(?:{names.OFFICE}|先生|女士|小姐|太太|大爷|大妈|大叔|大姐|阿姨|奶奶|爷爷|老师|同志|师傅|保安|护工|某某|某)"
CUE = (
    r"(?:姓名|患者|病人|病患|患儿|产妇|老人|家属|投诉人|反映人|当事人|联系人|本人|我叫|我是|名叫|叫做|名字叫|名为"
    r"|医生|护士|大夫|主任|院长|母亲|父亲|妻子|丈夫|儿子|女儿|爱人)"
)
# After a cue these are no names though they begin like one.
NO_NAME = (
    r"(?!方面|方便|高度|高兴|安全|安排|常常|常规|成功|成为|管理|关于|关注|向医|向院|于是|任何|何时|何地|单独|解释|强烈"
    r"|白天|严重|许多|万一|文明|和|及时|都|包括|费用|金额|石膏|黄疸|康复|明确|左侧|左手|左脚|左眼|边|沟通|应|毛病|熊|武汉)"
)
NUMERAL = "[0-9〇零一二三四五六七八九十百两]"
MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)

# Chinese names in Latin letters: the more frequent families, and what a syllable looks like.
LATIN_FAMILY = (
    r"(?:Wang|Li|Zhang|Liu|Chen|Yang|Huang|Zhao|Wu|Zhou|Xu|Sun|Zhu|Guo|Gao|Luo|Zheng|Liang|Xie|Tang|Deng|Feng"
    r"|Peng|Zeng|Xiao|Tian|Dong|Pan|Yuan|Cai|Jiang|Yu|Du|Ye|Cheng|Wei|Su|Lv|Ding|Shen|Ren|Yao|Lu|Zhong|Cui|Tan"
    r"|Liao|Shi|Jia|Xia|Fang|Zou|Xiong|Meng|Qin|Qiu|Hou|Yin|Xue|Yan|Duan|Lei|Qian|Ouyang|Situ|Shangguan|Zhuge)"
)
SYLLABLE = (
    r"(?i:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uan|uai|ai|ei|ao|ou|an|en|in"
    r"|un|ia|ie|iu|ua|uo|ui|ue|a|o|e|i|u|v))"
)
NO_LATIN = r"(?:Yu|Lu|Pan|Su|Tan|Sun|Li|Du|Shi) (?:an|a|to|on|in|he|me|we|so|no|do|be)"

HINTS = (
    Hint(
        "name",
        names.titled(TITLE),
        _("This looks like somebody's name."),
        _("Letters stand for people: patient A, doctor B."),
    ),
    Hint(
        "name",
        re.compile(rf"{CUE}(?:[:：是]|叫)?(?P<own>{NO_NAME}{FAMILY}{HAN}{{1,2}})(?!科)"),
        _("This looks like somebody's name."),
        _("Letters stand for people: patient A, doctor B."),
    ),
    Hint(
        "name",
        re.compile(rf"{HAN}{{1,8}}·{HAN}{{1,8}}(?:·{HAN}{{1,8}})?"),
        _("This looks like somebody's name."),
        _("Letters stand for people: patient A, doctor B."),
    ),
    Hint(
        "name",
        re.compile(
            r"\b(?:Mr|Mrs|Ms|Miss|Dr|Doctor|Prof|Professor|Nurse|Sister)\b\.?\s+[A-Z][a-z]+(?:\s[A-Z][a-z]+)?"
        ),
        _("This looks like somebody's name."),
        _("Letters stand for people: patient A, doctor B."),
    ),
    Hint(
        "name",
        re.compile(
            rf"(?<![A-Za-z])(?!{NO_LATIN}\b)(?:{LATIN_FAMILY} (?:{SYLLABLE}){{1,3}}"
            rf"|(?:{SYLLABLE}){{1,3}} (?:{LATIN_FAMILY}|{LATIN_FAMILY.upper()}))(?![A-Za-z])"
        ),
        _("This looks like somebody's name."),
        _("Letters stand for people: patient A, doctor B."),
    ),
    Hint(
        "birthday",
        re.compile(
            rf"{NUMERAL}{{2,4}}年{NUMERAL}{{1,3}}月{NUMERAL}{{1,3}}[日号](?:出生|生(?!效|产|活)|生日)"
            rf"|(?:生日|出生日期|出生于|生于)[是为:： ]{{0,2}}{NUMERAL}{{2,4}}年{NUMERAL}{{1,3}}月{NUMERAL}{{1,3}}[日号]"
            rf"|\bborn (?:on )?\d{{1,2}}(?:st|nd|rd|th)? {MONTHS},? \d{{4}}|\bborn (?:on )?{MONTHS} \d{{1,2}},? \d{{4}}"
        ),
        _("With a birthday somebody is found in every list."),
        _("Leave it out, or write a band of ages."),
        Level.BLOCK,
    ),
    Hint(
        "birthday",
        re.compile(
            r"(?:正|[一二三四五六七八九十冬腊]{1,2})月[初十廿]{1,2}[一二三四五六七八九十]?(?:的?生日|出生|生人)"
        ),
        _("With a birthday somebody is found in every list."),
        _("Leave it out, or write a band of ages."),
    ),
    Hint(
        "dwelling",
        re.compile(
            rf"{HAN}{{2,12}}{NUMERAL}{{1,5}}(?:号院?|弄|栋|幢|座|号楼)"
            rf"(?:{NUMERAL}{{1,4}}单元)?{NUMERAL}{{2,4}}(?:室|号房)"
        ),
        _("An address leads to one household."),
        _("Leave it out, or name the district only."),
        Level.BLOCK,
    ),
    Hint(
        "masked",
        re.compile(r"(?<![*＊x×])[*＊x×]{4,}[ -]?\d{2,4}[\dXx]?|(?<!\d)\d{3}[*＊]{4}\d{4}(?!\d)"),
        _("What is left of a number can be enough to find somebody."),
        _("Leave it out."),
    ),
    Hint(
        "number",
        re.compile(
            r"(?<![\d.,:：〔第A-Za-z-])(?!(?:19|20)\d{4}(?!\d))\d{6,8}(?![\d.,:%％元万条人次例份-])"
        ),
        _("A long number may be somebody's record or telephone."),
        _("Leave it out, or round it."),
    ),
    Hint(
        "time",
        re.compile(
            rf"(?:凌晨|半夜|深夜|午夜|清晨){NUMERAL}{{1,3}}[点时](?:半|钟|{NUMERAL}{{1,3}}分?)?"
        ),
        _("An exact hour lets people find out who was there."),
        _("Write “at night”, or nothing."),
    ),
    Hint(
        "date",
        re.compile(
            rf"(?:{NUMERAL}{{2,4}}年)?{NUMERAL}{{1,3}}月(?:份)?{NUMERAL}{{1,3}}[日号]"
            r"|(?<!\d)(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?!\d)"
            rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTHS}(?:,?\s\d{{4}})?|\b{MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s\d{{4}})?"
        ),
        _("An exact day lets people find out who was there."),
        _("Write the month, or nothing."),
    ),
    Hint(
        "age",
        re.compile(
            rf"{NUMERAL}{{1,4}}周?岁(?!以上|以下|及以|的?儿童|以内)|{NUMERAL}{{1,3}}个?多?月大"
            r"|\b(?:aged?|age of)\s\d{1,3}\b(?!\s?(?:to|and|or|[-–]))|\b\d{1,3}[- ]years?[- ]old\b"
        ),
        _("An exact age helps to recognise somebody."),
        _("Write a band: “in their sixties”, “a child”."),
    ),
    Hint(
        "bed",
        re.compile(
            rf"(?<!\d)\d{{1,3}}\+?\s?号?床|{NUMERAL}{{1,3}}[号]?病[区室房]|(?<!\d)\d{{3,4}}号?(?:病房|房间|室)"
            r"|\b(?:bed|room|ward)\s(?:no\.?\s)?\d{1,4}\b",
            re.IGNORECASE,
        ),
        _("A bed, room or ward leads to one person."),
        _("Leave it out."),
    ),
    Hint(
        "address",
        re.compile(
            rf"{HAN}{{2,10}}(?:路|街道?|大道|巷|弄|胡同|村|屯|小区|花园|公寓|社区|新城|家园|苑){HAN}{{0,4}}"
            rf"{NUMERAL}{{1,5}}(?:号院?|弄|栋|幢|座|单元|室|组|队)(?:{NUMERAL}{{1,4}}(?:号|栋|幢|单元|室|楼))*"
            r"|\b\d{1,4}\s[A-Z][a-z]+\s(?:Road|Street|Lane|Avenue|Close|Drive|Way)\b"
        ),
        _("An address leads to one household."),
        _("Leave it out, or name the district only."),
    ),
    Hint(
        "quote",
        re.compile(r"“(?=[^”]*[\u4e00-\u9fff])[^”]{16,}”|「[^」]{16,}」|“[^”]{40,}”"),
        _("Somebody's own words are recognised by whoever heard them."),
        _("Tell it in your own words, or make sure that the submitter agreed to be quoted."),
    ),
)


def hints(text: str) -> Iterator[Finding]:
    """Yield what has to be looked at in a text."""
    simple = plain(text)
    for kind, pattern, reason, advice, level in HINTS:
        for match in pattern.finditer(simple):
            own = "own" if match.groupdict().get("own") else 0
            start, end = match.span(own)
            if kind == "name" and names.spans_words(simple[start:end]):
                continue
            yield Finding(kind, level, start, end, text[start:end], reason, advice)
