"""What the editor writes around the drafts of the demonstration, by category. All of it is invented."""

# Category → title, matter, finding, done here, done for others.
CHINESE: dict[str, tuple[str, str, str, str, str]] = {
    "ATT": (
        "窗口问询被生硬回应",
        "患者甲到门诊窗口询问办理顺序，工作人员乙只说“看墙上的告示”，没有解释。患者甲认为态度冷淡，希望得到尊重。",
        "调取当天窗口录音后确认，工作人员乙的回答确实简短、语气生硬，没有做到首问负责。",
        "科室负责人向患者甲当面道歉，并把办理顺序重新讲了一遍。",
        "全体窗口人员重新学习首问负责的要求；告示改成大字，并写上咨询电话。",
    ),
    "CLN": (
        "检查结果说明不充分",
        "患者甲认为医生丙对检查结果的说明与之前不一致，担心漏诊，要求复核。",
        "医务处请两位未参与诊疗的专家复核，诊断与处理符合规范；但前后两次说明用词不同，容易误解。",
        "由高年资医生向患者甲和家属用通俗的话逐项说明，并给了书面摘要。",
        "复查结果与上次不同时，门诊须用统一的说明单写清原因。",
    ),
    "SAF": (
        "走廊地面湿滑险些跌倒",
        "家属乙反映，陪同老人到门诊时走廊刚拖过地，没有警示牌，老人险些跌倒。",
        "监控显示拖地时确实没有放置警示牌，保洁时间也排在了就诊高峰。",
        "当天向家属乙致歉，并为老人做了检查，未见受伤。",
        "保洁避开高峰；拖地必须放警示牌并留人看守，直到地面干燥。",
    ),
    "COM": (
        "住院期间病情解释不清",
        "家属乙多次询问治疗安排，得到的回答不一样，不知道该听谁的。",
        "病区没有固定的沟通时间，值班医生与主管医生说法不一。",
        "主管医生与家属乙面谈一次，讲清方案、费用和预计时间。",
        "病区每天固定时间与家属沟通，由主管医生负责，并留下记录。",
    ),
    "FEE": (
        "费用清单看不明白",
        "患者甲出院结算时发现同一项目出现两次，怀疑重复收费。",
        "核对医嘱和执行记录后确认，其中一次没有执行，属于多收。",
        "多收的费用已退还，并向患者甲道歉。",
        "收费系统增加提醒：同日同项目重复录入时必须核对执行记录。",
    ),
    "PRO": (
        "门诊等候两个多小时",
        "患者甲按预约时间到达，却等候两个多小时，期间没有人说明原因。",
        "当天一名医生临时停诊，号源没有及时分流，叫号屏也没有提示。",
        "向患者甲说明原因并道歉，优先安排了当天就诊。",
        "临时停诊须在十五分钟内在叫号屏和短信中告知，并由导诊台分流。",
    ),
    "ENV": (
        "病区卫生间异味重",
        "患者甲反映病区卫生间有异味，扶手松动。",
        "现场查看属实：排风机损坏，扶手螺丝松脱。",
        "当天修好扶手，三天内更换排风机，并告知患者甲。",
        "病区卫生间改为每周巡检一次，结果张贴在门口。",
    ),
    "ITS": (
        "手机上查不到检查报告",
        "患者甲在手机上查不到已完成的检查报告，往返医院两次。",
        "报告已出，但系统同步延迟，手机端没有提示。",
        "当场为患者甲打印报告，并道歉。",
        "修复同步故障；报告延迟时手机端显示预计时间和窗口取报告的办法。",
    ),
    "CPL": (
        "反映问题后迟迟没有答复",
        "患者甲反映问题后超过承诺的时间没有收到答复。",
        "承办科室换人时没有交接，事项被搁置。",
        "补办答复并道歉，说明了延误的原因。",
        "换人必须办理交接；到期前两天由投诉办公室提醒。",
    ),
}

ENGLISH: dict[str, tuple[str, str, str, str, str]] = {
    "ATT": (
        "A curt answer at the counter",
        "Patient A asked at an outpatient counter in which order things are done. Member of staff B only said “read the notice”. Patient A felt treated coldly.",
        "The recording of that day confirms that B's answer was short and brusque, and that B did not see the question through.",
        "The head of the unit apologised to patient A in person and explained the order of steps.",
        "All counter staff repeated the training on seeing a question through; the notice is in large type now and gives a telephone number.",
    ),
    "CLN": (
        "Test results not explained well enough",
        "Patient A found that doctor C explained a result differently the second time, feared something had been missed and asked for a review.",
        "Two specialists who had not treated patient A found diagnosis and treatment correct. The two explanations used different words and were easy to misunderstand.",
        "A senior doctor went through every point in plain words with patient A and the family and gave them a written summary.",
        "When a repeated test differs from the first, outpatient doctors now state the reason on a standard sheet.",
    ),
    "SAF": (
        "A near fall on a wet corridor",
        "Relative B reported that an elderly patient almost fell on a corridor that had just been mopped and had no warning sign.",
        "The camera shows that no sign stood there and that the floor was mopped at the busiest hour.",
        "Relative B received an apology the same day; the patient was examined and unhurt.",
        "Floors are cleaned outside busy hours, with a sign and somebody beside it until they are dry.",
    ),
    "COM": (
        "Different answers about the treatment plan",
        "Relative B asked several times about the treatment plan on the ward and was given different answers.",
        "The ward had no fixed time for talking with families, and the doctor on duty and the doctor in charge said different things.",
        "The doctor in charge met relative B and explained plan, cost and expected time.",
        "The ward now talks with families at a fixed hour each day; the doctor in charge is responsible and keeps a record.",
    ),
    "FEE": (
        "A bill nobody could follow",
        "At discharge patient A found the same item twice on the bill and suspected a double charge.",
        "Orders and records show that one of the two was never carried out; it had been charged in error.",
        "The amount was refunded, with an apology.",
        "The billing system now asks for the record of execution when an item is entered twice on one day.",
    ),
    "PRO": (
        "More than two hours in the waiting room",
        "Patient A came at the booked time and waited for more than two hours; nobody said why.",
        "A doctor's clinic had been cancelled at short notice; the bookings were not shared out and the screen said nothing.",
        "Patient A was told the reason, received an apology and was seen the same day.",
        "When a clinic is cancelled, screens and text messages say so within fifteen minutes and the information desk shares out the bookings.",
    ),
    "ENV": (
        "A bad smell in the ward's toilets",
        "Patient A reported a bad smell in the ward's toilet and a loose handrail.",
        "Both were true: the fan was broken and the screws were loose.",
        "The rail was fixed the same day, the fan replaced within three days, and patient A was told.",
        "The ward's toilets are inspected every week and the result hangs on the door.",
    ),
    "ITS": (
        "No test report on the phone",
        "Patient A could not find a finished report on the phone and came to the hospital twice.",
        "The report was ready, but the systems had not exchanged it and the app said nothing.",
        "The report was printed for patient A on the spot, with an apology.",
        "The exchange was repaired; when a report is late the app says when to expect it and how to get it at the counter.",
    ),
    "CPL": (
        "No answer for too long",
        "Patient A reported a problem and heard nothing by the promised day.",
        "The matter was not handed over when the member of staff in charge changed.",
        "Patient A received the answer, an apology and the reason for the delay.",
        "Matters must be handed over in writing; the complaint office reminds departments two days before the due date.",
    ),
}
