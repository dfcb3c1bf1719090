"""Everybody who was drawn answers at once while both sides fill the seats that become free; then the books are read.

python benchmarks/web/seats.py [--at-once 12] [--sqlite]

All seats of the demonstration are drawn and those drawn invited. Each opens the own link and answers twice, most with
yes, one in four with no; one in ten says yes and no at the same moment from two browsers. Two leaders press the
button that gives the next free seat, each on the page as they last saw it. No more people may ever hold a seat than
there are, nobody may lose one without a no, and everything is in the log. Everything stays on 127.0.0.1.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from measure import wait_until_up
from registration import Reader, Steps, shown, staged, told
from run import BIN, HERE, free_port

STAGE = "seats_stage.py"
OFFER = re.compile(r'name="delegate" value="([^"]+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LEAVE, TORN = 4, 10  # one in so many says no; one in so many says both
PATIENCE = 120  # seconds for the seats to be filled after the last answer


def answers_of(number: int) -> list[str]:
    """What the person of this number says, at the same moment or one after the other."""
    if number % TORN == 1:
        return ["yes", "no"]
    return ["no", "no"] if number % LEAVE == 0 else ["yes", "yes"]


def answer(base: str, slug: str, number: int, door: list[str], steps: Steps) -> None:
    """One person, from the link to the answer."""
    token, digits = door
    home = f"/id/{slug}/delegates/me/{token}/"
    reader = Reader(base, steps)
    reader.ask("open the link", home)
    if digits:
        reader.ask("answer at the door", home, {"digits": digits}, expect=302)
        reader.ask("see the invitation", home)
    said = answers_of(number)
    if said[0] == said[1]:
        for word in said:
            reader.ask("answer", f"{home}answer/", {"answer": word}, expect=302)
        return
    with ThreadPoolExecutor(2) as both:
        torn = [both.submit(reader.ask, "answer", f"{home}answer/", {"answer": w}, 302) for w in said]
        for one in torn:
            one.result()


def fill_seats(base: str, slug: str, session: str, steps: Steps, crowd: list[Future[None]]) -> None:
    """One leader, who gives every seat that the page offers, until all have answered and none is free."""
    page, reader = f"/id/{slug}/desk/delegates/waiting/", Reader(base, steps)
    reader.cookies["sessionid"], until = session, time.perf_counter() + PATIENCE
    while time.perf_counter() < until:
        over = all(one.done() for one in crowd)
        text = reader.ask("see who comes next", f"{page}?part=conference")
        offer, token = OFFER.search(text), TOKEN.search(text)
        if offer and token:
            data = {"part": "conference", "delegate": offer[1], "csrfmiddlewaretoken": token[1]}
            reader.ask("give the seat", f"{page}promote/", data, expect=302)
        elif over:
            return
        else:
            time.sleep(0.05)
    steps.wrong.append("the seats were not filled in time")


def agrees(books: dict[str, Any], made: dict[str, Any]) -> list[str]:
    """What the books say that the load does not, each in words."""
    people = range(len(made["doors"]))
    left = sum("no" in answers_of(number) for number in people)
    verbs, states = books["verbs"], books["states"]
    gone = states.get("declined", 0) + states.get("cancelled", 0)
    expected = {
        "seats held at the end": (books["held"], made["seats"]),
        "seats held at the fullest moment": (books["most"], made["seats"]),
        "confirmed": (states.get("confirmed"), len(people) - left),
        "declined or cancelled": (gone, left),
        "invitations answered": (books["answered"], len(people)),
        "promoted": (books["promoted"], left),
        "log: promoted": (verbs.get("delegates.promoted"), left),
        "notices that a seat is free": (books["told"], left * made["leaders"]),
        "faults in the log": (books["faults"], 0),
    }
    return [f"{name}: {have}, not {wish}" for name, (have, wish) in expected.items() if have != wish]


def measure(environment: dict[str, str], made: dict[str, Any], at_once: int) -> bool:
    """The load itself; whether the books agree."""
    address = f"127.0.0.1:{free_port()}"
    command = [str(BIN / "pendopo"), "serve", "--bind", address, "--workers", "2", "--threads", "4"]
    server = subprocess.Popen(command, cwd=HERE, env=os.environ | environment, stdout=2)
    steps = Steps()
    try:
        wait_until_up(f"http://{address}/id/{made['slug']}/")
        with ThreadPoolExecutor(at_once) as people, ThreadPoolExecutor(2) as desk:
            crowd = [
                people.submit(answer, address, made["slug"], n, door, steps)
                for n, door in enumerate(made["doors"])
            ]
            both = [
                desk.submit(fill_seats, address, made["slug"], session, steps, crowd)
                for session in made["sessions"]
            ]
            for one in [*crowd, *both]:
                one.result()
    finally:
        server.terminate()
        server.wait(timeout=20)
    shown(steps)
    books = told(STAGE, ["books", str(made["seats"]), str(made["seq"])], environment)
    wrong = steps.wrong + agrees(books, made)
    print(f"\n{made['seats']} seats, {books['promoted']} given to whoever came next, never more held than there are."
          if not wrong else "")  # fmt: skip
    print("Books: " + ("; ".join(wrong[:10]) if wrong else "everything agrees, the log is whole."))
    return not wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--at-once", type=int, default=12)
    parser.add_argument("--sqlite", action="store_true")
    options = parser.parse_args()
    with staged(options.sqlite) as environment:
        made = told(STAGE, ["draw"], environment)
        return 0 if measure(environment, made, options.at_once) else 1


if __name__ == "__main__":
    sys.exit(main())
