"""The demo hospital's news and notices in both languages. All of it is invented; nobody is named."""

from typing import Any, NamedTuple

from home.texts.tables import table

NEWS, NOTICE = "news", "notice"


class Drawing(NamedTuple):
    """A picture of our own, and where in it the eye should rest."""

    name: str
    title: str
    focus: tuple[int, int, int, int]  # centre x, centre y, width, height


class Piece(NamedTuple):
    """One piece of news: how old it is, its picture, and its words by language."""

    slug: str
    section: str
    days_ago: int
    words: dict[str, dict[str, Any]]
    picture: str = ""


DRAWINGS = (
    Drawing("hall", "门诊大厅的扶手与长椅", (640, 480, 760, 720)),
    Drawing("desk", "病区走廊里的流动投诉站", (800, 480, 960, 700)),
    Drawing("morning", "早上七点的采血窗口", (1000, 400, 900, 620)),
)

PIECES = (
    Piece(
        "booking-system-upgrade",
        NOTICE,
        3,
        {
            "zh-hans": {
                "title": "{saturday}夜里升级预约系统，约三小时不能挂号",
                "lead": "{saturday}（周六）22 点到次日 1 点，手机和自助机暂停预约、缴费和查报告。急诊照常。",
                "search_description": "预约系统升级通知：暂停时间、哪些服务照常、急着看病怎么办。",
                "body": [
                    ("heading", "哪些停，哪些不停"),
                    table(
                        "升级期间的服务",
                        ("服务", "周六 22 点至次日 1 点"),
                        ("手机、自助机预约和改期", "暂停"),
                        ("手机缴费、查报告", "暂停"),
                        ("急诊挂号、缴费、取药", "照常，到窗口办"),
                        ("网上反映问题、查进度", "照常"),
                    ),
                    (
                        "paragraph",
                        "<p>已经约好的号不受影响，不用重新约。升级后，停诊改期会自动发短信，这是许多患者提过的。</p>",
                    ),
                    (
                        "note",
                        {
                            "kind": "warning",
                            "title": "身体不舒服，不要等系统",
                            "text": "请直接到急诊，或拨打 120。",
                        },
                    ),
                ],
            },
            "en": {
                "title": "Booking system closed for three hours on the night of {saturday}",
                "lead": "On Saturday {saturday} from 22:00 to 1:00 you cannot book, pay or read reports on your phone or at the kiosks. The emergency department works as always.",
                "search_description": "Upgrade of the booking system: when it is closed, what goes on as usual, and what to do if you need a doctor.",
                "body": [
                    ("heading", "What rests and what goes on"),
                    table(
                        "Services during the upgrade",
                        ("Service", "Saturday 22:00 to Sunday 1:00"),
                        ("Booking and changing on phone and kiosks", "Closed"),
                        ("Paying and reports on the phone", "Closed"),
                        ("Emergency registration, payment, medicines", "As usual, at the counter"),
                        ("Telling us something, tracking it", "As usual"),
                    ),
                    (
                        "paragraph",
                        "<p>Appointments you have stay as they are. After the upgrade a text message comes by itself when a clinic is cancelled or moved, as many of you have asked.</p>",
                    ),
                    (
                        "note",
                        {
                            "kind": "warning",
                            "title": "If you feel ill, do not wait for a system",
                            "text": "Come straight to the emergency department, or call 120.",
                        },
                    ),
                ],
            },
        },
    ),
    Piece(
        "handrails-and-benches",
        NEWS,
        23,
        {
            "zh-hans": {
                "title": "您提的，我们装上了：大厅扶手和长椅",
                "lead": "从正门到门诊大厅，沿墙装了扶手，每隔一段有一张能扶着站起来的长椅。",
                "search_description": "根据患者建议，门诊大厅沿墙加装扶手和带靠背的长椅，轮椅可以人工登记借用。",
                "picture_alt": "门诊大厅里，一位拄手杖的老人坐在长椅上，穿蓝马甲的志愿者站在旁边，墙上有一道扶手。",
                "body": [
                    (
                        "paragraph",
                        "<p>好几位患者说过同一件事：从大门走到挂号处，一路没有地方扶，也没有地方坐。雨天坡道滑，老人更不敢走。</p>"
                        "<p>后勤保障部带着尺子，请拄拐的、坐轮椅的患者一起走了一遍，听他们说哪里够不着、哪里会磕到。扶手的高度，是照他们说的定的。</p>",
                    ),
                    ("heading", "现在有了什么"),
                    (
                        "paragraph",
                        "<ul><li>正门坡道到大厅，沿墙一道连续的扶手。</li>"
                        "<li>六张长椅，都有靠背和扶手，高度适合老人起身。</li>"
                        "<li>轮椅在服务台登记就能借，不用扫码，不收押金。</li></ul>",
                    ),
                    ("heading", "还没做到的"),
                    (
                        "paragraph",
                        "<p>东侧小门的坡道太陡，改起来要动地面，排在下半年。在那之前，请走正门，或者打电话让我们来接。</p>",
                    ),
                ],
            },
            "en": {
                "title": "You asked, it is there: handrails and benches in the hall",
                "lead": "A handrail now runs along the wall from the main gate to the outpatient hall, with benches you can push yourself up from.",
                "search_description": "After patients' suggestions: a handrail and benches from the gate to the outpatient hall, and wheelchairs to borrow at the information desk.",
                "picture_alt": "In the outpatient hall an old visitor with a stick sits on a bench, a volunteer in a blue waistcoat beside him; a handrail runs along the wall.",
                "body": [
                    (
                        "paragraph",
                        "<p>Several patients had told us the same: between the gate and the registration there was nothing to hold on to and nowhere to sit. In the rain the ramp was slippery, and old people were afraid of it.</p>"
                        "<p>Logistics took a ruler and went the whole way with patients on crutches and in wheelchairs, who showed us what was out of reach and where one knocks against something. The rail is at the height they asked for.</p>",
                    ),
                    ("heading", "What is there now"),
                    (
                        "paragraph",
                        "<ul><li>One unbroken rail along the wall, from the ramp to the hall.</li>"
                        "<li>Six benches with backs and arms, high enough to get up from.</li>"
                        "<li>Wheelchairs at the information desk: no code to scan and no deposit.</li></ul>",
                    ),
                    ("heading", "What is not done yet"),
                    (
                        "paragraph",
                        "<p>The ramp at the small east door is too steep, and the ground has to be opened to change it. That is planned for the second half of the year. Until then please use the main gate, or call us and we fetch you.</p>",
                    ),
                ],
            },
        },
        "hall",
    ),
    Piece(
        "roving-desk",
        NEWS,
        52,
        {
            "zh-hans": {
                "title": "流动投诉站每周三到病区",
                "lead": "住院的患者不方便下楼，我们上来。每周三下午，投诉管理办公室的人带一张小桌子到病区，您说，我们记。",
                "search_description": "流动投诉站每周三下午到各病区轮流接待住院患者和家属，当场登记，给查询码。",
                "picture_alt": "病区走廊里，坐轮椅的患者和一位工作人员隔着小桌说话，工作人员正在记录。",
                "body": [
                    (
                        "paragraph",
                        "<p>过去，住院患者的意见多半在出院回访时才听到，那时已经来不及改。从这个季度起，流动投诉站每周三 14 点到 16 点在病区走廊接待，各病区轮流，提前一天在护士站贴通知。</p>",
                    ),
                    ("heading", "您来了会怎样"),
                    (
                        "steps",
                        [
                            {
                                "title": "您说，我们记",
                                "text": "不想在走廊说的，我们到房间里，或另找安静的地方。",
                            },
                            {
                                "title": "念给您听",
                                "text": "您觉得记对了，再登记，当场给您编号和查询码。",
                            },
                            {
                                "title": "能办的当场办",
                                "text": "护士长在场，换床垫、调探视这类事不用等。",
                            },
                        ],
                    ),
                    (
                        "note",
                        {
                            "kind": "info",
                            "title": "不等周三也可以",
                            "text": "床头卡上有二维码，也可以请护士打电话叫我们来。",
                        },
                    ),
                ],
            },
            "en": {
                "title": "The complaint office comes to the wards on Wednesdays",
                "lead": "If you cannot come down, we come up: on Wednesday afternoons somebody from the complaint office sits at a small table on a ward. You speak, we write.",
                "search_description": "A roving desk of the complaint office visits the wards in turn on Wednesday afternoons; patients are registered on the spot and get a tracking code.",
                "picture_alt": "In a ward's corridor a patient in a wheelchair talks with a member of staff across a small table; she is writing it down.",
                "body": [
                    (
                        "paragraph",
                        "<p>Until now we mostly heard from inpatients when we called them after discharge, too late to change anything for them. Since this quarter the roving desk is on a ward every Wednesday from 14:00 to 16:00. The wards take turns; a note hangs at the nurses' station the day before.</p>",
                    ),
                    ("heading", "What happens when you come"),
                    (
                        "steps",
                        [
                            {
                                "title": "You speak, we write",
                                "text": "If you would rather not talk in the corridor, we come to your room or find a quiet place.",
                            },
                            {
                                "title": "We read it to you",
                                "text": "When you say it is right we register it, and you get reference and tracking code at once.",
                            },
                            {
                                "title": "What can be done is done",
                                "text": "The head nurse is there; a mattress or a visiting time need not wait.",
                            },
                        ],
                    ),
                    (
                        "note",
                        {
                            "kind": "info",
                            "title": "You need not wait for Wednesday",
                            "text": "There is a QR code on the card at your bed, or ask a nurse to call us.",
                        },
                    ),
                ],
            },
        },
        "desk",
    ),
    Piece(
        "blood-samples-from-seven",
        NOTICE,
        118,
        {
            "zh-hans": {
                "title": "抽血窗口早上七点开始",
                "lead": "空腹等得太久，是大家说得最多的一件事。采血从七点半提前到七点，老人、孕妇和儿童另有一个窗口。",
                "search_description": "采血窗口开放时间提前到早上七点，设老人、孕妇和儿童优先窗口。",
                "picture_alt": "清晨的采血窗口，太阳刚升起，钟指着七点，工作人员已经在窗口里，椅子还空着。",
                "body": [
                    (
                        "paragraph",
                        "<ul><li><b>时间：</b>周一至周六 7:00–11:00。</li>"
                        "<li><b>优先窗口：</b>七十岁以上的老人、孕妇、儿童，不用另外取号。</li>"
                        "<li><b>叫号：</b>屏幕和广播同时叫；过号的，到优先窗口说一声就行。</li></ul>"
                        "<p>头晕、心慌请马上告诉护士，不用排队。窗口备有温水和糖。</p>",
                    ),
                ],
            },
            "en": {
                "title": "Blood samples from seven in the morning",
                "lead": "Waiting too long on an empty stomach is what most of you told us about. We now start at seven instead of half past, with a counter of its own for the old, pregnant women and children.",
                "search_description": "Blood is taken from seven in the morning, with a priority counter for old people, pregnant women and children.",
                "picture_alt": "The blood-sampling counter early in the morning: the sun is just up, the clock shows seven, somebody is at the counter and the chairs are still empty.",
                "body": [
                    (
                        "paragraph",
                        "<ul><li><b>Hours:</b> Monday to Saturday, 7:00–11:00.</li>"
                        "<li><b>Priority counter:</b> people over seventy, pregnant women, children; no ticket of its own is needed.</li>"
                        "<li><b>Calling:</b> on the screen and aloud. If you missed your number, just tell the priority counter.</li></ul>"
                        "<p>If you feel dizzy or your heart races, tell a nurse at once, whatever your number. There is warm water and sugar.</p>",
                    ),
                ],
            },
        },
        "morning",
    ),
)
