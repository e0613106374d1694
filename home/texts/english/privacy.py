"""The privacy notice in English, as it is in force and as it was before."""

PRIVACY = {
    "slug": "privacy",
    "title": "Privacy notice",
    "lead": "What we collect and why, who sees it, how long we keep it, and what you may ask of us.",
    "search_description": "Which personal information the hospital uses to deal with what you tell it, who sees it, how long it is kept, and how to see, correct or delete it.",
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

NOTICE_OF_2025 = """
<p>To deal with what you tell us, Demo City First People's Hospital (“we”) uses personal information of yours.</p>
<h3>What we collect, and why</h3>
<ul>
<li><b>What happened</b> (needed): to look into it, act on it and answer you.</li>
<li><b>Kind, department, day</b>: to reach the department responsible.</li>
<li><b>Name and telephone</b> (optional): only to reach you. Without them we deal with it all the same.</li>
<li><b>Photos and files</b> (optional): to look into it.</li>
</ul>
<p>Dealing with complaints is a duty the law gives the hospital. We do not collect identity numbers.</p>
<h3>Health information</h3>
<p>Illness, medicines and test results are sensitive personal information; we ask for a consent of its own before we use them. You can submit without it.</p>
<h3>Who sees it</h3>
<ul>
<li>The staff of the complaint office who deal with it.</li>
<li>The department that looks into it.</li>
<li>Authorities that have a right to it by law.</li>
</ul>
<p>We give nothing to other companies.</p>
<h3>How long we keep it</h3>
<p>Contact details and files are kept for sixty months after the matter is closed. While a court or a mediation deals with the matter, everything is kept until it is decided.</p>
<h3>What you may ask of us</h3>
<p>To see, copy, correct or delete your information, and to withdraw your consent. Call us or come to the counter; there is no charge.</p>
<h3>Whom to ask</h3>
<p>The complaint office, telephone 010-5555 0123.</p>
""".strip()
