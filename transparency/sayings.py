"""What people call the same thing: so that “no one answered” meets “the line was busy”, in both languages.

A table, to be added to. Chinese is found inside any text, and so are English words that are tied by
“_”; a single English word counts in all its endings.
"""

SAYINGS: dict[str, tuple[str, str]] = {
    "wait": (
        "等候 等待 排队 候诊 久等 等了 等到[^，。]{0,6}点 久候 苦等 干等 排长队 长队",
        "wait queue",
    ),
    "book": ("预约 挂号 号源 约号 约好 约上 约不上 挂不上 取号 加号 过号", "appointment book slot"),
    "cancel": ("停诊 改期 临时取消 白跑 白来 跑空 不坐诊", "cancel postpone"),
    "bill": ("清单 明细 账单 费用单", "bill invoice itemised itemized receipt"),
    "twice": (
        "重复 过度检查 多做 再做一遍 同一项 收了两次 做了两次 收两次",
        "twice repeat duplicate again",
    ),
    "charge": ("多收 收费 乱收 费用 缴费 收钱 要价 扣费", "charge fee cost overcharge"),
    "refund": ("退费 退款 押金 退钱 退押", "refund deposit"),
    "price": ("涨价 价格 药价 定价", "price expensive"),
    "manner": (
        "态度 冷漠 不耐烦 训斥 恶劣 冷言 辱骂 骂人 爱理不理 爱搭不理 不理人 凶 打发 大声责 语气",
        "rude attitude unfriendly shout impolite dismissive",
    ),
    "way": ("导诊 咨询台 服务台 问路 指路 指示牌 指引 引导 找不到地方", "signpost signs direction"),
    "phone": (
        "打电话 热线 总机 拨打 咨询电话 接电话",
        "telephone hotline phone_call phone_line on_hold",
    ),
    "no_one_answers": (
        "打不通 打不进 无人接听 占线 没人接 没有人接 无人接 一直忙音",
        "line_was_busy line_is_busy always_busy always_engaged unanswered nobody_answer no_one_answer nobody_picks not_answered answers_the_phone answered_the_phone",
    ),
    "result": ("报告 化验单 检验结果 检查结果 出结果 取结果", "report result"),
    "medicine": (
        "药盒 发药 取药 拿药 药房 配药",
        "medicine medication pharmacy pill",
    ),
    "wrong_medicine": (
        "发错 打错 拿错 用错 剂量 错药 过期药",
        "dose dosage strength",
    ),
    "explain": (
        "说法不一 三种说法 两种说法 说法都不 没人解释 没有人解释 不解释 没有解释 没解释 没人说 没有人说 无人说明 没有通知 没有告知 没告知 未告知 不告知 说不清 没有说明 讲清 无人通知 不通知",
        "explain explanation inform",
    ),
    "toilet": ("厕所 卫生间 洗手间", "toilet washroom"),
    "smell": ("异味 很臭 太臭 臭味 恶臭 发臭 气味 难闻", "smell stink stench"),
    "clean": (
        "打扫 保洁 很脏 太脏 脏乱 不卫生 卫生差 地上都是水",
        "dirty filthy unclean not_clean not_cleaned",
    ),
    "repair": ("报修 维修 坏了 松了 失修 修理", "repair broken mend loose"),
    "step_free": ("扶手 坡道 无障碍 轮椅 台阶 湿滑 很滑", "handrail ramp wheelchair slippery rail"),
    "lift": ("电梯", "lift elevator"),
    "parking": ("停车 车位 车库", "parking_space parking_place car_park parking_lot to_park"),
    "blood": ("抽血 采血 验血", "blood"),
    "fasting": ("空腹 饿着 没吃早饭 不能吃", "empty_stomach without_breakfast hungry"),
    "online": ("手机上 小程序 公众号 自助机 网上预约 线上 短信 扫码", "app online message text"),
    "no_answer": (
        "没有回复 没有答复 没答复 没回复 不回复 不答复 没有人回复 没人回复 没人答复 未答复 未见答复 未回复 无回复 石沉大海 杳无音信 回音 超期 没有回音 没有下文 没有结果 过了期限",
        "reply overdue deadline",
    ),
    "passed_on": ("推诿 踢皮球 互相推 推来推去 推脱", "pass"),
    "emergency": ("急诊", "emergency"),
    "meal": ("食堂 伙食 饭菜 送餐 盒饭", "food meal canteen"),
    "noise": ("噪音 噪声 吵闹 太吵", "noise noisy loud"),
    "privacy": ("隐私 泄露 当众 旁边的人", "privacy private confidential overheard"),
    "insurance": ("医保 报销 农合 自费", "insurance insurer reimburse"),
    "vaccine": ("疫苗 预防针 接种", "vaccine vaccination jab"),
    "smoke": ("抽烟 吸烟 烟味 控烟", "smoke smoking"),
    "record": ("病历 病案 复印", "records copy"),
    "transfer": ("转院 转诊", "transfer referral"),
    "visit": ("探视 陪护 陪床", "visiting visitor"),
    "warmth": ("空调 暖气 热水 降温费 太冷 太热", "heating cold heat hot"),
    "ambulance": ("救护车", "ambulance"),
    "red_envelope": ("红包 回扣", "bribe"),
}


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


# Of these so many speak that two of them together say nothing yet.
BROAD = frozenset(
    _each("charge emergency explain insurance medicine online phone price result twice")
)
# Characters that carry a sentence and no subject, signs of number, time and place among them.
GLUE = frozenset(
    """
的了是在我你他她它们这那个也都就和与及把被让给对从到着过吗呢吧啊么很太还又再没不有会能要可以
为之所其将已而或如果因但却只才刚每些什怎样时候后前里上下中说去来得地于向由等比跟并且若则请问
您好年月日号一二三四五六七八九十两几多少半天次位名省市县区镇乡村
"""
)
# Of these every voice in a hospital speaks.
EVERYWHERE = _each("""
医院 医生 大夫 护士 医务 医护 医疗 患者 病人 家属 工作 人员 情况 问题 反映 治疗 检查 就医 看病 就诊 门诊 住院 病房
科室 服务 希望 领导 部门 相关 自己 知道 发现 告诉 老人 父亲 母亲 现在 今天 当天 当时 开始 需要 处理 要求 投诉 建议
属实 道歉 重新 成功 仍然 安排 改成 明显 出现 回家 分开 怀疑 经验 管理 卫生 身体 病情 系统 优先 数字 人民 中心 主任
院长 手术 出院 入院 答复 回复 孩子 小孩 儿童 宝宝 儿科 通知 事情 时间 原因 明原 方便 正常 一直 直接 负责 进行 办理
经过 后来 结果 国家 政府 政策 规定
""")  # fmt: skip
LITTLE = frozenset(_each("""
about after again all also and another any anybody are ask asked asking back because been before
being between but came can com come could day days did doctor does done each even every everybody
first for from gave get give given got had has have help her here him his hospital how http https
into its just knew know last made make many may member might month months more most much need
needed new next nobody not now nurse once one only other our out over patient people person please
relative relatives said same saw say says see seen she should some somebody staff still such take
taken tell than thank thanks that the their them then there they thing things this time times told
too took two under very want wanted ward was way week weeks went were what when where which while
who why will with would www year years yet you your
"""))  # fmt: skip
