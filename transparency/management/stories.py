"""The ten summaries of the demonstration in both languages, and of what kind of case each was drafted.

All of it is invented. Letters stand for people, bands for ages; the month comes from the case.
"""

from typing import NamedTuple

from feedback.vocabulary import Kind, Outcome


class Words(NamedTuple):
    """What an editor writes around a draft, in one language."""

    title: str
    matter: str
    finding: str
    done_here: str
    done_for_others: str


class Story(NamedTuple):
    """One summary: the record of the case it can be drafted from, and its words."""

    kind: Kind
    category: str
    outcome: Outcome
    chinese: Words
    english: Words


STORIES = (
    Story(
        Kind.COMPLAINT,
        "ATT",
        Outcome.UPHELD,
        Words(
            "问路被一句“自己看牌子”打发",
            "患者甲六十多岁，不太识字，到导诊台问检查在哪里做。工作人员乙没有抬头，只说“自己看牌子”。患者甲说，不是走不到，是心里难受。",
            "情况属实。当时导诊台前没有排队，工作人员乙正在填表，没有做到先接待、后填表。",
            "导诊台负责人当面向患者甲道歉，陪他做完了检查。",
            "填表改到服务台后面，台前的人只管接待；新到岗的人员先跟着老志愿者带一天路，再上岗。",
        ),
        Words(
            "“Read the signs yourself”",
            "Patient A, in his sixties and not a confident reader, asked at the information desk where his test was done. Member of staff B did not look up and said “read the signs yourself”. It was not the walk that hurt, A told us, it was the tone.",
            "It was so. Nobody was waiting at the desk; B was filling in a form and did not put it aside for a person.",
            "The head of the desk apologised to A in person and went with him to his test.",
            "Forms are now filled in behind the desk; whoever stands at it only receives people. New staff first spend a day showing the way beside an experienced volunteer.",
        ),
    ),
    Story(
        Kind.COMPLAINT,
        "CLN",
        Outcome.UPHELD,
        Words(
            "约好取报告的日子，报告没有出来",
            "患者甲按回执上的日子从外县赶来取检验报告，窗口说还要再等两天，之前没有人通知。",
            "情况属实。那批标本需要复检，结果推迟了两天；实验室知道要推迟，但没有告诉患者的办法，也没有想到去打电话。",
            "检验科向患者甲道歉，报告出来当天寄到家里，并由医生在电话里讲解。",
            "报告推迟半天以上的，系统自动发短信，写明新的时间；从外地来的，可以选择邮寄，不收邮费。",
        ),
        Words(
            "The report was not there on the promised day",
            "Patient A travelled from another county to fetch a test report on the day printed on the slip, and was told at the counter to wait two more days. Nobody had said anything before.",
            "It was so. That batch had to be tested again and was two days late. The laboratory knew, had no way of telling patients, and nobody thought of the telephone.",
            "The laboratory apologised; the report went to A's home by post the day it was ready, and a doctor explained it by telephone.",
            "When a report is more than half a day late a text message names the new time. Patients from far away may have it sent, free of charge.",
        ),
    ),
    Story(
        Kind.COMPLAINT,
        "SAF",
        Outcome.UPHELD,
        Words(
            "药盒一样，剂量不一样",
            "家属乙取药回家，发现一盒药的剂量和处方不同，盒子几乎一样。还没有吃，赶回来换了。",
            "情况属实。两种剂量的药放在相邻的格子里，发药时只看了药名，没有扫码核对剂量。",
            "当场换药，由药师确认没有服用，并向家属乙道歉。事情按用药差错登记上报。",
            "外观相近的药分开放，格子贴黄色标签；发药必须逐盒扫码，剂量不符就不能出药。",
        ),
        Words(
            "The same box, another strength",
            "At home relative B found that one medicine had another strength than prescribed; the boxes look almost alike. It had not been taken, and B came back to change it.",
            "It was so. Both strengths lay in neighbouring trays; only the name was checked when it was handed out, and the box was not scanned.",
            "It was exchanged at once, a pharmacist made sure that none had been taken, and B received an apology. It was recorded and reported as a medication error.",
            "Boxes that look alike are kept apart, with yellow labels. Every box must be scanned; where the strength differs the medicine is not released.",
        ),
    ),
    Story(
        Kind.COMPLAINT,
        "COM",
        Outcome.UPHELD,
        Words(
            "问三位医生，得到三种说法",
            "家属乙想知道患者什么时候能做手术，问了三次，三位医生说的日子都不同，不知道该听谁的。",
            "情况属实。手术日期要等一项检查的结果，值班医生各按经验回答，没有人把“还定不下来”直接说出来。",
            "主管医生与家属乙面谈，讲清要等什么、最晚哪天能定，第二天按约定给了答复。",
            "病区每天下午留出固定时间与家属谈，由主管医生来谈；还定不下来的，就说定不下来，并说明哪天能定。",
        ),
        Words(
            "Three doctors, three answers",
            "Relative B wanted to know when the operation would be. Asked three times, three doctors named different days, and B did not know whom to believe.",
            "It was so. The day depended on a test result. Each doctor on duty answered from experience; nobody simply said “we do not know yet”.",
            "The doctor in charge met B, explained what they were waiting for and by when it would be clear, and gave the answer the next day as agreed.",
            "Each afternoon the ward keeps an hour for families, with the doctor in charge. What is not settled is said to be not settled, together with the day on which it will be.",
        ),
    ),
    Story(
        Kind.COMPLAINT,
        "FEE",
        Outcome.NOT_UPHELD,
        Words(
            "清单上同一项检查出现两次",
            "患者甲出院时看到同一项检查收了两次钱，认为多收了一次。",
            "没有多收。医嘱和检查记录都显示，检查确实做了两次：第一次在入院当天，第二次在用药之后，用来看药有没有效。两次都有报告。",
            "收费员陪患者甲把清单和两份报告逐项对了一遍，患者甲表示明白了。",
            "虽然没有收错，清单也确实看不出为什么做两次。现在同一项目多次出现时，清单会写明每次的日期。",
        ),
        Words(
            "The same test twice on the bill",
            "At discharge patient A saw the same test charged twice and thought that one had not been done.",
            "Nothing was overcharged. Orders and records show that it was done twice: on the day of admission, and again after the medicine, to see whether it worked. There is a report of each.",
            "A cashier went through the bill and both reports with A, item by item, and A was content with that.",
            "The bill was right, but nobody could see from it why. When an item is repeated, the bill now names the day of each.",
        ),
    ),
    Story(
        Kind.COMPLAINT,
        "PRO",
        Outcome.UPHELD,
        Words(
            "按预约时间到，等了两个多小时",
            "患者甲按预约的时间到诊室，等了两个多小时才看上，其间没有人说明原因，也不敢走开去吃饭。",
            "情况属实。当天一位医生临时去抢救，号没有分给别的诊室，叫号屏上也没有提示。",
            "向患者甲说明原因并道歉，当天安排看完。",
            "医生临时离开的，十五分钟内在屏幕和短信里告知，由导诊台分到别的诊室；愿意等的，可以先去吃饭，快到时发短信。",
        ),
        Words(
            "More than two hours past the appointment",
            "Patient A came at the booked time and waited for more than two hours. Nobody said why, and A did not dare to go and eat.",
            "It was so. A doctor had been called to an emergency; the bookings were not shared out, and the screen said nothing.",
            "A was told the reason, received an apology and was seen the same day.",
            "When a doctor is called away, screens and text messages say so within fifteen minutes and the desk shares out the bookings. Those who prefer to wait may leave and are sent a message in time.",
        ),
    ),
    Story(
        Kind.COMPLAINT,
        "ENV",
        Outcome.UPHELD,
        Words(
            "厕所扶手松了，报过修没人来",
            "患者甲手术后行动不便，发现厕所的扶手是松的，告诉过护理员，过了几天还是松的。",
            "情况属实。护理员报过修，单子转到维修班后被当作一般维修，排在后面。",
            "当天修好，并检查了同一层的全部扶手。后勤保障部向患者甲道歉。",
            "扶手、地面、呼叫铃这三样，报修后当天必须修好，修不好的先停用、另指一处；每周巡检一次，结果贴在门口。",
        ),
        Words(
            "A loose handrail nobody mended",
            "Patient A, unsteady after an operation, found the handrail in the toilet loose and told a carer. Days later it was still loose.",
            "It was so. The carer had reported it, but the workshop put it among ordinary repairs, at the end of the list.",
            "It was mended the same day, all rails on the floor were checked, and logistics apologised to A.",
            "Rails, floors and call bells are mended on the day they are reported; what cannot be is closed, and another place shown. They are inspected every week and the result hangs on the door.",
        ),
    ),
    Story(
        Kind.COMPLAINT,
        "ITS",
        Outcome.UPHELD,
        Words(
            "手机说约上了，到了却没有号",
            "患者甲在手机上看到“预约成功”，到医院却查不到号，只好重新排队。",
            "情况属实。付款超时以后号被放回，手机上的提示没有跟着改。",
            "当天为患者甲加号，并道歉。",
            "付款超时立即在手机上写明“没有约上”；号源和手机每分钟对一次，不一致的由信息中心打电话告知。",
        ),
        Words(
            "Booked on the phone, unknown at the desk",
            "Patient A's phone said “booked”, but at the hospital no booking was found, and A had to queue again.",
            "It was so. The payment had timed out and the slot was given back; the message on the phone did not change with it.",
            "A was seen that day in an extra slot, with an apology.",
            "When a payment times out, the phone says “not booked” at once. Slots and phones are compared every minute, and those affected are called.",
        ),
    ),
    Story(
        Kind.COMPLAINT,
        "CPL",
        Outcome.UPHELD,
        Words(
            "反映了问题，过了期限没有回音",
            "患者甲反映问题后，过了我们答应的日子还没有收到答复，打电话来问，接电话的人也说不清。",
            "情况属实，是我们的错。承办的人换岗，没有交接；到期提醒发给了已经换岗的人。",
            "投诉管理办公室当天补上答复，讲清为什么晚了，并道歉。原来的问题另行核实，也已办结。",
            "换岗必须逐件交接；到期前两天，提醒同时发给科室负责人和投诉管理办公室。超期的件数每月公开。",
        ),
        Words(
            "The day passed, and no answer came",
            "Patient A had told us of a problem and heard nothing by the day we had promised. Whoever answered the telephone could not say why.",
            "It was so, and it was our fault. The person in charge had changed posts without handing over, and the reminder went to somebody who was no longer there.",
            "The complaint office answered the same day, said why it was late and apologised. The problem itself was looked into and has been settled.",
            "Whoever changes posts hands over each matter one by one. Two days before a date both the head of the department and the complaint office are reminded. How many were late is published every month.",
        ),
    ),
    Story(
        Kind.SUGGESTION,
        "ENV",
        Outcome.ADOPTED,
        Words(
            "一条建议，让坡道有了扶手",
            "家属乙陪老人复诊，发现从停车场到门诊楼的坡道没有扶手可扶，下雨时很滑，希望装上。",
            "现场看过，建议有道理。坡道的坡度合乎规定，但确实没有地方扶。",
            "建议采纳，向家属乙说明了工期，完工后又打电话告知。",
            "坡道两侧装上扶手，铺了防滑条；全院另外四处坡道也一并改了。",
        ),
        Words(
            "One suggestion, and the ramp has handrails",
            "Relative B, who brings an old patient for check-ups, noticed that the ramp from the car park has nothing to hold on to and is slippery in the rain, and suggested handrails.",
            "We went to look: B is right. The slope is within the rules, but there was nothing to hold.",
            "The suggestion was adopted. B was told how long it would take, and was called when it was done.",
            "The ramp has rails on both sides and strips against slipping, and so have the four other ramps of the hospital.",
        ),
    ),
)
