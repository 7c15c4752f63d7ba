"""The lower limit of HTTP: answers that lie ready, by plain FastAPI routes."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Response


def create_app(folder: str) -> FastAPI:
    """An application that answers /NAME with the bytes of each file of a folder."""
    app = FastAPI()
    bodies = {path.name: path.read_bytes() for path in Path(folder).iterdir()}

    @app.post("/{name}")
    async def ready(name: str) -> Response:
        return Response(bodies[name], media_type="application/json")

    return app
