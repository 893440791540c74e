"""Networks in the workspace, and what they answer."""

from flask import Response

from edunn.studio.server.replies import NamePath, reply, session, topic
from edunn.studio.wire.answers import Done, Prediction, PredictQuery
from edunn.studio.wire.networks import NetworkCard, NetworkCards, SaveNetwork, UploadNetwork

api = topic("networks")
article = topic("article", prefix=None)


@article.post("/predict", responses={200: Prediction})
def predict(body: PredictQuery) -> Response:
    """What a network answers to one row, or to several: the founding article's route."""
    return reply(session().predict(body))


@api.get("/networks", responses={200: NetworkCards})
def list_networks() -> Response:
    """All networks of the workspace."""
    return reply(session().networks())


@api.post("/networks", responses={200: NetworkCard})
def save_network(body: SaveNetwork) -> Response:
    """Keep a run's network as a file."""
    return reply(session().save_network(body))


@api.post("/networks/files", responses={200: NetworkCard})
def upload_network(body: UploadNetwork) -> Response:
    """Bring a network's file from elsewhere."""
    return reply(session().upload_network(body))


@api.get(
    "/networks/<name>/file",
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}},
)
def download_network(path: NamePath) -> Response:
    """A network's file, to take along."""
    place = {"Content-Disposition": f'attachment; filename="{path.name}.edunn"'}
    content = session().network_file(path.name)
    return Response(content, mimetype="application/octet-stream", headers=place)


@api.delete("/networks/<name>", responses={200: Done})
def delete_network(path: NamePath) -> Response:
    """Delete a network's file."""
    return reply(session().delete_network(path.name))
