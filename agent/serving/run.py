"""The endpoint on a socket: bound before the weights are served, stopped gracefully."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path

import uvicorn

from agent.chat_policy import ChatPolicy, load_policy
from agent.errors import AgentError
from agent.loop import Agent
from agent.serving.app import LOOPBACK_HOSTS, Server
from agent.serving.backends import AgentBackend, Backend, ChatBackend

GRACE_SECONDS = 10
"""How long requests under way may go on after a stop was asked for; then their attempts are cancelled."""


class ServeError(AgentError):
    """An address that cannot be served on, or should not be."""

    kind = "serve"


def backend(policy: str | Path | None, *, bare: bool = False, max_seconds: float | None, slots: int) -> Backend:
    """The agent over a policy; with `bare` a chat model's own words. Raises WeightsError, or ServeError when a bare
    policy is no chat model."""
    loaded = load_policy(policy)
    if not bare:
        return AgentBackend(Agent(loaded), max_seconds)
    if not isinstance(loaded, ChatPolicy):
        raise ServeError(f"{loaded.name} is no chat model: it cannot be served bare", "leave --bare out")
    return ChatBackend(loaded.model, loaded.tokenizer, loaded.name, slots)


def bind(host: str, port: int, token: str) -> socket.socket:
    """A listening socket. Raises ServeError for an address beyond this machine without a token, or one in use."""
    if not token and not is_loopback(host):
        raise ServeError(
            f"{host} can be reached from other machines, and no token is set",
            "set PONDER_TOKEN, or use --host 127.0.0.1",
        )
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=64)
    except OSError as error:
        raise ServeError(
            f"cannot listen on {host}:{port}: {error.strerror or error}", "choose another --port"
        ) from None


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def serve(server: Server, listening: socket.socket, host: str) -> None:
    """Serve until SIGINT or SIGTERM; then no new requests, and those under way have GRACE_SECONDS."""
    hosts = LOOPBACK_HOSTS if is_loopback(host) else ("*",)  # a token guards what is not on loopback
    config = uvicorn.Config(
        server.app(hosts), log_level="warning", timeout_graceful_shutdown=GRACE_SECONDS, server_header=False, ws="none"
    )
    uvicorn.Server(config).run(sockets=[listening])
