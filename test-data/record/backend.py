#!/usr/bin/env python3
"""One HTTP backend of a recording: serves one API of model.py on a loopback port until it is killed.

  backend.py API PORT SEED

Faults are switched through POST /_faults on the same port (the gateway does not pass that path on). The body replaces all faults:
[{"route": "GET /v1/x" or null, "share": 0..1, "delay_ms": n, "status": n, "times": n or null}]
"""

import asyncio
import base64
import gc
import json
import math
import os
import random
import re
import sys

import model


class Backend:
    def __init__(self, name, seed):
        self.api = model.APIS[name]
        self.random = random.Random(seed)
        self.faults = []
        self.routes = [(route, self._pattern(route)) for route in self.api.routes]

    @staticmethod
    def _pattern(route):
        shape = re.escape(route.path).replace(r"\{id\}", r"(?P<id>\d+)").replace(r"\{uuid\}", "[0-9a-f-]{36}")
        return re.compile("^" + shape + "$")

    def _fault(self, route):
        """The fault that hits this call, if one does."""
        for fault in self.faults:
            named = fault.get("route")
            if named and named != route.method + " " + route.path:
                continue
            if self.random.random() >= fault.get("share", 1.0):
                continue
            if fault.get("times") is not None:
                if fault["times"] <= 0:
                    continue
                fault["times"] -= 1
            return fault
        return {}

    async def answer(self, method, target, headers, body):
        """Returns (status, response body)."""
        path = target.split("?", 1)[0]
        if path == "/_faults":
            self.faults = json.loads(body)
            return 200, b"[]"
        if path == "/_ready":
            return 200, b"{}"
        route, match = next(((r, p.match(path)) for r, p in self.routes if r.method == method and p.match(path)), (None, None))
        if route is None:
            return 404, b'{"error":"no such resource"}'
        if self.api.closed and not self._known(headers):
            await asyncio.sleep(0.002)
            return 401, b'{"error":"unknown or expired credentials"}'
        fault = self._fault(route)
        latency = route.median_ms * math.exp(self.random.gauss(0, route.sigma)) + fault.get("delay_ms", 0)
        await asyncio.sleep(latency / 1000)
        if fault.get("status"):
            return fault["status"], b'{"error":"injected"}'
        if match.groupdict().get("id") and int(match["id"]) > model.HIGHEST_ID:
            return 404, b'{"error":"no such id"}'
        if method in ("POST", "PUT", "PATCH"):
            try:
                json.loads(body)
            except ValueError:
                return 400, b'{"error":"the body is not JSON"}'
        size = int(route.size * self.random.uniform(0.7, 1.3))
        return 201 if method == "POST" else 200, b'{"data":"' + b"x" * size + b'"}'

    @staticmethod
    def _known(headers):
        try:
            user, given = base64.b64decode(headers.get("authorization", "").split(" ", 1)[1]).decode().split(":", 1)
            return given == model.password(user)
        except (IndexError, ValueError):
            return False

    async def serve(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                method, target, _ = head[0].split(" ", 2)
                headers = {k.lower(): v.strip() for k, v in (line.split(":", 1) for line in head[1:] if ":" in line)}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                status, payload = await self.answer(method, target, headers, body)
                writer.write(b"HTTP/1.1 %d -\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (status, len(payload)))
                writer.write(payload)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


async def main():
    name, port, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    server = await asyncio.start_server(Backend(name, seed).serve, "127.0.0.1", port)
    # A collection pause would show up as latency.
    gc.freeze()
    gc.disable()
    parent = os.getppid()
    async with server:
        # Not to stay behind when the recorder was killed.
        while os.getppid() == parent:
            await asyncio.sleep(1)


asyncio.run(main())
