#!/usr/bin/env python3
"""Makes a recording and its labels; see record.sh and README.md. Standard library only."""

import argparse
import gzip
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter, defaultdict
from datetime import datetime, timezone

import model

HERE = pathlib.Path(__file__).resolve().parent
GATEWAY = "edge-1"

LOGGED = """msec request_id request_length remote_addr remote_user time_iso8601 request request_uri status bytes_sent
request_time upstream:upstream_addr upstream_response_time upstream_status request_method http_host scheme server_protocol
http_x_forwarded_for http_traceparent""".split()

NGINX = """
daemon off;
worker_processes 2;
pid {dir}/nginx.pid;
error_log {dir}/error.log warn;
events {{ worker_connections 2048; }}
http {{
  log_format calls escape=json '{{{format}}}';
  access_log {dir}/access.jsonl calls;
  client_body_temp_path {dir}/body; proxy_temp_path {dir}/proxy; fastcgi_temp_path {dir}/f; uwsgi_temp_path {dir}/u; scgi_temp_path {dir}/s;
  keepalive_timeout 3600s; keepalive_requests 10000000;
  proxy_http_version 1.1; proxy_set_header Connection ""; proxy_next_upstream off; proxy_read_timeout 30s;
{upstreams}
  server {{
    listen 127.0.0.1:{port};
    location = /gateway-ready {{ access_log off; return 204; }}
{locations}
  }}
}}
"""

# Seconds: when, how long. Each fault is on an API that has no other at that time.
FULL = {
    "payments-killed": (75, 60),
    "orders-slow": (195, 70),
    "product-500": (325, 60),
    "customers-401": (445, 45),
    # Long enough for a rule over ten minutes, and over five: they run beside each other and the one before.
    "search-tail": (400, 660),
    "payments-partial": (460, 420),
    "end": (1230, 0),
}
QUICK = {
    "payments-killed": (60, 25),
    "orders-slow": (112, 25),
    "product-500": (164, 25),
    "customers-401": (216, 25),
    "end": (300, 0),
}

# id -> kind, api, route, consumer, what, the symptom to expect
FAULTS = {
    "payments-killed": ("backend-killed", "payments", None, None,
                        "the backend is ended with SIGKILL and started again at the end: 502", "server-errors"),
    "orders-slow": ("backend-slow", "orders", None, None, "every call takes 1.5 s more", "latency"),
    "product-500": ("route-errors", "catalogue", "/v1/catalogue/products/{id}", None,
                    "every GET of this route answers 500", "server-errors"),
    "customers-401": ("unauthorised-burst", "customers", None, "partner-north",
                      "the consumer goes on with old credentials and repeats, 12 calls/s more: 401", "client-errors"),
    "search-tail": ("slow-tail", "search", None, None, "8 % of the calls take 0.9 s more", "latency"),
    "payments-partial": ("partial-errors", "payments", None, None, "5 % of the calls answer 503", "server-errors"),
}


