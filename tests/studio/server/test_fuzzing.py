"""Whatever the description allows, and some of what it does not, is answered without a 5xx."""

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error

from edunn.studio.server.app import description, make_app
from edunn.studio.session import Session

SCHEMA = schemathesis.openapi.from_dict(description())
ENDLESS = "/api/events"
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations() if found.ok().path != ENDLESS]


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    session = Session(tmp_path_factory.mktemp("fuzzed"))
    yield make_app(session)
    session.close()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_no_request_breaks_the_server(app, operation):
    operation.schema.app = app

    @hypothesis.settings(
        max_examples=10,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(case=operation.as_strategy())
    def ask(case):
        response = case.call(app=app)
        case.validate_response(response, checks=[not_a_server_error])

    ask()
