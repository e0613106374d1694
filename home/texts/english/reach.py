"""How the hospital is reached, and by whom with which difficulty, in English."""

from home.texts.tables import table

ACCESSIBILITY = {
    "slug": "accessibility",
    "title": "Accessibility",
    "lead": "People who see, hear or move with difficulty, or seldom go online, should be able to say what they have to say.",
    "search_description": "How accessible this site is: large type, keyboard, screen readers, no puzzles; what is still missing, and how to reach us when you are stuck.",
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
    "search_description": "Telephone, hours and counter of the complaint office of Demo City First People's Hospital, how to find it, where to send a letter, and who supervises the hospital.",
    "shows_contact": True,
    "body": [
        ("heading", "When we are there"),
        table(
            "When you reach us",
            ("How", "When"),
            ("At the counter", "Monday to Friday 8:00–17:00, Saturday 8:00–12:00"),
            (
                "By telephone",
                "The same hours; leave a message when it is busy, we call back the same day",
            ),
            (
                "The hospital's leaders",
                "First Wednesday of the month, 14:00–17:00, in the complaint office",
            ),
            ("Online", "Write at any time; we deal with it on the next working day"),
        ),
        (
            "paragraph",
            "<p>Counter and telephone rest on public holidays and are open on make-up working days. If something cannot wait at night or on a holiday, ask for the duty manager on the ground floor of the emergency building.</p>",
        ),
        ("heading", "How to find us"),
        (
            "steps",
            [
                {
                    "title": "Come in by the main gate",
                    "text": "The bus stop “First People's Hospital” is right in front of it. By car, take the east gate to the car park and the lift to the ground floor.",
                },
                {
                    "title": "Enter the hall of the outpatient building",
                    "text": "There is no step. Volunteers in blue waistcoats will show you the way.",
                },
                {
                    "title": "Turn right and follow the green line on the wall",
                    "text": "About thirty paces. The door says “Complaint Office”. If it is open, come in; there is no ticket to draw.",
                },
            ],
        ),
        (
            "paragraph",
            "<p>At the counter there are reading glasses, a magnifier, a writing board, paper and pens, and a quiet room to sit down and talk. If walking is difficult, call us and we come to the hall or to your ward.</p>",
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
        ("heading", "Who supervises us"),
        (
            "paragraph",
            '<p>The Demo City Health Commission supervises this hospital; its number is at the foot of each page. You may also call 12345. All ways are described under <a href="/en/rights/">your rights and the ways open to you</a>.</p>',
        ),
    ],
}
