"""Sockets for the test server: HTTP/1.1 and HTTP/2 over TLS, plain HTTP, a proxy; and the ways in
which a network fails."""

import select
import socket
import ssl
import threading
import time

import h2.config
import h2.connection
import h2.events
import h2.exceptions


class Request:
    def __init__(self, method, target, headers, body, connection):
        self.method, self.target, self.body, self.connection = method, target, body, connection
        self.headers = {}
        for name, value in headers:
            name = name.lower()
            if name in self.headers:
                self.headers[name] += ", " + value
            else:
                self.headers[name] = value


class Response:
    """`manner`: None, "drop" (nothing comes), "cut" (half of it comes), "slow" (in small pieces),
    "stall" (half comes, and the rest never), "unsized" (nothing tells how much will come)."""

    def __init__(self, status, headers=(), body=b"", manner=None):
        self.status, self.headers, self.body, self.manner = status, list(headers), body, manner


def listen():
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", 0))
    server.listen(64)
    return server


def serve(server, handle, context=None):
    """Accepts for ever. `handle(Request)` gives a Response; `context` is that of TLS."""

    def accept():
        number = 0
        while True:
            client, _ = server.accept()
            number += 1
            threading.Thread(target=converse, args=(client, handle, context, number), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return server.getsockname()[1]


def converse(client, handle, context, number):
    try:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if context is not None:
            client = context.wrap_socket(client, server_side=True)
        if context is not None and client.selected_alpn_protocol() == "h2":
            Http2(client, handle, number).run()
        else:
            http1(client, handle, number)
    except (OSError, ssl.SSLError, ValueError):
        pass
    finally:
        client.close()


# ---- HTTP/1.1 ---------------------------------------------------------------------------------------


def http1(client, handle, number):
    stream = client.makefile("rb")
    while True:
        line = stream.readline(65536).decode("latin-1").split()
        if len(line) != 3:
            return
        headers = []
        while True:
            field = stream.readline(65536).decode("latin-1").rstrip("\r\n")
            if field == "":
                break
            name, _, value = field.partition(":")
            headers.append((name, value.strip()))
        size = int(dict((n.lower(), v) for n, v in headers).get("content-length", 0))
        response = handle(Request(line[0], line[1], headers, stream.read(size), number))
        if not http1_answer(client, response):
            return


def http1_answer(client, response):
    if response.manner == "drop":
        return False
    head = f"HTTP/1.1 {response.status} Whatever\r\n"
    if response.manner != "unsized":
        head += f"Content-Length: {len(response.body)}\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in response.headers) + "\r\n"
    client.sendall(head.encode())
    for piece in pieces(response):
        client.sendall(piece)
    if response.manner == "stall":
        time.sleep(60)
    return response.manner is None or response.manner == "slow"


def pieces(response):
    body = response.body
    if response.manner in ("cut", "stall"):
        yield body[: len(body) // 2]
    elif response.manner == "slow":
        size = len(body) // 20 + 1
        for at in range(0, len(body), size):
            time.sleep(0.05)
            yield body[at : at + size]
    else:
        for at in range(0, len(body), 16384):
            yield body[at : at + 16384]


# ---- HTTP/2 -----------------------------------------------------------------------------------------


class Http2:
    def __init__(self, client, handle, number):
        self.client, self.handle, self.number = client, handle, number
        self.connection = h2.connection.H2Connection(
            h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        self.changed = threading.Condition()
        self.streams = {}
        self.open = True

    def flush(self):
        data = self.connection.data_to_send()
        if data:
            self.client.sendall(data)

    def run(self):
        with self.changed:
            self.connection.initiate_connection()
            self.flush()
        while True:
            # One thread reads and others write: a TLS socket wants them one after the other.
            if not self.client.pending():
                select.select([self.client], [], [])
            try:
                with self.changed:
                    self.client.settimeout(0.02)
                    data = self.client.recv(65536)
            except (TimeoutError, ssl.SSLWantReadError):
                continue
            finally:
                self.client.settimeout(20)
            if not data:
                break
            with self.changed:
                try:
                    events = self.connection.receive_data(data)
                except h2.exceptions.ProtocolError:
                    break
                for event in events:
                    self.take(event)
                self.flush()
                self.changed.notify_all()
        with self.changed:
            self.open = False
            self.changed.notify_all()

    def take(self, event):
        if isinstance(event, h2.events.RequestReceived):
            self.streams[event.stream_id] = (event.headers, bytearray())
        elif isinstance(event, h2.events.DataReceived):
            self.streams[event.stream_id][1].extend(event.data)
            self.connection.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        elif isinstance(event, h2.events.StreamEnded):
            headers, body = self.streams.pop(event.stream_id)
            threading.Thread(target=self.answer, args=(event.stream_id, headers, bytes(body)),
                             daemon=True).start()

    def answer(self, stream, headers, body):
        plain = dict(headers)
        fields = [(n, v) for n, v in headers if not n.startswith(":")] + [("host", plain[":authority"])]
        response = self.handle(Request(plain[":method"], plain[":path"], fields, body, self.number))
        try:
            self.send(stream, response)
        except (OSError, h2.exceptions.ProtocolError):
            pass

    def send(self, stream, response):
        if response.manner == "drop":
            with self.changed:
                self.connection.close_connection()
                self.flush()
                self.client.shutdown(socket.SHUT_RDWR)
            return
        fields = [(":status", str(response.status))]
        if response.manner != "unsized":
            fields.append(("content-length", str(len(response.body))))
        fields += [(name.lower(), value) for name, value in response.headers]
        with self.changed:
            self.connection.send_headers(stream, fields, end_stream=not response.body)
            self.flush()
        for piece in pieces(response):
            while piece:
                piece = self.send_some(stream, piece)
        if response.body and response.manner != "stall":
            with self.changed:
                if response.manner == "cut":
                    self.connection.reset_stream(stream)
                else:
                    self.connection.end_stream(stream)
                self.flush()

    def send_some(self, stream, piece):
        with self.changed:
            while self.open and self.connection.local_flow_control_window(stream) == 0:
                self.changed.wait(1)
            if not self.open:
                raise OSError("the connection is gone")
            size = min(len(piece), self.connection.local_flow_control_window(stream),
                       self.connection.max_outbound_frame_size)
            self.connection.send_data(stream, piece[:size])
            self.flush()
        return piece[size:]


# ---- a proxy ----------------------------------------------------------------------------------------


def proxy(server, log):
    """CONNECT to a port of this machine, whatever the host's name."""

    def relay(source, target):
        try:
            while data := source.recv(65536):
                target.sendall(data)
        except OSError:
            pass
        finally:
            target.close()

    def tunnel(client):
        head = b""
        while b"\r\n\r\n" not in head:
            data = client.recv(4096)
            if not data:
                return
            head += data
        target = head.split()[1].decode()
        if b"bearer" in head.lower() or b"authorization" in head.lower():
            log({"violation": "a token for the proxy"})
        log({"host": "proxy", "method": "CONNECT", "target": target})
        there = socket.create_connection(("127.0.0.1", int(target.rpartition(":")[2])))
        client.sendall(b"HTTP/1.1 200 Go\r\n\r\n")
        threading.Thread(target=relay, args=(client, there), daemon=True).start()
        relay(there, client)

    def accept():
        while True:
            client, _ = server.accept()
            threading.Thread(target=tunnel, args=(client,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return server.getsockname()[1]
