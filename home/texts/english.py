"""The first pages in English, complete beside the Chinese and written for people, not translated for form."""

HOME = {
    "title": "Home",
    "headline": "Whatever you tell us, you will hear back",
    "lead": "What went wrong on your way through the hospital, what could be better, whom you would like to thank: tell us. Each matter gets a reference, a date and an answer, and what we changed is written here.",
    "body": [
        ("heading", "By when we answer"),
        (
            "promises",
            [
                {
                    "count": "At once",
                    "unit": "",
                    "text": "What can be put right on the spot is, and you are told there.",
                },
                {
                    "count": "5",
                    "unit": "working days",
                    "text": "When something has to be looked into.",
                },
                {
                    "count": "10",
                    "unit": "working days",
                    "text": "When several departments are involved.",
                },
            ],
        ),
        ("heading", "After you have told us"),
        (
            "steps",
            [
                {
                    "title": "You get a reference and a tracking code",
                    "text": "The reference is for the telephone; the code is yours alone. Please write it down or print it.",
                },
                {
                    "title": "A department becomes responsible",
                    "text": "The complaint office registers your matter and assigns it. You see which department it is and by when it must answer.",
                },
                {
                    "title": "You get our answer",
                    "text": "What we found, what we did and what will change. You can ask back and add documents.",
                },
                {
                    "title": "You judge it",
                    "text": "Whether it was solved and whether you are satisfied is for you to say. With something new to add, you can have it taken up again.",
                },
            ],
        ),
        ("heading", "People often ask"),
        (
            "question",
            {
                "question": "May I leave out my name?",
                "answer": "<p>Yes. We take it up all the same. If you say when, where and what happened, we can look into it. The answer is on the tracking page, opened with your code.</p>",
            },
        ),
        (
            "question",
            {
                "question": "Will speaking up affect my treatment?",
                "answer": "<p>No. What you tell us does not go into your medical record. Only those who deal with the matter see your name and number, and each time is recorded.</p>",
            },
        ),
        (
            "question",
            {
                "question": "My parents do not use the internet. What can they do?",
                "answer": "<p>You may write for them, or they may call or come to the counter. Our staff register it, with the same reference, code and answer.</p>",
            },
        ),
    ],
}

