"""What is likely in the demo hospital: by which ways voices come, how people judge, where they were."""

from feedback.vocabulary import CareStage, Channel

OPENS, CLOSES, WAKES, SATURDAY = 8, 17, 7, 5
CHANNELS = {
    Channel.WEB: 30,
    Channel.QR: 20,
    Channel.WECHAT: 18,
    Channel.APP: 4,
    Channel.PHONE: 14,
    Channel.COUNTER: 8,
    Channel.H12345: 8,
    Channel.LETTER: 3,
    Channel.BOX: 3,
    Channel.ROVING: 3,
    Channel.EMAIL: 2,
    Channel.CALLBACK: 6,
    Channel.H12320: 2,
    Channel.PETITION: 2,
    Channel.AUTHORITY: 2,
}
RATINGS = {1: 6, 2: 12, 3: 17, 4: 35, 5: 30}
SURNAMES = "王李张刘陈杨黄周吴徐"
CARE_STAGE = {
    "emergency": CareStage.ADMISSION,
    "laboratory": CareStage.EXAM,
    "cardiology": CareStage.WARD,
    "nursing": CareStage.WARD,
    "paediatrics": CareStage.EXAM,
    "outpatient": CareStage.ACCESS,
}
ELSEWHERE = (
    "您好，您反映的是院外诊所的收费，不属于本院职责。请拨打 12345，或向示例市卫生健康委员会反映，"
    "请保留付款记录。"
)
# After how many acts a case rests that has not run its course.
STOPS = {"received": 0, "registered": 0, "accepted": 1, "stuck": 2, "waiting": 3, "drafting": 4}
ARRIVES = {"received": Channel.WEB, "registered": Channel.PHONE}
LISTENING = "COM-03"  # what many a complaint is about besides its matter
