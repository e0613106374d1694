"""How names are known again in a text: every run of characters that could be one. It stores nothing."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from portal.hanzi import simplified

# Family names, single ones by frequency (some 95 of 100 people bear one of the first half), compound.
SINGLE = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文樊兰殷施洪翟安颜倪"
    "牛温芦季俞章鲁葛伍申尤毕聂柴焦岳齐梅庄辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位霍翁隋"
    "植甘景薄单包司柏宁柯阮桂闵解强丛岑巩边卞冉冀娄仇郎滕米蒲逄亓昝仉仝佟冼厉敖卓戚佘蔺晏瞿桑"
)
COMPOUND = frozenset(
    (
        "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "宇文",
        "长孙", "夏侯", "独孤", "南宫", "闻人", "端木", "轩辕", "澹台", "太史", "申屠", "公羊", "淳于",
    )
)  # fmt: skip
# What people write where a name was asked for, and what is a word before it is a name.
NO_NAMES = frozenset(
    [
        "匿名",
        "本人",
        "患者",
        "病人",
        "家属",
        "无",
        "不详",
        "未知",
        "先生",
        "女士",
        "匿名者",
        "市民",
        "群众",
        "热心市民",
        "患者家属",
        "病人家属",
        "保密",
        "不便透露",
        "不愿透露",
    ]
)
WORDS = frozenset(
    [
        "高兴",
        "方便",
        "方面",
        "安全",
        "安排",
        "安静",
        "常常",
        "常规",
        "经常",
        "成功",
        "成为",
        "成人",
        "管理",
        "关于",
        "关注",
        "关心",
        "关系",
        "于是",
        "任何",
        "任务",
        "何时",
        "何地",
        "何必",
        "单独",
        "解释",
        "解决",
        "强烈",
        "白天",
        "白色",
        "严重",
        "严格",
        "许多",
        "万一",
        "文明",
        "文化",
        "马上",
        "高度",
        "高温",
        "和平",
        "平安",
        "康复",
        "健康",
        "左右",
        "包括",
        "费用",
        "明确",
        "石膏",
        "黄金",
        "金额",
        "温度",
        "温和",
        "向上",
        "向前",
        "申请",
        "申诉",
        "施工",
        "洪水",
        "祝福",
        "景观",
        "强调",
        "边上",
        "边缘",
        "盛情",
        "游客",
        "阳光",
        "席位",
        "卫生",
        "查房",
        "查看",
        "位置",
        "司机",
        "单位",
        "单子",
        "常用",
        "水平",
        "时间",
        "江南",
        "江苏",
        "海南",
        "云南",
        "河南",
        "湖南",
        "安徽",
        "宁夏",
        "龙井",
        "牛奶",
        "白云",
        "花园",
        "梅花",
        "石头",
        "田野",
        "林业",
        "叶子",
        "毛巾",
        "章程",
        "成绩",
        "童年",
        "项目",
        "程度",
        "程序",
        "周围",
        "周期",
        "周日",
        "周一",
        "周二",
        "周三",
        "周四",
        "周五",
        "周六",
        "向阳",
        "柏油",
        "米饭",
        "苗条",
        "甘草",
        "席间",
        "易怒",
        "莫名",
        "莫非",
        "余额",
        "余下",
        "段时",
        "余生",
        "雷雨",
        "夏天",
        "夏季",
        "秦皇",
        "江边",
        "马路",
        "马桶",
        "高峰",
        "高压",
        "高龄",
        "高低",
        "高中",
        "高速",
        "高烧",
        "高热",
        "高价",
        "温馨",
        "温暖",
        "温水",
        "文件",
        "文字",
        "文书",
        "成果",
        "成立",
        "成年",
        "成本",
        "成员",
        "成都",
        "平时",
        "平均",
        "平台",
        "平等",
        "平稳",
        "平方",
        "安心",
        "安装",
        "安检",
        "安抚",
        "方法",
        "方式",
        "方向",
        "方案",
        "方才",
        "时候",
        "时期",
        "时段",
        "时常",
        "时限",
        "常见",
        "常年",
        "常态",
        "金属",
        "金钱",
        "包装",
        "包扎",
        "包含",
        "包裹",
        "包房",
        "水果",
        "水费",
        "水肿",
        "水泥",
        "白色",
        "白班",
        "白癜",
        "白内",
        "黄色",
        "黄疸",
        "江河",
        "花费",
        "花钱",
        "毛病",
        "田地",
        "余地",
        "钱款",
        "严肃",
        "严厉",
        "严禁",
        "施行",
        "武装",
        "武汉",
        "周到",
        "周末",
        "周边",
        "周岁",
        "周年",
        "许可",
        "祝愿",
        "顾虑",
        "顾客",
        "盛大",
        "汤药",
        "孔洞",
        "向后",
        "向来",
        "向导",
        "雷同",
        "龙头",
        "万事",
        "古老",
        "古代",
        "路口",
        "路线",
        "路费",
        "路过",
        "路边",
        "车辆",
        "车位",
        "车站",
        "计划",
        "计算",
        "计时",
        "计费",
        "管道",
        "管子",
        "管床",
        "关闭",
        "关键",
        "解答",
        "解除",
        "解读",
        "应该",
        "应当",
        "应急",
        "应用",
        "于今",
        "双方",
        "全部",
        "全面",
        "全程",
        "全体",
        "全家",
        "全天",
        "全市",
        "全省",
        "全院",
        "连续",
        "连接",
        "连同",
        "支持",
        "支付",
        "支架",
        "支气",
        "单据",
        "单纯",
        "单价",
        "容易",
        "容量",
        "幸福",
        "幸运",
        "冷静",
        "冷漠",
        "满意",
        "满足",
        "查询",
        "查验",
        "查找",
        "别人",
        "别的",
        "简单",
        "简化",
        "强制",
        "强度",
        "曲线",
        "游玩",
        "左侧",
        "左边",
        "左手",
        "席地",
        "明确",
        "明显",
        "明白",
        "明年",
        "明天",
        "温州",
        "沈阳",
        "郑州",
        "徐州",
        "常州",
        "梅州",
        "柳州",
        "苏州",
        "洪灾",
        "祝好",
        "和气",
        "和谐",
        "和解",
        "和缓",
        "商量",
        "商业",
        "商店",
        "商场",
        "阴性",
        "阴道",
        "符合",
        "符号",
        "景色",
        "景区",
        "柏林",
        "梁上",
        "葛根",
        "史料",
        "黎明",
        "易于",
        "易懂",
        "易感",
        "戴口",
        "戴上",
        "纪律",
        "纪检",
        "纪委",
        "纪念",
        "卓越",
        "卫健",
        "卫生间",
        "王府",
        "王府井",
        "石膏板",
        "边境",
        "边界",
        "司法",
        "司机",
        "柴油",
        "柴火",
        "焦虑",
        "焦急",
        "宁静",
        "宁可",
        "解说",
        "强化",
        "强迫",
        "强行",
        "丛林",
        "米汤",
        "牛皮",
        "牛肉",
        "毕业",
        "毕竟",
        "聂耳",
        "殷切",
        "任意",
        "任职",
        "任期",
        "任凭",
        "丁克",
        "童装",
        "游泳",
        "阳性",
        "裴多",
        "甘油",
        "莫如",
        "温泉",
        "万分",
        "万元",
        "钟头",
        "钟表",
        "席卷",
        "姚明",
        "尹始",
        "汤匙",
        "谷物",
        "谷氨",
        "鲁莽",
        "申报",
        "申领",
        "申办",
        "申明",
        "季度",
        "季节",
        "章节",
        "伍佰",
        "尤其",
        "尤为",
    ]
)
# A family name as a part of a pattern.
FAMILY = f"(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SINGLE))}])"
LENGTHS = (2, 3, 4)
# A name without one of these families is known again by so many characters at least.
LEAST = 3
LATIN = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+){1,2}")
# How people write the dot in names that have one; such a part has so many characters at most.
DOT, DOTS, PART = "·", str.maketrans("•・‧∙●", "·····"), 8
HAN = r"[\u4e00-\u9fff]"
DOTTED = re.compile(rf"(?=(?P<first>{HAN}{{1,{PART}}}){DOT}(?P<rest>{HAN}{{1,{PART}}}))")


# What stands behind the name of somebody who works here.
OFFICE = r"(?:医生|医师|大夫|主任医师|主治|副?主任|护士长?|护师|药师|技师|副?院长|副?科长|副?处长|教授|专家)"
# Family names that before a title are mostly another word (一位医生, 主管医生, 向医生, 由护士).
NO_FAMILY = "[位管单解时经平卫向和应查边强项包万景]"
# What stands between words, and in no name of a person.
SPANNING = frozenset("由须前后为将在的以及并被把向对给")


class Candidate(NamedTuple):
    """A run of a text that could be a name."""

    name: str
    start: int
    end: int


def normalised(name: str) -> str:
    """Return a name as it is compared; empty for what is none."""
    plain = _simple(unicodedata.normalize("NFKC", name).casefold())
    found = "".join(plain.split()) if not plain.isascii() else " ".join(plain.split())
    return "" if found in NO_NAMES or len(found) < LENGTHS[0] else found


def candidates(text: str) -> Iterator[Candidate]:
    """Yield every run that could be somebody's name, however it is spaced; most are none."""
    plain, at = squeezed(text)
    for start in range(len(plain)):
        borne = plain[start] in SINGLE or plain[start : start + 2] in COMPOUND
        for length in LENGTHS:
            run = plain[start : start + length]
            if len(run) == length and (borne or length >= LEAST) and all(map(_is_han, run)):
                yield Candidate(run, at[start], at[start + length - 1] + 1)
    for met in DOTTED.finditer(plain):
        first = met.start("first")
        for last in range(*met.span("rest")):
            yield Candidate(plain[first : last + 1], at[first], at[last] + 1)
    for match in LATIN.finditer(text):
        yield Candidate(normalised(match[0]), *match.span())