GUIDE = {
    "slug": "how-to-complain",
    "title": "How to complain",
    "lead": "How to tell us, what we do then, when you have an answer, and what your rights are.",
    "body": [
        ("heading", "Five ways; take the one you like"),
        (
            "paragraph",
            "<ul><li><b>Write here.</b> Open “Submit”. It takes some three minutes and no account.</li>"
            "<li><b>Call.</b> The complaint office registers it for you.</li>"
            "<li><b>Come to the counter.</b> On the ground floor of the outpatient building you can sit down and take your time.</li>"
            "<li><b>Send a letter</b> to the complaint office, or use the boxes on each floor.</li>"
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
            "<ul><li>When and where it was, whom you dealt with, what happened.</li><li>What you would like us to do.</li>"
            "<li>Receipts or photos, up to five files.</li></ul>"
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
        (
            "promises",
            [
                {
                    "count": "At once",
                    "unit": "",
                    "text": "What can be settled on the spot.",
                },
                {
                    "count": "5",
                    "unit": "working days",
                    "text": "When something has to be looked into.",
                },
                {
                    "count": "10",
                    "unit": "working days",
                    "text": "When several departments have to look into it together.",
                },
            ],
        ),
        (
            "paragraph",
            "<p>These are this hospital's own deadlines. They run from the day after we hear from you until you have our answer, public holidays not counted. If we need longer, we first tell you why and the new date.</p>",
        ),
        ("heading", "Your rights"),
        (
            "paragraph",
            "<ul><li>You need not give your name; if you do, you may ask that the department does not learn it.</li>"
            "<li>You may look at any time how far it is, who is responsible and when you are answered.</li>"
            "<li>You may add documents, and you may withdraw.</li>"
            "<li>You may rate the answer, and have the matter taken up again when there is something new.</li>"
            "<li>If you do not accept the outcome, you may turn to the supervising authority; its number is at the foot of each page.</li></ul>",
        ),
        ("heading", "If it is a medical dispute"),
        (
            "paragraph",
            "<p>When the treatment itself is in dispute you may, besides negotiating with the hospital, apply for people's mediation or administrative mediation, or go to court. People's mediation is free of charge. "
            "You have the right to read and copy your medical record, and may ask that the record and any objects are sealed while both sides are present. The complaint office explains this to you in person and gives it to you in writing.</p>",
        ),
        (
            "note",
            {
                "kind": "warning",
                "title": "In danger, do not wait for an answer",
                "text": "Tell the nearest nurse or doctor, or call the emergency number 120. This site is not watched around the clock.",
            },
        ),
    ],
}

PRIVACY = {
    "slug": "privacy",
    "title": "Privacy notice",
    "lead": "What we collect and why, who sees it, how long we keep it, and what you may ask of us.",
}

ACCESSIBILITY = {
    "slug": "accessibility",
    "title": "Accessibility",
    "lead": "People who see, hear or move with difficulty, or seldom go online, should be able to say what they have to say.",
    "shows_contact": True,
    "body": [
        ("heading", "What you can count on"),
        (
            "paragraph",
            "<ul><li>Large type, wide lines, a contrast of at least 4.5 to 1; enlarged four times, nothing is lost and nothing has to be pushed sideways.</li>"
            "<li>Everything can be done with a keyboard alone, and you always see where you are.</li>"
            "<li>Screen readers read every question, every message and the table beside every chart.</li>"
            "<li>Buttons and links are large enough for an unsteady hand.</li>"
            "<li>No puzzles to prove you are human, no pop-ups, no advertising.</li>"
            "<li>Submitting and tracking work without scripts.</li><li>All pages are there in Chinese and in English.</li></ul>",
        ),
        ("heading", "What is still missing"),
        (
            "paragraph",
            "<p>Words inside photos and scans cannot be read by a screen reader. Call us and we read them to you or send you the text. There are no videos in sign language yet; an interpreter can be booked for a visit at the counter.</p>",
        ),
        ("heading", "What we measure it by"),
        (
            "paragraph",
            "<p>Our aim is level AA of the Web Content Accessibility Guidelines (WCAG) 2.2. When pages change we check them with a tool and go through them with a keyboard and a screen reader.</p>",
        ),
        ("heading", "Please tell us where you are stuck"),
        (
            "paragraph",
            "<p>A call or one line about which page and which step is enough. Until it is mended we register your matter for you, so that nothing is delayed.</p>",
        ),
    ],
}

CONTACT = {
    "slug": "contact",
    "title": "Contact",
    "lead": "If you would rather talk to a person, call us or come to the counter.",
    "shows_contact": True,
    "body": [
        ("heading", "The complaint office"),
        (
            "paragraph",
            "<p>The office is on the ground floor of the outpatient building, to the right of the entrance hall, without steps. At the counter there are reading glasses, a magnifier, paper and pens, and a quiet room to sit down and talk.</p>"
            "<p>During office hours somebody answers the telephone. After hours please write here; we read it on the next working day.</p>",
        ),
        ("heading", "What you may bring"),
        (
            "paragraph",
            "<ul><li>The approximate day and the department.</li><li>Receipts, on paper or as photos on your phone.</li>"
            "<li>If you come for somebody else, just tell us how you are related.</li></ul>",
        ),
        ("heading", "Letters"),
        (
            "paragraph",
            "<p>Address them to: Complaint Office, Demo City First People's Hospital. Please add a way to reach you, so that we can tell you your tracking code.</p>",
        ),
        (
            "note",
            {
                "kind": "info",
                "title": "If you have told us already",
                "text": "It is quickest with your tracking code. A lost code cannot be given out again over the telephone; please come to the counter.",
            },
        ),
    ],
}

NOTICE = """
<p>To deal with what you tell us, Demo City First People's Hospital (“we”) uses personal information of yours. This is what you should know.</p>
<h3>What we collect, and why</h3>
<ul>
<li><b>What happened</b> (needed): to look into it, act on it and answer you.</li>
<li><b>Kind, department, day, your relationship to the patient</b> (only the kind is needed): to reach the right department quickly and to work out the deadline.</li>
<li><b>Name, telephone, e-mail</b> (all optional): only to reach you. Without them we deal with it all the same; your tracking code shows you the answer.</li>
<li><b>Photos and files</b> (optional): to look into it. Places and devices recorded inside photos are removed.</li>
</ul>
<p>Dealing with complaints is a duty the law gives the hospital; it does not depend on your consent. We do not collect identity numbers, and ask you to leave them out.</p>
<h3>Health information needs a consent of its own</h3>
<p>Illness, medicines and test results are sensitive personal information. Some matters cannot be cleared up without them, so we may need to use them; used wrongly, they could embarrass or harm you. You agree with a tick of its own. Without the tick you can still submit: we then work with what you wrote yourself and do not look into your medical record.</p>
<h3>Patients under fourteen</h3>
<p>Please let a parent or guardian fill in the form and say how they are related. A child's information is used for this one matter only.</p>
<h3>Who sees it</h3>
<ul>
<li>The staff of the complaint office who deal with it.</li>
<li>The department that looks into it: only what it needs for that, and not how to reach you.</li>
<li>Authorities that have a right to it by law. What came through the 12345 hotline is answered to the hotline as its rules ask.</li>
</ul>
<p>Each time somebody looks, it is recorded. We give nothing to advertisers or other companies and send nothing abroad.</p>
<h3>Will it be published?</h3>
<p>The hospital publishes figures and what it improved. These texts are written anew by our staff without details that point to a person, and are checked by a second person. Without a consent of its own we publish neither your words nor anything you could be recognised by.</p>
<h3>How we keep it, and how long</h3>
<ul>
<li>Names, contact details, what you wrote and files are kept encrypted.</li>
<li>Contact details and files are deleted thirty-six months after the matter is closed.</li>
<li>Category, dates and outcome, without personal information, are kept for statistics and improvement.</li>
<li>While a court or a mediation deals with the matter, everything is kept until it is decided.</li>
</ul>
<h3>What you may ask of us</h3>
<ul>
<li>To see, copy and correct your information.</li>
<li>To withdraw your consent for health information. What was done before remains valid.</li>
<li>To delete your information. Where the law makes us keep it we stop using it, only store it, and tell you why.</li>
<li>To explain any of these points.</li>
</ul>
<p>Leave a message on the tracking page, call, or come to the counter. We check that it is you, and there is no charge.</p>
<h3>Whom to ask</h3>
<p>The complaint office, telephone 010-5555 0123. If you do not agree with what we do, you may turn to the health authority or to the cyberspace administration.</p>
""".strip()
