"""Server-sent events over a real connection: at once, in order, from where a page was."""

import json
import time

from edunn.studio import limits
from edunn.studio.runs.events import RunGone


def listen(connect, last=None):
    connection = connect()
    headers = {} if last is None else {"Last-Event-ID": str(last)}
    connection.request("GET", "/api/events", headers=headers)
    return connection.getresponse()


def paragraph(response):
    """The lines up to the next empty one, as a dictionary."""
    lines = iter(lambda: response.readline().decode().rstrip("\n"), "")
    return dict(line.split(": ", 1) for line in lines)


def test_the_first_words_come_at_once_and_events_when_they_happen(connect, session):
    response = listen(connect)
    assert response.status == 200
    assert response.headers["Content-Type"].startswith("text/event-stream")
    assert paragraph(response)["id"] == str(session.stream.last)
    session.stream.publish(RunGone(run=7))
    event = paragraph(response)
    assert event["id"] == str(session.stream.last)
    assert json.loads(event["data"]) == {"type": "gone", "run": 7}


def test_a_page_goes_on_where_it_was(connect, session):
    place = session.stream.last
    for run in range(3):
        session.stream.publish(RunGone(run=run))
    response = listen(connect, place + 1)
    paragraph(response)
    assert [json.loads(paragraph(response)["data"])["run"] for _ in range(2)] == [1, 2]


def test_a_page_of_an_earlier_server_is_told_to_fetch_all_again(connect, session):
    for last in (12, "nonsense"):
        response = listen(connect, last)
        paragraph(response)
        event = paragraph(response)
        assert json.loads(event["data"]) == {"type": "restarted"}
        assert event["id"] == str(session.stream.last)


def test_open_streams_leave_predict_answering(connect):
    streams = [listen(connect) for _ in range(20)]
    statuses = [response.status for response in streams]
    assert statuses.count(200) == limits.STREAMS
    full = next(response for response in streams if response.status == 503)
    assert full.headers["Retry-After"] == "10"
    connection = connect()
    body = json.dumps({"network_name": "mine", "input_array": [1.0, 2.0]})
    connection.request("POST", "/predict", body, {"Content-Type": "application/json"})
    assert connection.getresponse().status == 200


def test_a_page_that_goes_gives_its_seat_back(connect):
    connections = []

    def open_one():
        connections.append(connect())
        connections[-1].request("GET", "/api/events")
        return connections[-1].getresponse()

    streams = [open_one() for _ in range(limits.STREAMS)]
    assert open_one().status == 503
    streams[0].close()
    connections[0].close()
    deadline = time.monotonic() + 8
    while (status := listen(connect).status) == 503 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert status == 200


def test_who_cannot_listen_may_ask(client, session):
    place = session.stream.last
    session.stream.publish(RunGone(run=7))
    answer = client.get(f"/api/events/recent?after={place}")
    assert answer.json["events"] == [{"id": place + 1, "event": {"type": "gone", "run": 7}}]
