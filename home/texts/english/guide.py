"""How to complain and what then happens, in English."""

from home.texts.tables import table

GUIDE = {
    "slug": "how-to-complain",
    "title": "How to complain",
    "lead": "How to tell us, what we do then, when you have an answer, and where to go with what is not ours.",
    "search_description": "How to make a complaint, a suggestion or a compliment, or ask a question; how many working days an answer takes; help for relatives and without the internet.",
    "body": [
        (
            "note",
            {
                "kind": "warning",
                "title": "In danger, do not wait for an answer",
                "text": "Tell the nearest nurse or doctor, or call the emergency number 120. If somebody is violent, call the police on 110. This site is not watched around the clock.",
            },
        ),
        ("heading", "Five ways; take the one you like"),
        (
            "paragraph",
            '<ul><li><b>Write here.</b> Open <a href="/en/feedback/submit/">“Submit”</a>. It takes some three minutes and no account.</li>'
            "<li><b>Call.</b> The complaint office registers it for you.</li>"
            '<li><b>Come to the counter.</b> On the ground floor of the outpatient building you can sit down and take your time. How to find it: <a href="/en/contact/">contact</a>.</li>'
            "<li><b>Send a letter</b> to the complaint office, or use the boxes on each floor; they are emptied every working day.</li>"
            "<li><b>Call 12345.</b> What the city's hotline passes on to us is dealt with in the same way.</li></ul>",
        ),
        (
            "note",
            {
                "kind": "success",
                "title": "Whoever you ask first looks after you",
                "text": "The department or person you first turn to receives you. What cannot be settled there is taken to the complaint office with you or for you; you are not sent around.",
            },
        ),
        ("heading", "What helps us to be quick"),
        (
            "paragraph",
            "<ul><li><b>When.</b> If you do not remember the day, “Wednesday morning last week” will do.</li>"
            "<li><b>Where, and with whom.</b> Which department, which counter. Without a name, “the doctor with glasses” is enough.</li>"
            "<li><b>What happened.</b> In the order it happened, as you saw and heard it.</li>"
            "<li><b>What you would like.</b> An explanation, a refund, or that nobody else has to go through it?</li>"
            "<li><b>Receipts or photos</b>, up to five files.</li></ul>"
            "<p>Please leave out other people's names, identity numbers and record numbers. We do not need them.</p>",
        ),
        ("heading", "What we do"),
        (
            "steps",
            [
                {
                    "title": "Receive",
                    "text": "We register it at once and give you a reference and a tracking code.",
                },
                {
                    "title": "Accept",
                    "text": "We see what it is about and which department is responsible. If it is not ours to decide, we tell you why and where to go.",
                },
                {
                    "title": "Look into it",
                    "text": "The department checks the records and asks those who were there. If we need to know more, we ask you on the tracking page.",
                },
                {
                    "title": "Answer",
                    "text": "We tell you what we found, what we do about it and what will be better.",
                },
                {
                    "title": "Ask back",
                    "text": "We ask whether it is solved and whether you are satisfied.",
                },
                {"title": "Close", "text": "Only when each point has a finding and a measure."},
            ],
        ),
        ("heading", "How long it takes"),
        ("deadlines", None),
        (
            "paragraph",
            "<p>The time runs from the day after we hear from you until you have our answer, public holidays not counted. While we wait for something from you it stands still, and the tracking page says so. If we need longer, we first tell you why and the new date.</p>",
        ),
        ("heading", "If the answer does not satisfy you"),
        (
            "paragraph",
            "<ul><li>Say so when you rate it. A bad rating is counted in the public figures like a good one, and nobody will hold it against you.</li>"
            "<li>With something new to tell or to show, you can have it taken up again.</li>"
            "<li>You may turn to the supervising authority, whose number is at the foot of each page, or call 12345.</li>"
            '<li>If the treatment itself is in dispute, see <a href="/en/rights/">your rights and the ways open to you</a>.</li></ul>',
        ),
        ("heading", "For somebody else, or without the internet"),
        (
            "question",
            {
                "question": "May I write for my parents, my child or a friend?",
                "answer": "<p>Yes. Say how you are related to the patient; no proof is needed. Where a medical record is opened or money refunded, we need the identity card of the patient or the guardian, and tell you beforehand. For patients under fourteen, a parent or guardian should fill in the form.</p>",
            },
        ),
        (
            "question",
            {
                "question": "What if I cannot use the internet, or cannot type?",
                "answer": "<p>Call or come to the counter. You speak, we write it down and read it to you, and register it when you say it is right. You get the tracking code in large print. How far it is you may also ask by telephone, with the reference.</p>",
            },
        ),
        (
            "question",
            {
                "question": "What if I see, hear or walk with difficulty?",
                "answer": '<p>The counter has no steps, and there are reading glasses, a magnifier and a writing board. If you are in hospital, tell a nurse and we come to your bed. These pages can be enlarged and read by a screen reader: see <a href="/en/accessibility/">accessibility</a>.</p>',
            },
        ),
        (
            "question",
            {
                "question": "What if I do not speak Chinese?",
                "answer": "<p>All pages are here in English, too. Write in the language you like; we answer in English or Chinese.</p>",
            },
        ),
        (
            "question",
            {
                "question": "I work at the hospital. May I write?",
                "answer": "<p>Yes. Whatever concerns procedures, supplies, equipment or safety, the complaint office passes on, so that you need not face another department yourself. You may leave out your name.</p>",
            },
        ),
        ("heading", "What others can do better than we"),
        (
            "paragraph",
            "<p>With these we cannot help, or others are quicker. If you have written to us already, never mind: we tell you where to go.</p>",
        ),
        table(
            "Whom to ask",
            ("What it is about", "Whom to ask"),
            ("Danger to life", "120, or the nearest nurse or doctor"),
            ("Violence, theft, fraud", "110, or the hospital's guards"),
            (
                "Booking, reports, changing an appointment",
                "The hospital's app, the kiosks or the information desk",
            ),
            ("Another hospital, clinic or pharmacy", "That institution, or 12345"),
            ("A dispute before a court or in mediation", "The court or the mediation committee"),
            (
                "Insurance rules and shares",
                "The insurance office where you are insured, or our insurance counter",
            ),
        ),
    ],
}
