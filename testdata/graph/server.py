#!/usr/bin/python3
"""Microsoft Graph and the hosts that give tokens for it, on loopback, for the tests of mxmend fetch.

usage: server.py FOLDER

FOLDER holds server.pem (certificate and key for localhost). A scenario is read from scenario.json
there whenever that file is another one. Every request goes to FOLDER/log, a JSON object a line. The
ports go to FOLDER/ports when the server is ready. What it answers follows Microsoft's documentation;
what a client may not do is logged as a violation.
"""

import json
import os
import re
import secrets
import ssl
import sys
import threading

import transport
from graph import Graph
from login import Login


class State:
    def __init__(self, folder):
        self.folder = folder
        self.lock = threading.RLock()
        self.stamp = None
        self.scenario, self.counts = {}, {}
        self.tokens, self.urls = set(), {}
        self.tenant = "11111111-2222-3333-4444-555555555555"
        self.client = "99999999-8888-7777-6666-555555555555"
        self.device_code = None
        self.last_poll = 0
        # With everything that has to be percent-encoded.
        self.secret = self.keep("s3cret~+/=&%" + secrets.token_hex(12))
        self.github = self.keep("job-" + secrets.token_hex(12))
        self.identity = self.keep("header-" + secrets.token_hex(12))

    def keep(self, secret):
        """Everything that must not be found anywhere is listed for the tests."""
        with open(f"{self.folder}/secrets", "a", encoding="ascii") as file:
            file.write(secret + "\n")
        return secret

    def refresh(self):
        status = os.stat(f"{self.folder}/scenario.json")
        stamp = (status.st_ino, status.st_mtime_ns)
        if stamp != self.stamp:
            with open(f"{self.folder}/scenario.json", encoding="utf-8") as file:
                self.scenario = json.load(file)
            self.stamp, self.counts = stamp, {}
            self.tokens = set(self.scenario.get("tokens", []))

    def log(self, entry):
        with self.lock, open(f"{self.folder}/log", "a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")

    def violation(self, text):
        self.log({"violation": text})

    def add(self, name):
        with self.lock:
            self.counts[name] = self.counts.get(name, 0) + 1
            return self.counts[name]

    def count(self, name):
        return self.counts.get(name, 0)

    def new_token(self):
        with self.lock:
            token = self.keep("eyJ0." + secrets.token_hex(20) + "." + secrets.token_urlsafe(40))
            self.tokens.add(token)
            self.add("tokens")
            return token

    def wrap(self, host, handle):
        def wrapped(request):
            with self.lock:
                self.refresh()
            self.log({"host": host, "method": request.method, "target": request.target,
                      "connection": request.connection})
            if host != "local" and request.headers.get("host") not in (
                    self.urls[host].removeprefix("https://"),):
                self.violation(f"asked {host} for the host {request.headers.get('host')}")
            if host in ("graph", "login") and not re.fullmatch(
                    r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
                    request.headers.get("client-request-id", "")):
                self.violation("no client-request-id")
            return handle(request)

        return wrapped


def main():
    folder = sys.argv[1]
    state = State(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{folder}/server.pem")
    context.set_alpn_protocols(["h2", "http/1.1"])
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)  # knows HTTP/1.1 only
    old.load_cert_chain(f"{folder}/server.pem")
    login, graph = Login(state), Graph(state)

    def stranger(request):
        state.violation(f"the other host was asked for {request.target}")
        return transport.Response(200, [("Content-Type", "application/json")], b'{"value":[]}')

    ports = {}
    for name, handle, how in (("graph", graph.handle, context), ("graph1", graph.handle, old),
                              ("login", login.entra, context), ("github", login.github, old),
                              ("stranger", stranger, context), ("local", login.local, None)):
        server = transport.listen()
        ports[name] = server.getsockname()[1]
        state.urls[name] = f"{'http' if how is None else 'https'}://localhost:{ports[name]}"
        transport.serve(server, state.wrap(name, handle), how)
    ports["proxy"] = transport.proxy(transport.listen(), state.log)
    with open(f"{folder}/ports.new", "w", encoding="ascii") as file:
        for name, port in ports.items():
            file.write(f"{name}={port}\n")
        file.write(f"tenant={state.tenant}\nclient={state.client}\n")
        file.write(f"secret='{state.secret}'\ngithub_token={state.github}\nidentity={state.identity}\n")
    os.rename(f"{folder}/ports.new", f"{folder}/ports")
    threading.Event().wait()


main()