def titled(titles: str) -> re.Pattern[str]:
    """Return how a name before one of some titles looks; 于 before it is the preposition, mostly."""
    rest = rf"{HAN}{{0,2}}?{titles}"
    no_name = rf"(?!{NO_FAMILY}{titles}|高年资|高级)"
    return re.compile(
        rf"{no_name}(?<![由关对至属责]){FAMILY}{rest}"
        rf"|(?<=[由关对至属]){no_name}{FAMILY.replace('于', '')}{rest}"
    )


def with_office(text: str) -> Iterator[Candidate]:
    """Yield the family names of those who are called by their office, with where the whole stands."""
    for match in WITH_OFFICE.finditer(simplified(text)):
        if not spans_words(match[0]):
            yield Candidate(family(match[0]), *match.span())


def spans_words(run: str) -> bool:
    """Say whether what looks like a name with a title begins with an ordinary word, or spans several."""
    return is_a_word(run[:2]) or any(char in SPANNING for char in run[1:-2])


def pairs(text: str) -> Iterator[Candidate]:
    """Yield every run of two Chinese characters: a given name alone, or a part of any word."""
    plain, at = squeezed(text)
    for start in range(len(plain) - 1):
        run = plain[start : start + 2]
        if _is_han(run):
            yield Candidate(run, at[start], at[start + 1] + 1)