def iso(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def say(text):
    print(time.strftime("%H:%M:%S ") + text, flush=True)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def http(url, body=None):
    with urllib.request.urlopen(urllib.request.Request(url, data=body), timeout=5) as response:
        return response.read()


def wait_until_up(url):
    for _ in range(200):
        try:
            return http(url)
        except OSError:
            time.sleep(0.05)
    sys.exit("record.py: nothing answers at " + url)


class Recorder:
    def __init__(self, args, work):
        self.args, self.work = args, work
        self.ports = {api: free_port() for api in model.APIS}
        self.port = free_port()
        self.processes, self.backends = [], {}
        self.began, self.faults, self.noise = 0.0, [], []

    # --- the parts

    def start(self):
        for api in model.APIS:
            self.start_backend(api)
        (self.work / "nginx.conf").write_text(self.nginx_conf())
        self.nginx = self.spawn(["nginx", "-p", str(self.work), "-e", str(self.work / "error.log"), "-c", str(self.work / "nginx.conf")])
        wait_until_up("http://127.0.0.1:%d/gateway-ready" % self.port)
        seed, rate = str(self.args.seed), str(self.args.rate)
        self.load = self.spawn([sys.executable, "-B", str(HERE / "load.py"), str(self.port), seed, rate],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def spawn(self, command, **options):
        # In a session of their own: Ctrl-C is for the recorder, which then ends the parts.
        process = subprocess.Popen(command, start_new_session=True, **options)
        self.processes.append(process)
        return process

    def start_backend(self, api):
        seed = str(self.args.seed * 100 + len(self.processes))
        self.backends[api] = self.spawn([sys.executable, "-B", str(HERE / "backend.py"), api, str(self.ports[api]), seed])
        wait_until_up("http://127.0.0.1:%d/_ready" % self.ports[api])

    def nginx_conf(self):
        fields = ['"gateway":"%s"' % GATEWAY]
        for name in LOGGED:
            key, _, variable = name.partition(":")
            fields.append('"%s":"$%s"' % (key, variable or key))
        upstreams = "\n".join("  upstream %s { server 127.0.0.1:%d; keepalive 64; }" % i for i in self.ports.items())
        locations = "\n".join("    location /v1/%s { proxy_pass http://%s; }" % (api, api) for api in self.ports)
        return NGINX.format(dir=self.work, format=",".join(fields), upstreams=upstreams, locations=locations, port=self.port)

    def stop(self):
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()

    # --- the faults

    def behave(self, api, faults):
        http("http://127.0.0.1:%d/_faults" % self.ports[api], json.dumps(faults).encode())

    def tell_load(self, command):
        self.load.stdin.write(json.dumps(command) + "\n")
        self.load.stdin.flush()

    def on(self, fault):
        if fault == "payments-killed":
            self.backends["payments"].send_signal(signal.SIGKILL)
            self.backends["payments"].wait()
        elif fault == "orders-slow":
            self.behave("orders", [{"delay_ms": 1500}])
        elif fault == "product-500":
            self.behave("catalogue", [{"route": "GET /v1/catalogue/products/{id}", "status": 500}])
        elif fault == "customers-401":
            self.tell_load({"stale": ["partner-north", "customers", 12]})
        elif fault == "search-tail":
            self.behave("search", [{"share": 0.08, "delay_ms": 900}])
        elif fault == "payments-partial":
            self.behave("payments", [{"share": 0.05, "status": 503}])

    def off(self, fault):
        api = FAULTS[fault][1]
        if fault == "payments-killed":
            self.start_backend(api)
        elif fault == "customers-401":
            self.tell_load({"stale": None})
        else:
            self.behave(api, [])

    def single_error(self, api):
        """Ordinary noise: the next call of the API, and no other, answers 500."""
        self.behave(api, [{"status": 500, "times": 1}])
        self.noise.append({"at": iso(time.time()), "api": api, "what": "a single call answers 500"})

    def sleep_until(self, at):
        while True:
            left = self.began + at - time.time()
            if left <= 0:
                return
            time.sleep(min(left, 1))
            for process in (self.nginx, self.load):
                if process.poll() is not None:
                    sys.exit("record.py: a part ended by itself: " + " ".join(process.args[:4]))

    def events(self):
        """(second, action, argument) in order."""
        plan = dict(QUICK if self.args.quick else FULL)
        scale = 1.0 if self.args.minutes is None else self.args.minutes * 60 / plan["end"][0]
        events, end = [], plan.pop("end")[0] * scale
        for fault, (at, length) in plan.items():
            events += [(at * scale, self.on, fault), ((at + length) * scale, self.off, fault)]
        events += [(at * end, self.single_error, api) for at, api in ((0.03, "catalogue"), (0.30, "orders"), (0.95, "customers"))]
        return sorted(events, key=lambda e: e[0]), end

    # --- the run

    def run(self):
        events, end = self.events()
        self.start()
        self.began = time.time()
        say("recording for %.1f min, about %d calls/s" % (end / 60, self.args.rate * sum(a.rate for a in model.APIS.values())))
        for at, action, argument in events:
            self.sleep_until(at)
            before = time.time()
            action(argument)
            self.label(action, argument, before, time.time())
            say("%6.1f s  %-12s %s" % (at, action.__name__, argument))
        self.sleep_until(end)
        self.tell_load({"stop": True})
        counted = json.loads(self.load.communicate(timeout=30)[0])
        self.nginx.send_signal(signal.SIGQUIT)
        self.nginx.wait(20)
        say("load: %s" % counted)
        return counted

    def label(self, action, fault, before, after):
        if action == self.on:
            kind, api, route, consumer, what, expect = FAULTS[fault]
            self.faults.append({"id": fault, "kind": kind, "api": api, "route": route, "consumer": consumer,
                                "from": iso(before), "to": None, "what": what, "expect": expect})
        elif action == self.off:
            next(f for f in self.faults if f["id"] == fault)["to"] = iso(after)


def publish(log, out, recorder, counted):
    """Writes the recording and its labels into the directory. False where the log does not hold every call that was made."""
    out.mkdir(parents=True, exist_ok=True)
    lines = log.read_bytes()
    count = lines.count(b"\n")
    with open(out / "access.jsonl.gz", "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(lines)
    times = [float(m) for m in re.findall(rb'"msec":"([0-9.]+)"', lines)]
    labels = {"format": "hypercare-labels/1", "recording": "access.jsonl.gz", "gateway": GATEWAY, "calls": count,
              "from": iso(min(times)), "to": iso(max(times)), "seed": recorder.args.seed, "rate": recorder.args.rate,
              "faults": recorder.faults, "noise": recorder.noise}
    (out / "labels.json").write_text(json.dumps(labels, indent=2) + "\n")
    say("%d calls, %.1f MB, in %s" % (count, (out / "access.jsonl.gz").stat().st_size / 1e6, out))
    if counted["broken"] or count != counted["sent"]:
        say("INCOMPLETE: %d calls made, %d of them got no answer, %d logged" % (counted["sent"], counted["broken"], count))
        return False
    return True


def check(out):
    """Says whether the calm is calm, API by API in steps of 30 s: what is not could raise a false alert."""
    labels = json.loads((out / "labels.json").read_text())
    began = datetime.fromisoformat(labels["from"].replace("Z", "+00:00")).timestamp()
    spans = [(f["api"], *(datetime.fromisoformat(f[k].replace("Z", "+00:00")).timestamp() for k in ("from", "to"))) for f in labels["faults"]]
    steps = defaultdict(list)
    with gzip.open(out / "access.jsonl.gz", "rt") as lines:
        for line in lines:
            call = json.loads(line)
            api, at, took = call["request_uri"].split("/")[2].split("?")[0], float(call["msec"]), float(call["request_time"])
            if not any(api == a and f - 0.5 <= at <= t + 3 for a, f, t in spans):
                steps[api, int((at - began) / 30)].append((took, int(call["status"])))
    bad, worst = 0, Counter()
    for (api, step), calls in sorted(steps.items()):
        took = sorted(t for t, _ in calls)
        p95, p99 = took[int(len(took) * 0.95)], took[int(len(took) * 0.99)]
        failed = sum(s >= 500 for _, s in calls)
        worst[api] = max(worst[api], p95)
        if p95 > 0.3 or p99 > 0.45 or failed > 1:
            bad += 1
            say("NOT CALM: %s at %d s: %d calls, p95 %.3f s, p99 %.3f s, %d failed" % (api, step * 30, len(calls), p95, p99, failed))
    say("calm: %d steps of 30 s, %d not calm; worst p95 by API: %s" % (len(steps), bad, dict(worst)))
    return bad == 0


def arguments():
    parser = argparse.ArgumentParser(prog="record.sh", description="Record a gateway's access log under load with labelled faults.")
    parser.add_argument("--out", required=True, type=pathlib.Path, metavar="DIR", help="where access.jsonl.gz and labels.json go")
    parser.add_argument("--quick", action="store_true", help="5 minutes with the four short faults instead of 20 with six")
    parser.add_argument("--minutes", type=float, help="stretch or shrink everything to this length")
    parser.add_argument("--rate", type=float, default=1.0, help="1.0 is about 74 calls/s")
    parser.add_argument("--seed", type=int, default=1, help="of the load and the backends (timing is real and never the same)")
    args = parser.parse_args()
    if args.rate <= 0 or (args.minutes is not None and args.minutes <= 0):
        parser.error("--rate and --minutes have to be above 0")
    if args.out.exists() and not args.out.is_dir():
        parser.error("--out %s: not a directory" % args.out)
    return args


def main():
    args = arguments()
    work = pathlib.Path(tempfile.mkdtemp(prefix="hypercare-record-"))
    work.chmod(0o755)
    recorder = Recorder(args, work)
    # Ended from outside: the parts must not stay behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("record.py: ended before the end"))
    try:
        counted = recorder.run()
        whole = publish(work / "access.jsonl", args.out, recorder, counted)
        return 0 if check(args.out) and whole else 1
    except KeyboardInterrupt:
        say("ended before the end, nothing written")
        return 130
    finally:
        recorder.stop()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
