"""Microsoft Graph, as far as domains go: the list, the service configuration records, JSON batches,
pages, throttling; and what it looks like when things go wrong."""

import email.utils
import json
import random
import re
import time
import urllib.parse

from transport import Response

JSON = ("Content-Type", "application/json;odata.metadata=minimal;odata.streaming=true;charset=utf-8")
LARGE = 20 << 20


def error(code, text, variant=False):
    return {"error": {"code": code, "message": text,
                      "innererror" if variant else "innerError": {
                          "date": f"{time.time()}", "request-id": str(random.random()),
                          "client-request-id": "x"}}}


class Graph:
    def __init__(self, state):
        self.state = state
        self.rejected = set()

    # -- data

    def domains(self):
        scenario = self.state.scenario
        listed = dict(scenario.get("domains", {}))
        for i in range(scenario.get("count", 0)):
            listed[f"d{i:03}.example"] = {}
        return listed

    def resource(self, name, given):
        value = {"authenticationType": "Managed", "availabilityStatus": None, "id": name,
                 "isAdminManaged": True, "isDefault": False, "isInitial": False, "isRoot": True,
                 "isVerified": True, "supportedServices": ["Email", "OfficeCommunicationsOnline"],
                 "passwordValidityPeriodInDays": 2147483647, "state": None}
        value.update({k: v for k, v in given.items() if k in value})
        random.shuffle(value["supportedServices"])
        return value

    def records(self, name, given):
        if "records" in given:
            return given["records"]
        host = given.get("host", name.replace("-", "").replace(".", "-") + ".o-v1.mx.microsoft")
        variant = self.state.scenario.get("variant")
        label = name
        records = [
            {"@odata.type": "#microsoft.graph.domainDnsMxRecord", "id": "2b672ab0-0bee-476f-b334-be436f2449bd",
             "isOptional": False, "label": label, "recordType": "Mx", "supportedService": "Email", "ttl": 3600,
             "mailExchange": host, "preference": 0},
            {"@odata.type": "#microsoft.graph.domainDnsTxtRecord", "id": "62bea837-a0d7-4466-b6d9-ff6bd1db8671",
             "isOptional": False, "label": label, "recordType": "Txt", "supportedService": "Email", "ttl": 3600,
             "text": "v=spf1 include:spf.protection.outlook.com -all"},
            {"@odata.type": "#microsoft.graph.domainDnsCnameRecord", "id": "eea5ce9e-8deb-4ab7-a114-13ed6215774f",
             "isOptional": False, "label": "autodiscover." + name, "recordType": "CName",
             "supportedService": "Email", "ttl": 3600, "canonicalName": "autodiscover.outlook.com"}]
        if variant:
            records[0]["@odata.type"] = "microsoft.graph.domainDnsMxRecord"
            records[0]["recordType"] = "MX"
            records[1].pop("@odata.type")
            records[2]["supportedServices"] = records[2].pop("supportedService")
        random.shuffle(records)  # nothing promises an order
        return records

    # -- requests

    def handle(self, request):
        scenario = self.state.scenario
        token = request.headers.get("authorization", "")
        target = request.target
        number = self.state.add("batches" if target.endswith("/$batch") else "gets")
        trouble = scenario.get("outer", {}).get(str(number)) if target.endswith("/$batch") else \
            scenario.get("list", {}).get(str(number))
        if not target.endswith("/$batch") and time.monotonic() < self.state.counts.pop("due list", 0):
            self.state.violation("the list is asked for before its Retry-After is over")
        if "dead_after" in scenario and number > scenario["dead_after"] and target.endswith("/$batch"):
            trouble = scenario["dead"]
        if not token.startswith("Bearer ") or token[7:] not in self.state.tokens:
            return self.answer(401, error("InvalidAuthenticationToken", "Access token has expired."))
        if "expire" in scenario and number == scenario["expire"] and target.endswith("/$batch") \
                and not self.state.count("expired"):
            self.state.add("expired")
            self.state.tokens.discard(token[7:])
            return self.answer(401, error("InvalidAuthenticationToken", "Access token has expired."))
        if trouble:
            return self.trouble(trouble, lambda: self.proceed(request))
        return self.proceed(request)

    def proceed(self, request):
        if request.target == "/v1.0/$batch":
            return self.batch(request)
        url = urllib.parse.urlsplit(request.target)
        if request.method != "GET" or not url.path.startswith("/v1.0/"):
            return self.answer(404, error("BadRequest", "no such resource"))
        status, _, body = self.one(url.path.removeprefix("/v1.0") + ("?" + url.query if url.query else ""))
        return self.answer(status, body)

    def trouble(self, name, proceed):
        """A name of a way to fail; a status with a Retry-After stands as "429 1"."""
        if match := re.fullmatch(r"(\d{3})(?: (.*))?", name):
            headers = []
            if match[2] == "date":
                headers = [("retry-after", email.utils.formatdate(time.time() + 2, usegmt=True))]
            elif match[2]:
                headers = [("Retry-After", match[2])]
                self.state.counts["due list"] = time.monotonic() + float(match[2])
            status = int(match[1])
            return self.answer(status, error("Trouble", "come back later"), *headers)
        if name in ("drop", "cut", "slow", "stall"):
            response = proceed()
            response.manner = name
            return response
        if name == "redirect":
            return Response(307, [("Location", self.state.urls["stranger"] + "/v1.0/$batch")], b"")
        if name == "html":
            return Response(200, [("Content-Type", "text/html; charset=utf-8")], b"<html>Welcome to the hotel</html>")
        if name == "html-forbidden":
            return Response(403, [("Content-Type", "text/html")], b"<html>blocked by the proxy</html>")
        if name == "html-busy":
            return Response(502, [("Content-Type", "text/html"), ("Retry-After", "0")], b"<html>bad gateway</html>")
        if name == "text":
            response = proceed()
            return Response(200, [("Content-Type", "text/plain")], response.body)
        if name == "garbled":
            response = proceed()
            return Response(200, [JSON], response.body[: len(response.body) // 2])
        if name == "oversized":
            return Response(200, [JSON], b'{"responses":[' + b" " * LARGE + b"]}")
        if name == "unsized":
            return Response(200, [JSON], b'{"responses":[' + b" " * LARGE + b"]}", "unsized")
        if name == "forbidden":
            return self.answer(403, error("Authorization_RequestDenied", "Insufficient privileges"))
        if name == "not-found":
            return self.answer(404, error("ResourceNotFound", "no $batch here"))
        if name == "echo":
            return self.answer(400, error("BadRequest", " ".join(self.state.tokens)))
        raise ValueError(name)

    def answer(self, status, value, *headers):
        return Response(status, [JSON, *headers], json.dumps(value).encode())

    # -- batches (Graph, JSON batching)

    def batch(self, request):
        if request.method != "POST" or not request.headers.get("content-type", "").startswith("application/json"):
            return self.answer(400, error("BadRequest", "a batch is posted as JSON"))
        try:
            requests = json.loads(request.body)["requests"]
            ids = [item["id"].lower() for item in requests]
            good = 1 <= len(requests) <= 20 and len(set(ids)) == len(ids) and all(
                item["method"] == "GET" and item["url"].startswith("/") for item in requests)
        except (ValueError, KeyError, AttributeError, TypeError):
            good = False
        if not good:
            self.state.violation("a malformed batch")
            return self.answer(400, error("BadRequest", "Invalid batch payload format."))
        variant = self.state.scenario.get("variant")
        responses = []
        for item in requests:
            status, headers, body = self.one(item["url"])
            response = {"id": item["id"], "status": status,
                        "headers": {"Content-Type": "application/json", **headers}, "body": body}
            if variant:
                response["headers"] = {k.lower(): v for k, v in response["headers"].items()}
            if not headers and variant:
                del response["headers"]
            responses.append(response)
        random.shuffle(responses)
        if self.state.scenario.get("forget") and not self.state.count("forgot"):
            self.state.add("forgot")
            responses.pop()
        return self.answer(200, {"responses": responses})

    def one(self, target):
        """Status, headers and body of a GET."""
        scenario = self.state.scenario
        url = urllib.parse.urlsplit(target)
        query = urllib.parse.parse_qs(url.query)
        if url.path == "/domains":
            listed = self.domains()
            items = [self.resource(name, given) for name, given in listed.items()]
            return 200, {}, self.page("/domains", items, query, scenario.get("list_page", 0))
        match = re.fullmatch(r"/domains/([^/]+)/serviceConfigurationRecords", url.path)
        if match is None:
            self.state.violation(f"asked for {target}")
            return 404, {}, error("BadRequest", "no such resource")
        name = match[1]
        if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", name):
            self.state.violation(f"the domain is not normal: {name}")
        if time.monotonic() < self.state.counts.pop("due " + name, 0):
            self.state.violation(f"{name} is asked for before its Retry-After is over")
        inner = scenario.get("inner", {}).get(name)
        if inner and self.state.add("inner " + name) <= inner.get("times", 1):
            headers = {}
            if "retry" in inner:
                headers = {"Retry-After": inner["retry"]}
                self.state.counts["due " + name] = time.monotonic() + float(inner["retry"])
            return inner["status"], headers, error(inner.get("code", "Trouble"), inner.get("message", "later"),
                                                   scenario.get("variant"))
        listed = self.domains()
        if name not in listed:
            return 404, {}, error("Request_ResourceNotFound", f"Resource '{name}' does not exist.",
                                  scenario.get("variant"))
        given = listed[name]
        return 200, {}, self.page(f"/domains/{name}/serviceConfigurationRecords", self.records(name, given),
                                  query, given.get("page", 0), given.get("next"))

    def page(self, path, items, query, size, next_link=None):
        key = json.dumps(sorted(items, key=lambda item: json.dumps(item, sort_keys=True)))
        items = json.loads(key) if size else items
        start = int(query.get("$skiptoken", ["0"])[0])
        host = self.state.urls["graph"]
        body = {"@odata.context": f"https://graph.microsoft.com/v1.0/$metadata#domains{path}", "value": items}
        if size:
            body["value"] = items[start : start + size]
            if start + size < len(items):
                body["@odata.nextLink"] = f"{host}/v1.0{path}?$skiptoken={start + size}"
        if next_link == "foreign":
            body["@odata.nextLink"] = self.state.urls["stranger"] + f"/v1.0{path}?$skiptoken=1"
        elif next_link == "user":
            body["@odata.nextLink"] = host.replace("https://", "https://user@") + f"/v1.0{path}?$skiptoken=1"
        elif next_link == "plain":
            body["@odata.nextLink"] = host.replace("https://", "http://") + f"/v1.0{path}?$skiptoken=1"
        elif next_link == "loop":
            body["@odata.nextLink"] = f"{host}/v1.0{path}?$skiptoken=0"
        return body
