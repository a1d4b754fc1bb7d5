"""One port for one install: a look is not enough, for the web server shares its port."""

import socket

import pytest

from launcher.checks import claimed_port
from launcher.errors import RefusalError
from launcher.health import what_ails
from launcher.refusals import Refusal
from tests.launcher.stand_in import StandIn
from tests.launcher.waiting import get, until


def test_claimed_port_is_refused_to_the_next_who_claims_it(port: int) -> None:
    with claimed_port("127.0.0.1", port), pytest.raises(RefusalError) as caught:
        claimed_port("127.0.0.1", port).__enter__()

    assert (caught.value.sentence, caught.value.params["port"]) == (Refusal.PORT_IN_USE, port)
    with claimed_port("127.0.0.1", port):
        pass


def test_two_installs_started_at_once_on_one_port_are_one_that_runs(
    stand_in: StandIn, port: int
) -> None:
    places = stand_in.places
    other = StandIn(places=type(places)(clone=places.clone, data=places.data.with_name("other")))
    try:
        begun = [one.begin("start", "--port", str(port)) for one in (stand_in, other)]
        ends = [(one.communicate(timeout=90)[0], one.returncode) for one in begun]

        assert sorted(code for _words, code in ends) == [0, 1], ends
        refused = next(words for words, code in ends if code == 1)
        assert refused.startswith(f"tinhso: Port {port} is in use by another program")
        assert get(port, "/healthz")[0] == 200
    finally:
        other.ask("stop")


def test_a_port_taken_while_the_start_was_busy_is_refused(stand_in: StandIn, port: int) -> None:
    manage = stand_in.places.clone / "manage.py"
    text = manage.read_text(encoding="utf-8")
    late = 'elif command == "load_province":\n    time.sleep(3)\nelif command == "demo_accounts":\n'
    manage.write_text(text.replace('elif command == "demo_accounts":\n', late), encoding="utf-8")
    starting = stand_in.begin("start", "--port", str(port))
    assert until(lambda: "load_province" in stand_in.called())

    with socket.socket() as thief:
        thief.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        thief.bind(("127.0.0.1", port))
        thief.listen()
        words, _ = starting.communicate(timeout=60)

    assert starting.returncode == 1, words
    assert f"Port {port} is in use by another program" in words


def test_only_this_install_counts_as_well(stand_in: StandIn, port: int) -> None:
    stand_in.ask("start", "--port", str(port))
    url = f"http://127.0.0.1:{port}"
    stranger = type(stand_in.places)(
        clone=stand_in.places.clone, data=stand_in.places.data.with_name("other")
    )

    assert what_ails(stand_in.places, url) is None
    assert what_ails(stranger, url) == f"What answers at {url} is not this install."
    stand_in.ask("stop")
    assert (what_ails(stand_in.places, url) or "").startswith(f"The web does not answer at {url}: ")
