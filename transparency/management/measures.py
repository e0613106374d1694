"""The six improvement notices of the demonstration in both languages, those that failed among them."""

from typing import NamedTuple

from transparency.models import Progress


class Account(NamedTuple):
    """What is told of a measure, in one language."""

    title: str
    lead: str
    said: str
    cause: str
    measure: str
    responsible: str
    evaluation: str = ""


class Improvement(NamedTuple):
    """One measure: how far it is, how long ago it was told, when it is due and done, and its words.

    Its words say what was seen on the spot; whether fewer people told of it the system says itself.
    """

    slug: str
    category: str
    progress: Progress
    days_ago: int
    due_in_months: int
    # Months before now; None while it is not done.
    done_in_months: int | None
    chinese: Account
    english: Account


IMPROVEMENTS = (
    Improvement(
        "blood-samples-earlier",
        "PRO",
        Progress.DONE,
        150,
        -6,
        -7,
        Account(
            "空腹抽血不再等那么久",
            "采血提前到七点，增设优先窗口。三个月后看，等候短了一半多。",
            "空腹来抽血，七点多取号，八点多才叫到；有人低血糖头晕，有人因为没听见叫号又重新排。",
            "七点半才开始采血，而六成以上的患者七点前就到了；叫号屏常坏，靠人喊。",
            "采血提前到七点；为老人、孕妇和儿童单设窗口；叫号屏换新，屏幕和广播同时叫，过号的不用重排。",
            "检验科",
            "实施后三个月，每月挑三个早晨在现场计时：八点前取号的人，等候从平均五十二分钟降到二十三分钟。周一早晨仍然偏长，正在试加一个窗口。",
        ),
        Account(
            "Less waiting on an empty stomach",
            "Blood is taken from seven, with a priority counter. After three months the wait is less than half as long.",
            "People came on an empty stomach, drew a number soon after seven and were called after eight. Some felt faint; some missed their number and had to queue again.",
            "Sampling began at half past seven, while more than six in ten patients are there before seven. The screen was often broken and numbers were called by voice.",
            "Start at seven; a counter for the old, pregnant women and children; new screens that call aloud as well; whoever misses a number need not queue again.",
            "Laboratory",
            "In the three months after, we timed three mornings a month on the spot: for those who drew a number before eight, the wait fell from 52 minutes on average to 23. Monday mornings are still long; one more counter is being tried.",
        ),
    ),
    Improvement(
        "telephone-answered",
        "COM",
        Progress.DONE,
        118,
        -4,
        -5,
        Account(
            "咨询电话，有人接了一半",
            "加了一条线和一个人。下午好多了，早上仍然打不进来。",
            "咨询电话响很久没人接，或者一直占线，只好跑一趟。",
            "一条线、一个人，接电话的同时还要在窗口办手续。",
            "增加一条线，安排专人接听；忙时可以留言，当天回电。",
            "门诊部",
            "实施前后各抽一周，每天上午、下午各拨二十次：下午接通从十一次升到十九次，上午只从六次升到九次。上午的咨询多半是问停诊和取报告，下一步先把这两样改成短信通知，再看。",
        ),
        Account(
            "The enquiry line: half answered",
            "One more line and one more person. Afternoons are much better, mornings are not.",
            "The enquiry line rang unanswered or was always busy, and people had to come in person.",
            "One line and one person, who served the counter at the same time.",
            "A second line with somebody for it alone; when it is busy one can leave a message and is called back the same day.",
            "Outpatient clinics",
            "In one week before and one after, we called twenty times each morning and each afternoon. Afternoons: answered 11 times before, 19 after. Mornings: 6 before, only 9 after. Most morning calls ask about cancelled clinics and reports; we shall first send text messages for both, and look again.",
        ),
    ),
    Improvement(
        "toilets-by-timetable",
        "ENV",
        Progress.DONE,
        96,
        -3,
        -3,
        Account(
            "厕所按钟点打扫，异味还在",
            "改成每小时打扫一次，异味还在。我们找错了原因，现在重来。",
            "门诊厕所有异味，地面湿，下午尤其明显。",
            "当时认为是打扫次数不够。回头看才查明，主要原因是地漏老化、排风量不足。",
            "门诊厕所改为每小时打扫一次，门口贴打扫记录。",
            "后勤保障部",
            "实施两个月后，请十位患者和十位职工打分，多数认为“没有变化”。打扫记录填满了，气味还在。每小时打扫保留，地漏和排风机列入下一项改进。",
        ),
        Account(
            "Cleaning by the hour did not cure the smell",
            "Toilets are cleaned every hour, and the smell is still there. We had the wrong cause and begin again.",
            "The outpatient toilets smelled and their floors were wet, worst in the afternoons.",
            "We believed that they were not cleaned often enough. Only later it turned out that the drains are old and the fans too weak.",
            "Outpatient toilets are cleaned every hour, with a record on the door.",
            "Logistics",
            "After two months ten patients and ten members of staff were asked; most said that nothing had changed. The record was full and the smell was there. The hourly cleaning stays; drains and fans are the next measure.",
        ),
    ),
    Improvement(
        "readable-bills",
        "FEE",
        Progress.DONE,
        40,
        -1,
        -1,
        Account(
            "费用清单改成看得懂的",
            "清单按“检查、用药、治疗、床位”分开，写明日期和单价。已经上线；有没有用，过几个月由数字来说。",
            "费用清单全是代码和简称，不知道钱花在哪里；同一项出现两次，就怀疑多收。",
            "清单直接从收费系统打印，是给医保看的格式，不是给患者看的。",
            "重新设计清单：按类分开、用全名、写日期和单价，自费的另列一栏；打印前可以在窗口试看，看不懂的当场讲。",
            "财务科",
        ),
        Account(
            "A bill one can read",
            "Tests, medicines, treatment and bed stand apart, with days and prices. It is in use; in some months the figures will say whether it helped.",
            "The bill was all codes and abbreviations and nobody could see what the money was for; an item that appeared twice looked like an overcharge.",
            "It came straight from the billing system, in a form made for the insurer and not for patients.",
            "A new bill: sorted by kind, in full words, with days and prices, what is not insured in a column of its own. It can be looked at before it is printed, and is explained at the counter.",
            "Finance",
        ),
    ),
    Improvement(
        "cancelled-clinics-by-message",
        "PRO",
        Progress.UNDERWAY,
        19,
        2,
        None,
        Account(
            "停诊改期，用短信早一天告诉您",
            "正在接通短信和预约系统。儿科已经试行。",
            "请了假、坐了车赶来，才知道医生停诊。",
            "停诊由科室报到门诊部，再由人逐个打电话，晚上报的来不及通知。",
            "医生停诊一经批准，系统立即给约好的患者发短信，写明可以改约到哪天；没有手机的，由门诊部当晚打电话。",
            "信息中心、门诊部",
        ),
        Account(
            "A message the day before when a clinic is cancelled",
            "Messages are being tied to the booking system. Paediatrics is trying it out.",
            "People took a day off and a long ride, and learned only here that the doctor was away.",
            "Departments told the outpatient office, where somebody called patient after patient; what was told in the evening came too late.",
            "As soon as a cancellation is approved, patients get a message with the days they can move to. Those without a mobile phone are called the same evening.",
            "Information technology, outpatient clinics",
        ),
    ),
    Improvement(
        "waiting-in-emergency",
        "ATT",
        Progress.PLANNED,
        6,
        4,
        None,
        Account(
            "急诊等候，有人来说一声",
            "每半小时有护士到候诊区看一看、说一说。排班定下来就开始。",
            "夜里送孩子来急诊，只听到“前面还有人，等着”，不知道要等多久，也不知道病情变了该找谁。",
            "急诊按病情轻重先后接诊，但没有人向等候的人说明；夜班一名分诊护士要管三十多人。",
            "每半小时由一名护士巡视候诊区，重新看一遍病情，告诉大家大约还要等多久；墙上写明“为什么后来的人先看”。",
            "急诊科、护理部",
        ),
        Account(
            "Somebody comes and says how long",
            "Every half hour a nurse will go round the emergency waiting area. It begins as soon as the rota is settled.",
            "Parents came at night with a child and heard only “others are before you”, without knowing how long, or whom to tell when the child got worse.",
            "The most serious are seen first, but nobody explained it to those who waited. At night one triage nurse looks after more than thirty people.",
            "Every half hour a nurse goes round, looks at everybody again and says roughly how long it will be. A sign explains why somebody who came later may be seen first.",
            "Emergency, nursing",
        ),
    ),
)
