"""Runs: start them, send them commands, follow their curves and seeds, and delete them."""

from io import BytesIO
from typing import final

from flask import Response, send_file
from pydantic import Field

from edunn.exports import FORMATS, content_of, known_format
from edunn.messages import LanguageCode
from edunn.studio.messages import Done, Message, Sentence
from edunn.studio.routing import RunPath, reply, session, topic
from edunn.studio.runs.messages import Band, Curves, NewRun, Order, Rename, Run, Seeds
from edunn.studio.views.report import report_of_run
from edunn.studio.views.script import Script, script_of_run

api = topic("runs")


class Runs(Message):
    """All runs, the oldest first."""

    runs: list[Run]
    notes: list[Sentence] = Field(
        description="What happened to their file, and which ones cannot be read."
    )


class ReportQuery(Message):
    """The language of a report."""

    language: LanguageCode = "en"


@final
class ExportPath(RunPath):
    """A run, and a format."""

    to: str = Field(max_length=20, description=f"One of {', '.join(FORMATS)}.")


@api.get("/runs", responses={200: Runs})
def list_runs() -> Response:
    """All runs."""
    return reply(Runs(runs=session().runs.all(), notes=session().runs.notes()))


@api.post("/runs", responses={200: Run})
def new_run(body: NewRun) -> Response:
    """Start a run, paused before its first step."""
    return reply(session().runs.begin(body))


@api.get("/runs/<int:run>", responses={200: Run})
def get_run(path: RunPath) -> Response:
    """One run as it is now."""
    return reply(session().runs.message(path.run))


@api.delete("/runs/<int:run>", responses={200: Done})
def delete_run(path: RunPath) -> Response:
    """Delete a run and its records."""
    session().runs.delete(path.run)
    return reply(Done())


@api.post("/runs/<int:run>/name", responses={200: Run})
def rename_run(path: RunPath, body: Rename) -> Response:
    """Give a run another name."""
    return reply(session().runs.rename(path.run, body.name))


@api.post("/runs/<int:run>/orders", responses={200: Run})
def order(path: RunPath, body: Order) -> Response:
    """Send a run a command: play, pause, step ..."""
    return reply(session().runs.order(path.run, body.command))


@api.get("/runs/<int:run>/curves", responses={200: Curves})
def get_curves(path: RunPath) -> Response:
    """All records of a run, as columns."""
    return reply(session().runs.curves(path.run))


@api.get("/runs/<int:run>/seeds", responses={200: Band})
def get_band(path: RunPath) -> Response:
    """The progress of the other seeds."""
    return reply(session().runs.band(path.run))


@api.post("/runs/<int:run>/seeds", responses={200: Band})
def run_seeds(path: RunPath, body: Seeds) -> Response:
    """Repeat a run's experiment with other seeds."""
    return reply(session().runs.start_seeds(path.run, body.seeds))


@api.delete("/runs/<int:run>/seeds", responses={200: Band})
def stop_seeds(path: RunPath) -> Response:
    """Stop the other seeds; those that are done stay in the band."""
    return reply(session().runs.stop_seeds(path.run))


@api.get("/runs/<int:run>/script", responses={200: Script})
def get_script(path: RunPath) -> Response:
    """The Python program that repeats the run."""
    return reply(script_of_run(session(), path.run))


@api.get(
    "/runs/<int:run>/exports/<to>",
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}},
)
def export_run(path: ExportPath) -> Response:
    """The network of a run for other programs: as an ONNX file, a NumPy program ..."""
    to = known_format(path.to)
    file = f"network_{path.run}{FORMATS[to].ending}"
    content = BytesIO(content_of(session().snapshot(path.run).model, to, file))
    return send_file(content, "application/octet-stream", as_attachment=True, download_name=file)


@api.get(
    "/runs/<int:run>/report.html",
    responses={200: {"content": {"text/html": {"schema": {"type": "string"}}}}},
)
def get_report(path: RunPath, query: ReportQuery) -> Response:
    """A self-contained HTML report, as a file to keep, in the language of the page."""
    place = {"Content-Disposition": f'attachment; filename="edunn-run-{path.run}.html"'}
    page = report_of_run(session(), path.run, query.language)
    return Response(page, mimetype="text/html", headers=place)
