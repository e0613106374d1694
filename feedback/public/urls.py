"""The citizen's rooms. No name, number or tracking code stands in any of these addresses."""

from django.urls import path

from feedback.public import attachment, case, news, submit, track
from feedback.vocabulary import Act

app_name = "feedback"
urlpatterns = [
    path("submit/", submit.submit, name="submit"),
    path("receipt.txt", submit.receipt_file, name="receipt_file"),
    path("track/", track.track, name="track"),
    path("case/", case.case, name="case"),
    path("case/message/", case.act, {"act": Act.MESSAGE}, name="message"),
    path("case/answer/", case.act, {"act": Act.ANSWER}, name="answer"),
    path("case/rate/", case.act, {"act": Act.RATE}, name="rate"),
    path("case/reopen/", case.act, {"act": Act.REOPEN}, name="reopen"),
    path("case/withdraw/", case.withdraw, name="withdraw"),
    path("case/news/", news.news, name="news"),
    path("case/leave/", case.leave, name="leave"),
    path("left/", case.left, name="left"),
    path("attachment/<uuid:key>/", attachment.attachment, name="attachment"),
]
