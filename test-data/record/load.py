#!/usr/bin/env python3
"""The load of a recording: an open loop. Calls start at random (Poisson) instants whatever became of the calls before.

  load.py PORT SEED RATE

RATE multiplies the rates of model.py. Commands come as JSON lines on the standard input:
{"stale": [consumer, api, calls a second]}  the consumer uses old credentials on that API, and calls that much more
{"stale": null}                             as before
{"stop": true}                              start no more calls, wait for those under way, print {"sent": n, "broken": n}, end
"""

import asyncio
import base64
import gc
import json
import math
import random
import sys
import uuid

import model

WORDS = "lamp desk chair shelf kettle mug plate towel rug pillow blanket mirror clock vase basket stool bench frame".split()


class Load:
    def __init__(self, port, seed, rate):
        self.port, self.rate = port, rate
        self.random = random.Random(seed)
        self.customers = [str(uuid.UUID(int=self.random.getrandbits(128), version=4)) for _ in range(600)]
        self.consumers = list(model.CONSUMERS)
        self.shares = [model.CONSUMERS[c][0] for c in self.consumers]
        self.idle, self.under_way = [], set()
        self.stale, self.stopping = None, False
        self.sent = self.broken = 0

    async def arrivals(self, api):
        loop = asyncio.get_running_loop()
        start = due = loop.time()
        while not self.stopping:
            # A slow swell of 12 %, another phase for each API.
            swell = 1 + 0.12 * math.sin((due - start) / 170 + len(api))
            due += self.random.expovariate(model.APIS[api].rate * self.rate * swell)
            await asyncio.sleep(max(0, due - loop.time()))
            self.start(api, self.random.choices(self.consumers, self.shares)[0])

    async def burst(self):
        while self.stale:
            consumer, api, rate = self.stale
            await asyncio.sleep(self.random.expovariate(rate))
            if self.stale:
                self.start(api, consumer)

    def start(self, api, consumer):
        call = asyncio.create_task(self.call(*self.request(api, consumer)))
        self.under_way.add(call)
        call.add_done_callback(self.under_way.discard)

    def request(self, api, consumer):
        routes = model.APIS[api].routes
        route = self.random.choices(routes, [r.share for r in routes])[0]
        # The square makes a few ids much asked for, as in life; one in 250 does not exist.
        known = 1000 + int((model.HIGHEST_ID - 1000) * self.random.random() ** 2 / 20)
        number = known if self.random.random() > 0.004 else model.HIGHEST_ID + known
        path = route.path.replace("{id}", str(number)).replace("{uuid}", self.random.choice(self.customers))
        if path == "/v1/search":
            path += "?q=" + self.random.choice(WORDS)
        elif path == "/v1/search/suggest":
            path += "?q=" + self.random.choice(WORDS)[:3]
        elif route.method == "GET" and path.endswith("s") and self.random.random() < 0.3:
            path += "?page=%d" % self.random.randint(2, 9)
        body = b""
        if route.method in ("POST", "PUT", "PATCH"):
            body = b'{"note":"' + b"y" * self.random.randint(60, 400) + (b'"}' if self.random.random() > 0.006 else b"")
        return route.method, path, self.headers(api, consumer), body

    def headers(self, api, consumer):
        _, addresses, traced = model.CONSUMERS[consumer]
        headers = ["Host: api.example.com", "X-Forwarded-For: " + self.random.choice(addresses)]
        anonymous = not model.APIS[api].closed and consumer in ("mobile-app", "web-shop")
        if not anonymous:
            word = model.password(consumer)
            if self.stale and self.stale[:2] == [consumer, api]:
                word = "expired"
            headers.append("Authorization: Basic " + base64.b64encode((consumer + ":" + word).encode()).decode())
        if traced:
            headers.append("Traceparent: 00-%032x-%016x-01" % (self.random.getrandbits(128), self.random.getrandbits(64)))
        return headers

    async def call(self, method, path, headers, body):
        self.sent += 1
        try:
            reader, writer = await self.connection()
            lines = ["%s %s HTTP/1.1" % (method, path), *headers, "Content-Length: %d" % len(body)]
            writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
            await reader.readexactly(length)
            if b"connection: close" in head:
                writer.close()
            else:
                self.idle.append((reader, writer))
        except (OSError, asyncio.IncompleteReadError, IndexError):
            self.broken += 1

    async def connection(self):
        """One that is idle and still open, else a new one."""
        while self.idle:
            reader, writer = self.idle.pop()
            if not reader.at_eof():
                return reader, writer
            writer.close()
        return await asyncio.open_connection("127.0.0.1", self.port)

    async def commands(self):
        reader = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        burst = None
        while not self.stopping:
            line = await reader.readline()
            command = json.loads(line) if line else {"stop": True}
            if "stale" in command:
                self.stale = command["stale"]
                burst = asyncio.create_task(self.burst()) if self.stale else burst
            self.stopping = command.get("stop", False)
        self.stale = None
        if burst:
            await burst


async def main():
    load = Load(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
    arrivals = [asyncio.create_task(load.arrivals(api)) for api in model.APIS]
    gc.freeze()
    gc.disable()
    await load.commands()
    for task in arrivals:
        task.cancel()
    if load.under_way:
        await asyncio.wait(load.under_way, timeout=10)
    print(json.dumps({"sent": load.sent, "broken": load.broken + len(load.under_way)}))


asyncio.run(main())
