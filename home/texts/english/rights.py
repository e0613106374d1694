"""A patient's rights, and the routes of a medical dispute, in English. Only what the laws named say."""

RIGHTS = {
    "slug": "rights",
    "title": "Your rights and the ways open to you",
    "lead": "What you have a right to, as a patient and when you speak up; and where a treatment is in dispute, which ways there are, whom to ask and how long each takes.",
    "search_description": "Patients' rights and the routes of a medical dispute in China: negotiation, people's mediation, administrative mediation, court; copying and sealing records; the supervising authority.",
    "shows_contact": True,
    "body": [
        (
            "note",
            {
                "kind": "info",
                "title": "Which way to take is for you to decide",
                "text": "This page shows which ways there are; it is not legal advice. Complaining to us closes none of them.",
            },
        ),
        ("heading", "Your rights when you speak up"),
        (
            "paragraph",
            "<ul><li><b>To be heard.</b> If you have an opinion, a suggestion or a complaint about care, its management, quality or safety, the hospital must look into it, act, and tell you the outcome. (Measures for the Management of Complaints at Medical Institutions)</li>"
            "<li><b>To leave out your name.</b> If you give it, you may ask that the department does not learn it.</li>"
            "<li><b>To see how far it is.</b> What has been done, who is responsible and when you are answered, at any time, with your code.</li>"
            "<li><b>To add, to withdraw, to rate.</b> With something new, you may have it taken up again.</li>"
            "<li><b>To privacy.</b> Whoever publishes a medical record or private matters without the patient's consent is liable. (Civil Code)</li>"
            "<li><b>To your own information.</b> You may see, copy, correct and delete it and withdraw a consent. Leaving an optional field empty is no reason to turn you away. (Personal Information Protection Law)</li></ul>",
        ),
        ("heading", "When a treatment is in dispute: four ways"),
        (
            "paragraph",
            "<p>They stand in the Regulations on the Prevention and Handling of Medical Disputes. You may take one first and another afterwards.</p>"
            "<ul><li><b>Negotiation.</b> You talk with the hospital. A large group names representatives, at most five on each side.</li>"
            "<li><b>People's mediation.</b> One or both sides apply to the people's mediation committee for medical disputes. It is <b>free of charge</b> and ends within thirty working days of acceptance; the time an expert appraisal takes is not counted.</li>"
            "<li><b>Administrative mediation.</b> You apply to the health authority. It decides within five working days whether it accepts, and finishes within thirty working days of that.</li>"
            "<li><b>A court.</b> You sue at the people's court. Mediation ends when a suit is brought.</li></ul>"
            "<p>What is said and shown in mediation is not made public unless both sides agree. We do not write about such matters in the public summaries either.</p>",
        ),
        (
            "note",
            {
                "kind": "success",
                "title": "We explain it to you in person",
                "text": "In a dispute the hospital must tell you of these ways, of the sealing and unsealing of records and objects, and of reading and copying your record. The complaint office also gives it to you in writing, to take home and read in peace.",
            },
        ),
        ("heading", "Records, objects, cause of death: ask early"),
        (
            "question",
            {
                "question": "I would like to read or copy my medical record",
                "answer": "<p>You have the right to both. Please bring the patient's identity card to the records counter; a relative also brings proof of how you are related. If you do not know where it is, come to the complaint office and we go there with you.</p>",
            },
        ),
        (
            "question",
            {
                "question": "I fear that the record or an object may be changed",
                "answer": "<p>You may ask that the record is sealed, and also medicines, blood or instruments that were used. You and the hospital are both present when it is sealed and when it is opened. Please tell the department or the complaint office at once.</p>",
            },
        ),
        (
            "question",
            {
                "question": "Somebody has died, and I doubt the cause of death",
                "answer": "<p>An autopsy must take place within forty-eight hours, or within seven days where the body can be kept frozen. That is little time, so please tell the department the same day. We know how hard this is; one member of staff stays with you throughout.</p>",
            },
        ),
        ("heading", "If you do not accept our answer"),
        (
            "paragraph",
            "<ul><li><b>The supervising authority.</b> Its name and number are at the foot of each page.</li>"
            "<li><b>The city's hotline 12345.</b> Answered around the clock; you can ask how far it is and rate the outcome.</li>"
            "<li><b>A petition.</b> Within fifteen days you are told in writing whether it is accepted. As a rule it is settled within sixty days; in a complicated matter up to thirty more, with the reason. (Regulations on Petition Work)</li></ul>",
        ),
        ("heading", "Gifts, kickbacks and other dishonesty"),
        (
            "paragraph",
            "<p>These go to the discipline inspectors; the department concerned does not see them. What an informer hands in is not passed to whom it is about. (Regulations on Petition Work)</p>",
        ),
        ("heading", "What this page rests on"),
        (
            "paragraph",
            "<ul><li>Regulations on the Prevention and Handling of Medical Disputes (医疗纠纷预防和处理条例)</li>"
            "<li>Measures for the Management of Complaints at Medical Institutions (医疗机构投诉管理办法)</li>"
            "<li>Civil Code (民法典)</li><li>Personal Information Protection Law (个人信息保护法)</li>"
            "<li>Regulations on Petition Work (信访工作条例)</li></ul>"
            "<p>The Chinese text in force decides. If we got something wrong, please tell us.</p>",
        ),
    ],
}
