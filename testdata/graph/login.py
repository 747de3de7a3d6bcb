"""The hosts that give tokens: Microsoft Entra's token endpoints, GitHub's for workflows, the metadata
service of virtual machines, App Service's. Each checks what the documentation demands."""

import base64
import hashlib
import json
import re
import secrets
import time
import urllib.parse

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from transport import Response

JSON = ("Content-Type", "application/json; charset=utf-8")
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"


def answer(status, value, *headers):
    return Response(status, [JSON, *headers], json.dumps(value).encode())


def unpad(text):
    if "=" in text or "+" in text or "/" in text:
        raise ValueError("no base64url: " + text)
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Login:
    def __init__(self, state):
        self.state = state
        self.seen = set()  # jti
        self.federated = set()  # what GitHub gave for Entra
        self.polls = 0

    # -- errors

    def refuse(self, status, error, code, text):
        self.state.log({"refused": f"{error} AADSTS{code}: {text}"})
        return answer(status, {
            "error": error, "error_description": f"AADSTS{code}: {text}\r\nTrace ID: 1\r\nTimestamp: now",
            "error_codes": [code], "timestamp": "2026-11-23 10:00:00Z", "trace_id": "1",
            "correlation_id": "00000000-aaaa-bbbb-cccc-000000000001",
            "error_uri": f"https://login.microsoftonline.com/error?code={code}"})

    def grant(self):
        token = self.state.new_token()
        value = {"token_type": "Bearer", "expires_in": 3599, "ext_expires_in": 3599, "access_token": token}
        if self.state.scenario.get("variant"):
            value = {"access_token": token, "token_type": "bearer", "expires_in": "3599"}
        return answer(200, value)

    # -- Entra

    def entra(self, request):
        scenario = self.state.scenario
        if scenario.get("login_failures", 0) > self.state.count("login_failed"):
            self.state.add("login_failed")
            return Response(503, [("Retry-After", "0"), ("Content-Type", "text/html")], b"<html>busy</html>")
        if "login_redirect" in scenario:
            return Response(302, [("Location", scenario["login_redirect"])], b"")
        if "login_html" in scenario:
            return Response(200, [("Content-Type", "text/html")], b"<html><form>Sign in to the network</html>")
        match = re.fullmatch(r"/([A-Za-z0-9.-]+)/oauth2/v2\.0/(token|devicecode)", request.target)
        if match is None or request.method != "POST":
            return self.refuse(404, "invalid_request", 90002, "no such endpoint")
        if request.headers.get("content-type") != "application/x-www-form-urlencoded":
            return self.refuse(400, "invalid_request", 900144, "wrong content type")
        try:
            pairs = urllib.parse.parse_qsl(request.body.decode("ascii"), strict_parsing=True,
                                           keep_blank_values=True)
        except ValueError:
            return self.refuse(400, "invalid_request", 9002313, "malformed body")
        form = dict(pairs)
        if len(form) != len(pairs):
            return self.refuse(400, "invalid_request", 9002313, "a field came twice")
        if "login_error" in scenario:
            code, text = scenario["login_error"]
            return self.refuse(401, "invalid_client", code, text.replace(
                "SECRET", self.state.secret).replace("BODY", request.body.decode()))
        if form.get("client_id") != self.state.client:
            return self.refuse(400, "unauthorized_client", 700016, "Application was not found in the directory")
        if match[2] == "devicecode":
            return self.device_start(match[1], form)
        if match[1] != self.state.tenant and form.get("grant_type") != DEVICE:
            return self.refuse(400, "invalid_request", 90002, f"Tenant '{match[1]}' not found")
        if form.get("grant_type") == DEVICE:
            return self.device_poll(form)
        if form.get("grant_type") != "client_credentials":
            return self.refuse(400, "unsupported_grant_type", 70003, "unknown grant")
        if form.get("scope") != scenario.get("scope", "https://graph.microsoft.com/.default"):
            return self.refuse(400, "invalid_scope", 70011, f"The scope {form.get('scope')} is not valid")
        if "client_secret" in form:
            if form["client_secret"] != self.state.secret:
                return self.refuse(401, "invalid_client", 7000215, "Invalid client secret provided")
            return self.grant()
        if form.get("client_assertion_type") != ASSERTION:
            return self.refuse(401, "invalid_client", 7000218, "no client_assertion or client_secret")
        why = self.check_assertion(form.get("client_assertion", ""), match[1])
        return self.refuse(401, "invalid_client", 700027, why) if why else self.grant()

    def check_assertion(self, text, tenant):
        scenario = self.state.scenario
        if "federated_file" in scenario:
            with open(scenario["federated_file"], encoding="ascii") as file:
                return None if text == file.read().strip() else "not the current token of the file"
        if text in self.federated:
            return None
        with open(self.state.scenario["certificate"], "rb") as file:
            certificate = x509.load_pem_x509_certificate(file.read())
        try:
            first, second, third = text.split(".")
            header, claims = json.loads(unpad(first)), json.loads(unpad(second))
            der = certificate.public_bytes(serialization.Encoding.DER)
            if header.get("alg") != "PS256" or header.get("typ") != "JWT":
                return "wrong header"
            if unpad(header["x5t#S256"]) != hashlib.sha256(der).digest():
                return "wrong thumbprint"
            if scenario.get("chain") is not None:
                got = [hashlib.sha256(base64.b64decode(one, validate=True)).hexdigest() for one in header["x5c"]]
                if len(got) != scenario["chain"] or got[0] != hashlib.sha256(der).hexdigest():
                    return "wrong chain"
            elif "x5c" in header:
                return "a chain that nobody asked for"
            certificate.public_key().verify(
                unpad(third), f"{first}.{second}".encode(),
                padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=hashes.SHA256.digest_size),
                hashes.SHA256())
        except InvalidSignature:
            return "wrong signature"
        except (ValueError, KeyError) as error:
            return f"malformed: {error}"
        now = time.time()
        if claims.get("aud") != f"{self.state.urls['login']}/{tenant}/oauth2/v2.0/token":
            return f"wrong audience {claims.get('aud')}"
        if claims.get("iss") != self.state.client or claims.get("sub") != self.state.client:
            return "wrong issuer or subject"
        if not claims["nbf"] - 5 <= now < claims["exp"] or not 300 <= claims["exp"] - claims["nbf"] <= 600:
            return "wrong times"
        if not isinstance(claims.get("jti"), str) or len(claims["jti"]) < 16 or claims["jti"] in self.seen:
            return "jti missing, short or used before"
        self.seen.add(claims["jti"])
        return None

    # -- device code

    def device_start(self, tenant, form):
        if form.get("scope") != "https://graph.microsoft.com/Domain.Read.All" or "client_secret" in form:
            return self.refuse(400, "invalid_scope", 70011, "wrong scope")
        self.polls = 0
        self.state.device_code = "device-" + secrets.token_hex(16)
        value = {"user_code": "C0DE4YOU", "device_code": self.state.device_code,
                 "verification_uri": "https://microsoft.example/devicelogin", "expires_in": 900, "interval": 1,
                 "message": "To sign in, open https://microsoft.example/devicelogin and enter C0DE4YOU\x1b[2J"}
        if self.state.scenario.get("variant"):
            del value["message"]
            value["interval"] = "1"
            value["expires_in"] = "900"
        self.state.last_poll = time.monotonic()
        return answer(200, value)

    def device_poll(self, form):
        if form.get("device_code") != self.state.device_code:
            return answer(400, {"error": "bad_verification_code", "error_description": "unknown"})
        waited, self.state.last_poll = time.monotonic() - self.state.last_poll, time.monotonic()
        if waited < 0.9:
            self.state.violation(f"polled after {waited:.2f} s")
        errors = self.state.scenario.get("device", ["authorization_pending"])
        self.polls += 1
        if self.polls <= len(errors):
            return answer(400, {"error": errors[self.polls - 1], "error_description": "AADSTS70016: pending"})
        return self.grant()

    # -- GitHub

    def github(self, request):
        url = urllib.parse.urlsplit(request.target)
        query = urllib.parse.parse_qs(url.query)
        if request.headers.get("authorization", "").lower() != f"bearer {self.state.github}".lower():
            return answer(401, {"message": "bad credentials"})
        if url.path != "/job/token" or query.get("audience") != ["api://AzureADTokenExchange"] \
                or query.get("api-version") != ["2.0"]:
            return answer(400, {"message": f"bad request {request.target}"})
        token = "github-" + secrets.token_hex(24)
        self.federated.add(token)
        self.state.keep(token)
        return answer(200, {"count": 1, "value": token})

    # -- managed identities, over plain HTTP

    def local(self, request):
        url = urllib.parse.urlsplit(request.target)
        query = urllib.parse.parse_qs(url.query)
        if query.get("resource") != ["https://graph.microsoft.com/"]:
            return answer(400, {"error": "invalid_resource", "error_description": "wrong resource"})
        if self.state.scenario.get("identity") != query.get("client_id", [None])[0]:
            return answer(400, {"error": "invalid_request", "error_description": "Identity not found"})
        if url.path == "/metadata/identity/oauth2/token":
            good = request.headers.get("metadata") == "true" and query.get("api-version") == ["2018-02-01"]
        else:
            good = url.path == "/msi/token" and query.get("api-version") == ["2019-08-01"] \
                and request.headers.get("x-identity-header") == self.state.identity
        if not good:
            return answer(400, {"error": "invalid_request", "error_description": "Required metadata is missing"})
        return answer(200, {"access_token": self.state.new_token(), "expires_in": "86399",
                            "expires_on": "1795442400", "resource": "https://graph.microsoft.com/",
                            "token_type": "Bearer"})
