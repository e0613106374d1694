"""The drill of the news: many acts while workers are killed and the broker is away; what arrives?

    python -m tests.drills.news --acts 200 --seed 1

It needs PostgreSQL and the program `redis-server`, and prints figures. It fails when news came twice,
came unasked, or stayed away without anybody being able to see it.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.models import F, Max

from feedback import services, tasks
from feedback.mail import message_id
from feedback.models import Case, CaseEvent, Notice
from feedback.vocabulary import NoticeState
from portal.models import User
from tests import factories
from tests.drills import BROKER_PORT, HOME, MAIL_PORT
from tests.factories import WANG, CaseFactory
from tests.processes import TICK, WORKER, Processes, kill, until
from tests.sink import ACCEPTED, Sink

# What a case goes through; what is news to somebody who left an address is marked.
LIVES = (
    ("submit!", "accept", "classify", "assign", "draft", "reply!", "close!"),
    ("submit!", "accept", "ask!", "answer", "reply!"),
    ("submit!", "decline!"),
    ("submit!", "accept", "classify", "assign", "reply!", "rate", "close"),
    ("submit!", "accept", "classify", "assign", "reply!", "reopen!"),
)
READERS = ("reached", "reached", "reached", "reached", "anonymous", "silent")
PACE = 0.6  # seconds between two acts: two hundred take two minutes
AWAY = 60  # seconds without a broker
AT_ONCE = 12  # cases alive at the same time
# After which parts of all acts both workers die, a worker's child does, and the broker goes.
KILLED, ORPHANED, GONE = (0.1, 0.25, 0.85, 0.97), 0.18, 0.3
SETTLED = 15 * 60


class Life(factories.Path):
    """One case and who reads its news."""

    steps: list[str]
    reader: str

    def submit(self) -> None:
        """Come in; whoever is silent has stopped the mails before the first one."""
        with transaction.atomic():
            self.case = self.come_in()
            if self.reader == "silent":
                services.want_news(self.case, wanted=False)

    def answer(self) -> None:
        services.answer(self.case, text="是上午。")

    def reopen(self) -> None:
        services.reopen(self.case, by=self.officer, reason="漏看了一页。")

    def act(self) -> str:
        """Take the next step; return the name of the mail it should cause, or nothing."""
        step = self.steps.pop(0)
        getattr(self, step.strip("!"))()
        last = CaseEvent.objects.filter(case=self.case).aggregate(last=Max("pk"))["last"]
        return message_id(last) if step.endswith("!") and self.reader == "reached" else ""


class LifeFactory(CaseFactory):
    """Makes lives with all that a case is usually made of."""

    class Meta:
        model = Case

    @classmethod
    def _create(cls, model_class: type[Case], *args: Any, **wanted: Any) -> Life:  # type: ignore[override]
        return Life(**wanted)


class Drill:
    """Two workers, a relay, a broker and a mail server, and somebody who breaks them."""

    def __init__(self, house: Processes, dice: Random, acts: int) -> None:
        self.house, self.dice, self.acts = house, dice, acts
        self.expected: list[str] = []
        self.killed, self.born, self.back_at = 0, 0, 0.0
        self.house.start(*TICK)
        self.broker = self.start_broker()
        self.workers = [self.house.start(*WORKER, "-n", f"{name}@drill") for name in "ab"]

    def start_broker(self) -> subprocess.Popen[bytes]:
        """Start an empty broker: whatever it had to do before is forgotten."""
        options = ("--port", str(BROKER_PORT), "--save", "", "--appendonly", "no")
        return self.house.run("redis-server", *options, "--dir", str(HOME))

    def run(self) -> None:
        """Do all acts at their pace, and break things in between."""
        lives: list[Life] = []
        plan = self._breakages()
        for number in range(self.acts):
            for breakage in plan.get(number, []):
                breakage()
            self.bring_back()
            lives = [life for life in lives if life.steps]
            lives += [self._born() for _place in range(len(lives), AT_ONCE)]
            if caused := self.dice.choice(lives).act():
                self.expected.append(caused)
            time.sleep(PACE)
        until(self.bring_back, seconds=AWAY + 10)
        self.deliver_again()

    def take_broker(self) -> None:
        """Kill the broker with all it had to do, for a minute."""
        kill(self.broker)
        self.back_at = time.monotonic() + AWAY

    def bring_back(self) -> bool:
        """Start the broker anew when its time has come; say whether there is one."""
        if self.broker.poll() is not None and time.monotonic() > self.back_at:
            self.broker = self.start_broker()
            time.sleep(1)
        return self.broker.poll() is None

    def _born(self) -> Life:
        reader = self.dice.choice(READERS)
        self.born += 1
        wang = {**WANG, "email": f"wang.{self.born}@example.org"}
        life: Any = LifeFactory(contact={} if reader == "anonymous" else wang)
        # The drill counts what submitters get; colleagues without an address are written to by none.
        User.objects.exclude(email="").update(email="")
        life.reader, life.steps = reader, list(self.dice.choice(LIVES))
        return life

    def _breakages(self) -> dict[int, list[Any]]:
        plan: dict[int, list[Any]] = {}
        for part in KILLED:
            plan.setdefault(int(part * self.acts), []).append(self.kill_workers)
        plan.setdefault(int(ORPHANED * self.acts), []).append(self.kill_child)
        plan.setdefault(int(GONE * self.acts), []).append(self.take_broker)
        return plan

    def kill_workers(self) -> None:
        """Kill both workers as soon as both are at a mail, and start two others."""
        sending = Notice.objects.filter(state=NoticeState.SENDING)
        deadline = time.monotonic() + 5
        while sending.count() < len(self.workers) and time.monotonic() < deadline:
            time.sleep(0.01)
        for worker in self.workers:
            kill(worker)
        self.killed += len(self.workers)
        self.workers = [self.house.start(*WORKER, "-n", f"{name}@drill") for name in "ab"]

    def kill_child(self) -> None:
        """Kill the child of a worker, which lives on."""
        pid = self.workers[0].pid
        children = Path(f"/proc/{pid}/task/{pid}/children")
        until(lambda: bool(children.read_text()))
        os.kill(int(children.read_text().split()[0]), signal.SIGKILL)
        self.killed += 1

    def deliver_again(self) -> None:
        """Hand over every mail once more, sent ones too."""
        for pk in Notice.objects.values_list("pk", flat=True):
            tasks.deliver.apply_async((pk,), retry=False)


def report(drill: Drill, sink: Sink, seconds: float) -> bool:
    """Print the figures; say whether the promise was kept."""
    received, expected = Counter(sink.names), set(drill.expected)
    ends: dict[str, set[str]] = {}
    for event, state in Notice.objects.values_list("event_id", "state"):
        ends.setdefault(state, set()).add(message_id(event))
    uncertain, failed = ends.get(NoticeState.UNCERTAIN, set()), ends.get(NoticeState.FAILED, set())
    doubled = sum(number - 1 for number in received.values())
    missing = expected - set(received) - uncertain - failed
    unasked = set(received) - expected
    waited = Notice.objects.aggregate(longest=Max(F("finished_at") - F("made_at")))["longest"]
    rows = {
        "acts": drill.acts,
        "news expected": len(expected),
        "received": len(set(received) & expected),
        "doubled": doubled,
        "missing, nobody told": len(missing),
        "unasked": len(unasked),
        "uncertain, shown as such": len(uncertain),
        "  of these received": len(uncertain & set(received)),
        "failed, shown as such": len(failed),
        "marked sent, not received": len(ends.get(NoticeState.SENT, set()) - set(received)),
        "processes killed": drill.killed,
        "seconds without a broker": AWAY,
        "longest way of one mail, s": round((waited or timedelta()).total_seconds()),
        "seconds in all": round(seconds),
    }
    sys.stdout.writelines(f"{name:<28}{figure:>6}\n" for name, figure in rows.items())
    return not (doubled or missing or unasked or rows["marked sent, not received"])


def lay_database() -> None:
    """Make the drill's own database anew."""
    name = connection.settings_dict["NAME"]
    if not str(name).endswith("_drill"):
        raise SystemExit("The drill's database is removed afterwards; its name must end in _drill.")
    remove_database()
    with psycopg.connect(_server(), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    call_command("migrate", verbosity=0)


def remove_database() -> None:
    """Remove it again."""
    connections.close_all()
    connection.close_pool()
    with psycopg.connect(_server(), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{connection.settings_dict["NAME"]}" WITH (FORCE)')


def _server() -> str:
    at = connection.settings_dict
    place = f"host={at['HOST']} port={at['PORT'] or 5432} user={at['USER']} dbname=postgres"
    return f"{place} password={at['PASSWORD']}" if at["PASSWORD"] else place


def main() -> int:
    """Run the drill and return 0 when the promise was kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    if not shutil.which("redis-server"):
        raise SystemExit("This needs the program redis-server (Debian: apt-get install redis).")
    lay_database()
    dice, thinks = Random(chosen.seed), Random(chosen.seed)  # noqa: S311 - the same drill again
    try:
        with Sink(port=MAIL_PORT) as sink, Processes({}, HOME / "log") as house:
            sink.pause = lambda: thinks.uniform(0.05, 0.5)
            sink.answer = lambda address: "451 Later" if thinks.random() < 0.03 else ACCEPTED
            drill, begun = Drill(house, dice, chosen.acts), time.monotonic()
            drill.run()
            until(_settled, seconds=SETTLED)
            return 0 if report(drill, sink, time.monotonic() - begun) else 1
    finally:
        remove_database()
        shutil.rmtree(HOME, ignore_errors=True)


def _settled() -> bool:
    time.sleep(1)
    unread = CaseEvent.objects.untold().exists()
    return not unread and not Notice.objects.under_way().exists()


if __name__ == "__main__":
    sys.exit(main())