def family(text: str) -> str:
    """Return the family name a text begins with; else nothing."""
    plain = _simple(text)
    if plain[:2] in COMPOUND:
        return plain[:2]
    return plain[:1] if plain[:1] in SINGLE else ""


def squeezed(text: str) -> tuple[str, list[int]]:
    """Return a text without what stands between Chinese characters only to part them, and each one's place."""
    simple = _simple(text)
    kept = [
        at
        for at, char in enumerate(simple)
        if not _parts(char) or not _is_han(_beside(simple, at, -1) + _beside(simple, at, 1))
    ]
    return "".join(simple[at] for at in kept), kept


def given(name: str) -> str:
    """Return the given name of a Chinese name that has one of two characters; else nothing."""
    return name[1:] if len(name) == LEAST and name[0] in SINGLE else ""


def _simple(text: str) -> str:
    return simplified(text).translate(DOTS)


def _beside(text: str, at: int, step: int) -> str:
    """Return the next character that parts nothing, or another than a Chinese one."""
    at += step
    while 0 <= at < len(text) and _parts(text[at]):
        at += step
    return text[at] if 0 <= at < len(text) else " "


def _parts(char: str) -> bool:
    return char.isspace() or char in ".-_*\u200b"


def _is_han(chars: str) -> bool:
    return all("一" <= char <= "鿿" for char in chars)


def is_a_word(name: str) -> bool:
    """Say whether it is an ordinary word as well."""
    return name in WORDS


WITH_OFFICE = titled(OFFICE)
