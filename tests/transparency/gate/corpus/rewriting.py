"""How the same words look after somebody typed, pasted or dressed them otherwise."""

import unicodedata

# One character for one; enough for the runs that the recipes dress in traditional characters.
SIMPLIFIED = (
    "万与丑专业东丝两严丧个丰临为丽举么义乐习乡书买乱争于亏云亚产亩亲亿仅从仓仪们价众优会伞伟传伤伦伪体"
    "余佣侠侥侦侧侨俭债倾偿储儿兑党兰关兴养兽内册写军农冯冲决况冻净准凉减凑几凤凭凯击划则刚创删别刘剂剑"
    "剧劝办务动励劲劳势医华协单卖卢卫压厂厅历厉县参双发变号叹后吓吗启听员呜响哑唤问啰喷嘱团园困围国图圆圣"
    "场坏块坚坛坟坠垫堕墙壮声处备复够头夹夺奋奖妇妈姗娇婴学宁宝实宠审宪宫宽宾对寻导寿将尔尘尝层属岁岂岗岛"
    "币师帐带帮干庄庆床库应庙废开异弃张弹强归当录彻径御忆忧怀态怜总恋恶恼悬惊惧惨惩惯愤愿懒戏战户扑执扩扫"
    "扬扰抚抛抢护报担拥择挂挡挣挥损换据掷摄摆摇撑撤敌数断无旧时显晓暂术机杀杂权条来杨极构柜标栈栋树样档桥"
    "检楼横欢欧款歼残毁毕气汇汉汤沟没泪泽洁浅测济浓涂润涨渊渐温湾湿满滚滞灭灯灵灾炉点炼烂烛烟烦烧热爱爷牵"
    "犹独狭猪献环现疗疟疮疯痒瘫盖监盘直着睁矿码砖础确碍礼祸离种积称税稳穷窃竞笔筑签简粮紧纠红纤约级纪纯纱"
    "纳纸纹线练组细织终经结给络绝统继续维绿缓编缘缝缩网罗罚职联胁胆胜脉脑脏脱脸腊舰艺节芦苏药莱获营蓝虑虽"
    "蚁蚕蛮补装见观规视览觉触誉计订认讨让训议讯记讲许论设访证评识诉诊词试话诚询该详语误说请诸读课谁调谅谈谋"
    "谢谣谦谨贝负责败账货质贫购贯贴贵费资赌赏赔赖赚赛赞趋跃践踪车轨转轮软轻载较辅辆辈输辞边达迁过运还这进远"
    "违连迟适选递逻遗邓邻郑酱释里针钟钢钱铁银销锁错键镇长门闭闲间闷闻阳阴阵阶际陆陈险随隐难静面须顾顿预领"
    "频题颜额风飞饭饮饿馆马驱驶验骂骗骨鱼鸟鸡麻黄齐齿龄龙"
)
TRADITIONAL = (
    "萬與醜專業東絲兩嚴喪個豐臨為麗舉麼義樂習鄉書買亂爭於虧雲亞產畝親億僅從倉儀們價眾優會傘偉傳傷倫偽體"
    "餘傭俠僥偵側僑儉債傾償儲兒兌黨蘭關興養獸內冊寫軍農馮衝決況凍淨準涼減湊幾鳳憑凱擊劃則剛創刪別劉劑劍"
    "劇勸辦務動勵勁勞勢醫華協單賣盧衛壓廠廳歷厲縣參雙發變號嘆後嚇嗎啟聽員嗚響啞喚問囉噴囑團園困圍國圖圓聖"
    "場壞塊堅壇墳墜墊墮牆壯聲處備復夠頭夾奪奮獎婦媽姍嬌嬰學寧寶實寵審憲宮寬賓對尋導壽將爾塵嘗層屬歲豈崗島"
    "幣師帳帶幫幹莊慶床庫應廟廢開異棄張彈強歸當錄徹徑禦憶憂懷態憐總戀惡惱懸驚懼慘懲慣憤願懶戲戰戶撲執擴掃"
    "揚擾撫拋搶護報擔擁擇掛擋掙揮損換據擲攝擺搖撐撤敵數斷無舊時顯曉暫術機殺雜權條來楊極構櫃標棧棟樹樣檔橋"
    "檢樓橫歡歐款殲殘毀畢氣匯漢湯溝沒淚澤潔淺測濟濃塗潤漲淵漸溫灣濕滿滾滯滅燈靈災爐點煉爛燭煙煩燒熱愛爺牽"
    "猶獨狹豬獻環現療瘧瘡瘋癢癱蓋監盤直著睜礦碼磚礎確礙禮禍離種積稱稅穩窮竊競筆築簽簡糧緊糾紅纖約級紀純紗"
    "納紙紋線練組細織終經結給絡絕統繼續維綠緩編緣縫縮網羅罰職聯脅膽勝脈腦臟脫臉臘艦藝節蘆蘇藥萊獲營藍慮雖"
    "蟻蠶蠻補裝見觀規視覽覺觸譽計訂認討讓訓議訊記講許論設訪證評識訴診詞試話誠詢該詳語誤說請諸讀課誰調諒談謀"
    "謝謠謙謹貝負責敗賬貨質貧購貫貼貴費資賭賞賠賴賺賽讚趨躍踐蹤車軌轉輪軟輕載較輔輛輩輸辭邊達遷過運還這進遠"
    "違連遲適選遞邏遺鄧鄰鄭醬釋裡針鐘鋼錢鐵銀銷鎖錯鍵鎮長門閉閒間悶聞陽陰陣階際陸陳險隨隱難靜面須顧頓預領"
    "頻題顏額風飛飯飲餓館馬驅駛驗罵騙骨魚鳥雞麻黃齊齒齡龍"
)
_TRADITIONAL = str.maketrans(SIMPLIFIED, TRADITIONAL)
_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)
_NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")
_STOPS = str.maketrans("，。；：？！、（）“”", ";.,:?!,()''")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
LINE = 9


def counted(text: str) -> str:
    """Letters and digits alone, of one width and one script: what a copied run is counted in."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(_SIMPLIFIED)
    return "".join(sign for sign in plain if sign.isalnum())


def run(text: str, story: str) -> int:
    """The length of the longest run that both share, counted in letters and digits."""
    one, other = counted(text), counted(story)
    longest, before = 0, [0] * (len(other) + 1)
    for sign in one:
        here = [0] * (len(other) + 1)
        for place, match in enumerate(other, start=1):
            if sign == match:
                here[place] = before[place - 1] + 1
        longest, before = max(longest, *here), here
    return longest


WAYS = {
    "stops": lambda text: text.translate(_STOPS),
    "unstopped": lambda text: "".join(sign for sign in text if sign.isalnum() or sign == " "),
    "full_width": lambda text: text.translate(_WIDE),
    "half_width": lambda text: unicodedata.normalize("NFKC", text),
    "traditional": lambda text: text.translate(_TRADITIONAL),
    "spaced": lambda text: " ".join(text),
    "broken": lambda text: "\n".join(text[i : i + LINE] for i in range(0, len(text), LINE)),
    "numerals": lambda text: text.translate(_NUMERALS),
}
