"""The groups the migrations make, by their names: Chinese and English in one, since a name is data.

What a group may do stands in the migrations of the storey that gives it something to do.
"""

OFFICERS = "投诉管理人员 Complaint officers"
DEPARTMENT_CONTACTS = "科室联络人 Department contacts"
EDITORS = "宣传编辑 Communications editors"
REVIEWERS = "隐私审核人 Privacy reviewers"
CALLERS = "回访中心 Callback centre"
DIRECTORS = "院领导 Hospital management"
OVERSIGHT = "监督席 Oversight seat"
