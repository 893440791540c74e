"""Runs: begin, tell what to do, look at the curves, forget."""

from flask import Response

from edunn.studio.server.replies import RunPath, reply, session, topic
from edunn.studio.wire.answers import Done
from edunn.studio.wire.runs import Band, Curves, NewRun, Order, Rename, Run, Runs, Script, Seeds

api = topic("runs")


@api.get("/runs", responses={200: Runs})
def list_runs() -> Response:
    """All runs."""
    return reply(session().runs())


@api.post("/runs", responses={200: Run})
def new_run(body: NewRun) -> Response:
    """Begin a run; it waits at its first step."""
    return reply(session().new_run(body))


@api.get("/runs/<int:run>", responses={200: Run})
def get_run(path: RunPath) -> Response:
    """One run as it is now."""
    return reply(session().run(path.run))


@api.delete("/runs/<int:run>", responses={200: Done})
def delete_run(path: RunPath) -> Response:
    """Forget a run and its records."""
    return reply(session().delete_run(path.run))


@api.post("/runs/<int:run>/name", responses={200: Run})
def rename_run(path: RunPath, body: Rename) -> Response:
    """Give a run another name."""
    return reply(session().rename_run(path.run, body))


@api.post("/runs/<int:run>/orders", responses={200: Run})
def order(path: RunPath, body: Order) -> Response:
    """Tell a run what to do: play, pause, step ..."""
    return reply(session().order(path.run, body))


@api.get("/runs/<int:run>/curves", responses={200: Curves})
def get_curves(path: RunPath) -> Response:
    """All records of a run, column by column."""
    return reply(session().curves(path.run))


@api.get("/runs/<int:run>/seeds", responses={200: Band})
def get_band(path: RunPath) -> Response:
    """How far the other seeds have come."""
    return reply(session().band(path.run))


@api.post("/runs/<int:run>/seeds", responses={200: Band})
def run_seeds(path: RunPath, body: Seeds) -> Response:
    """Repeat a run's experiment with other seeds."""
    return reply(session().seeds(path.run, body))


@api.delete("/runs/<int:run>/seeds", responses={200: Band})
def stop_seeds(path: RunPath) -> Response:
    """Give up the other seeds; those that are done stay in the band."""
    return reply(session().stop_seeds(path.run))


@api.get("/runs/<int:run>/script", responses={200: Script})
def get_script(path: RunPath) -> Response:
    """The Python program that does the same."""
    return reply(session().script(path.run))


@api.get(
    "/runs/<int:run>/report.html",
    responses={200: {"content": {"text/html": {"schema": {"type": "string"}}}}},
)
def get_report(path: RunPath) -> Response:
    """A page about the run that stands alone, as a file to keep."""
    place = {"Content-Disposition": f'attachment; filename="edunn-run-{path.run}.html"'}
    return Response(session().report(path.run), mimetype="text/html", headers=place)
