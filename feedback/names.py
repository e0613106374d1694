"""How names are known again in a text: every run of characters that could be one. It stores nothing."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Family names, single ones by frequency (some 95 of 100 people bear one of the first half), compound.
SINGLE = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文樊兰殷施洪翟安颜倪"
    "牛温芦季俞章鲁葛伍申尤毕聂柴焦岳齐梅庄辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位霍翁隋"
    "植甘景薄单包司柏宁柯阮桂闵解强丛岑巩边卞冉冀娄仇郎滕米蒲"
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
    ]
)
# A family name as a part of a pattern.
FAMILY = f"(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SINGLE))}])"
LENGTHS = (2, 3, 4)
LATIN = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+){1,2}")


class Candidate(NamedTuple):
    """A run of a text that could be a name."""

    name: str
    start: int
    end: int


def normalised(name: str) -> str:
    """Return a name as it is compared; empty for what is none."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    found = "".join(plain.split()) if not plain.isascii() else " ".join(plain.split())
    return "" if found in NO_NAMES or len(found) < LENGTHS[0] else found


def candidates(text: str) -> Iterator[Candidate]:
    """Yield every run that could be somebody's name; most are none."""
    for at, char in enumerate(text):
        if char in SINGLE or text[at : at + 2] in COMPOUND:
            for length in LENGTHS:
                run = text[at : at + length]
                if len(run) == length and all("一" <= one <= "鿿" or one == "·" for one in run):
                    yield Candidate(run, at, at + length)
    for match in LATIN.finditer(text):
        yield Candidate(normalised(match[0]), *match.span())


def is_a_word(name: str) -> bool:
    """Say whether it is an ordinary word as well."""
    return name in WORDS
