"""The demo hospital's departments and the people who work on its cases. It knows no case."""

import secrets
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from feedback.models import Department
from portal import roles
from portal.models import Hospital, User

LENGTH = 14
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another when typed


class Unit(NamedTuple):
    """A department: code, names and the group under which figures name it."""

    code: str
    name: str
    name_en: str
    group: str


UNITS = (
    Unit("emergency", "急诊科", "Emergency", "门诊与急诊"),
    Unit("outpatient", "门诊部", "Outpatient clinics", "门诊与急诊"),
    Unit("cardiology", "心内科", "Cardiology", "住院科室"),
    Unit("paediatrics", "儿科", "Paediatrics", "住院科室"),
    Unit("laboratory", "检验科", "Laboratory", "医技科室"),
    Unit("pharmacy", "药学部", "Pharmacy", "医技科室"),
    Unit("finance", "财务科", "Finance", "职能与保障部门"),
    Unit("logistics", "后勤保障部", "Logistics", "职能与保障部门"),
    Unit("it", "信息中心", "Information technology", "职能与保障部门"),
    Unit("nursing", "护理部", "Nursing", "职能与保障部门"),
)
GROUPS = {
    "门诊与急诊": "Outpatients and emergency",
    "住院科室": "Inpatient departments",
    "医技科室": "Laboratory, imaging and pharmacy",
    "职能与保障部门": "Administration and support",
}


class Person(NamedTuple):
    """A member of staff with the groups that say what they may do."""

    username: str
    last_name: str
    first_name: str
    role: object
    group: str = ""
    department: str = ""


STAFF = (
    Person("li", "李", "文静", _("Complaint officer"), roles.OFFICERS),
    Person("zhou", "周", "静怡", _("Complaint officer"), roles.OFFICERS),
    Person(
        "zhao", "赵", "志远", _("Contact of cardiology"), roles.DEPARTMENT_CONTACTS, "cardiology"
    ),
    Person(
        "chen", "陈", "思敏", _("Contact of paediatrics"), roles.DEPARTMENT_CONTACTS, "paediatrics"
    ),
    Person("sun", "孙", "玉梅", _("Contact of nursing"), roles.DEPARTMENT_CONTACTS, "nursing"),
    Person("qian", "钱", "卫国", _("Hospital management"), roles.DIRECTORS),
    Person("tang", "唐", "小满", _("Callback centre"), roles.CALLERS),
    Person("wu", "吴", "立新", _("Oversight seat"), roles.OVERSIGHT),
    Person("lin", "林", "晓岚", _("Editor"), roles.EDITORS),
    Person("he", "何", "慧中", _("Reviewer"), roles.REVIEWERS),
    Person("admin", "", "", _("Administrator")),
)


@dataclass(frozen=True)
class House:
    """The hospital with whom to ask for what."""

    hospital: Hospital
    departments: dict[str, Department]
    staff: dict[str, User]
    contacts: dict[str, User]
    accounts: list[dict[str, str]]

    @property
    def officer(self) -> User:
        return self.staff["li"]

    @property
    def colleague(self) -> User:
        return self.staff["zhou"]

    @property
    def caller(self) -> User:
        return self.staff["tang"]

    @property
    def second_caller(self) -> User:
        return self.staff["zhou"]

    @property
    def director(self) -> User:
        return self.staff["qian"]

    def contact_of(self, department: Department) -> User:
        """Return who drafts for a department."""
        return self.contacts[department.code]


def furnish() -> House:
    """Make departments and accounts; the passwords are random and known only to the caller."""
    hospital = Hospital.objects.get(code="main")
    departments = {
        unit.code: Department.objects.get_or_create(
            hospital=hospital,
            code=unit.code,
            defaults={
                "name": unit.name,
                "name_en": unit.name_en,
                "group": unit.group,
                "group_en": GROUPS[unit.group],
                "sort": 10 * number,
            },
        )[0]
        for number, unit in enumerate(UNITS, start=1)
    }
    staff, accounts, contacts = {}, [], {}
    for person in STAFF:
        password = "".join(secrets.choice(LETTERS) for _place in range(LENGTH))
        staff[person.username] = _employ(person, password)
        if person.department:
            contacts[person.department] = staff[person.username]
        account = {"username": person.username, "password": password, "role": str(person.role)}
        accounts.append(account)
    for unit in UNITS:
        if unit.code not in contacts:
            contacts[unit.code] = _stand_in(unit)
        departments[unit.code].contacts.add(contacts[unit.code])
    return House(hospital, departments, staff, contacts, accounts)


def _stand_in(unit: Unit) -> User:
    """Make the contact of a department of which the demo prints no account: nobody can sign in by it."""
    return _employ(Person(unit.code, unit.name, "联络人", "", roles.DEPARTMENT_CONTACTS))


def _employ(person: Person, password: str | None = None) -> User:
    user, _made = User.objects.get_or_create(username=person.username)
    user.last_name, user.first_name = person.last_name, person.first_name
    user.is_staff = user.is_superuser = not person.group
    user.set_password(password)  # without one the account is closed
    user.save()
    user.groups.set(Group.objects.filter(name=person.group))
    return user
