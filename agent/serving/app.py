"""The OpenAI-compatible endpoint as a Starlette application: who may ask, how much, and how many at once.

A request is answered in a thread; its client's going away stops the attempt at the next token. Browsers are kept out
of a server on loopback by the Host header (rebinding) and by insisting on a JSON body (forms and simple requests).
"""

from __future__ import annotations

import asyncio
import hmac
import json
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager

import anyio
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from agent.errors import AgentError
from agent.serving.backends import Backend
from agent.serving.wire import ChatRequest, Completion, Delta, Piece, RequestError, error_body, sse

MAX_BODY_BYTES = 256 * 1024
RETRY_AFTER_SECONDS = 2
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1", "[::1]")


class Server:
    """Routes, and the count of requests under way."""

    def __init__(
        self, backend: Backend, *, token: str = "", max_concurrent: int = 4, max_body_bytes: int = MAX_BODY_BYTES
    ) -> None:
        self.backend, self.max_concurrent, self.max_body_bytes = backend, max_concurrent, max_body_bytes
        self._token = token.encode()
        self.stops: set[threading.Event] = set()
        """One for each request under way; set, it ends its attempt."""

    def app(self, hosts: Sequence[str] = LOOPBACK_HOSTS) -> Starlette:
        """The application. `hosts` are the names that it answers to; ("*",) for any."""
        return Starlette(
            routes=[
                Route("/health", self.health),
                Route("/v1/models", self.models),
                Route("/v1/models/{name:path}", self.model),
                Route("/v1/chat/completions", self.complete, methods=["POST"]),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)],
            exception_handlers={AgentError: _told, HTTPException: _http, Exception: _broken},
            lifespan=self._lifespan,
        )

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        yield
        for stop in self.stops:
            stop.set()
        await run_in_threadpool(self.backend.close)

    async def health(self, _request: Request) -> Response:
        return JSONResponse({"status": "ok", "model": self.backend.name, "busy": len(self.stops)})

    async def models(self, request: Request) -> Response:
        self._check_token(request)
        return JSONResponse({"object": "list", "data": [self._card()]})

    async def model(self, request: Request) -> Response:
        self._check_token(request)
        if request.path_params["name"] != self.backend.name:
            raise RequestError(f"there is one model here: {self.backend.name}", "model", status=404)
        return JSONResponse(self._card())

    async def complete(self, request: Request) -> Response:
        self._check_token(request)
        asked = await self._read(request)
        # Nothing is awaited between the count and the addition, so no two requests take the last place.
        if len(self.stops) >= self.max_concurrent:
            told = f"{self.max_concurrent} requests are under way, which is as many as this server takes; try again"
            body = error_body(told, "rate_limit_error", code="too_many_requests")
            return JSONResponse(body, 429, {"Retry-After": str(RETRY_AFTER_SECONDS)})
        stop = threading.Event()
        self.stops.add(stop)
        pieces = self.backend.answer(asked, stop.is_set)
        try:
            first = await _unless_gone(request, stop, pieces)
            if asked.stream:
                events = self._stream(request, asked, stop, first, pieces)
                return StreamingResponse(events, media_type="text/event-stream", headers={"Cache-Control": "no-store"})
        except BaseException:
            self._end(stop)
            raise
        try:
            return await self._whole(request, stop, first, pieces)
        finally:
            self._end(stop)

    async def _whole(self, request: Request, stop: threading.Event, piece: Piece, pieces: Iterator[Piece]) -> Response:
        text = ""
        while isinstance(piece, Delta):
            text += piece.text
            piece = await _unless_gone(request, stop, pieces)
        return JSONResponse(Completion(self.backend.name).whole(text, piece))

    async def _stream(
        self,
        request: Request,
        asked: ChatRequest,
        stop: threading.Event,
        piece: Piece,
        pieces: Iterator[Piece],
    ) -> AsyncIterator[str]:
        """Server-sent events. When the client goes, `finally` frees its place."""
        made = Completion(self.backend.name)
        try:
            yield made.first()
            while isinstance(piece, Delta):
                yield made.piece(piece)
                piece = await _unless_gone(request, stop, pieces)
            yield made.last(piece)
            if asked.stream_options and asked.stream_options.include_usage:
                yield made.usage(piece)
            yield sse("[DONE]")
        except Exception as error:  # the status line is long out: all that is left is to say so and end
            yield sse(error_body(f"{type(error).__name__} while answering", "server_error"))
        finally:
            self._end(stop)

    def _end(self, stop: threading.Event) -> None:
        stop.set()
        self.stops.discard(stop)

    async def _read(self, request: Request) -> ChatRequest:
        """The body, no longer than allowed. Raises RequestError with status 413, 415 or 400."""
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise RequestError("the body has to be application/json", status=415)
        too_long = RequestError(f"the body is longer than {self.max_body_bytes} bytes", status=413)
        declared = request.headers.get("content-length", "")
        if declared.isdigit() and int(declared) > self.max_body_bytes:
            raise too_long
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > self.max_body_bytes:
                raise too_long
        try:
            return ChatRequest.model_validate(json.loads(body))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"])) or "body"
            raise RequestError(f"{place}: {first['msg']}", place) from None
        except (ValueError, RecursionError):
            raise RequestError("the body is not JSON") from None

    def _check_token(self, request: Request) -> None:
        if not self._token:
            return
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), self._token):
            raise RequestError("a bearer token is needed, and this is none", status=401, code="invalid_api_key")

    def _card(self) -> dict[str, object]:
        return {"id": self.backend.name, "object": "model", "created": 0, "owned_by": "ponder"}


async def _unless_gone(request: Request, stop: threading.Event, pieces: Iterator[Piece]) -> Piece:
    """The next piece. When the client goes, or this task is cancelled, the attempt is told to stop."""

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        stop.set()

    watch = asyncio.ensure_future(gone())
    try:
        # A cancelled task does not wait for the thread: that one sees `stop` at its next token, and ends.
        return await anyio.to_thread.run_sync(next, pieces, abandon_on_cancel=True)
    except anyio.get_cancelled_exc_class():
        stop.set()
        raise
    finally:
        watch.cancel()


async def _told(_request: Request, error: Exception) -> Response:
    status = getattr(error, "status", 400)
    body = error_body(
        str(error), getattr(error, "kind", "error"), getattr(error, "param", None), getattr(error, "code", None)
    )
    return JSONResponse(body, status, {"WWW-Authenticate": "Bearer"} if status == 401 else None)


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse(error_body(error.detail, "invalid_request_error"), error.status_code, error.headers)


async def _broken(_request: Request, error: Exception) -> Response:
    return JSONResponse(error_body(f"{type(error).__name__}: this is a bug of the server", "server_error"), 500)
