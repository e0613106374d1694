"""The home page and the head of the news, in English."""

HOME = {
    "title": "Home",
    "headline": "Whatever you tell us, you will hear back",
    "lead": "What went wrong on your way through the hospital, what could be better, whom you would like to thank: tell us. Each matter gets a reference, a date and an answer, and what we changed is written here.",
    "search_description": "Complaints, suggestions, thanks and questions for Demo City First People's Hospital: no account, three minutes, a tracking code, an answer by a date, and public figures on what became of it.",
    "body": [
        ("heading", "By when we answer"),
        ("deadlines", None),
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
                    "text": "What we found, what we did and what will change. Until then you can write to us and add documents at any time.",
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
        (
            "question",
            {
                "question": "I disagree with the treatment itself. Whom do I turn to?",
                "answer": '<p>Tell us first; we explain the ways open to you in person: negotiation, people’s mediation, administrative mediation, a court. Whom to ask and how long each takes is written under <a href="/en/rights/">your rights and the ways open to you</a>.</p>',
            },
        ),
    ],
}

NEWS = {
    "slug": "news",
    "title": "News and notices",
    "lead": "What you should know before you come, and what we are working on. The newest stands first.",
    "search_description": "Notices and news of Demo City First People's Hospital: changed hours, new services, questions to patients and how improvements are going.",
}
