#!/usr/bin/env python3
"""conformance.py PROBE MODEL [COUNT]: Quayside beside botocore on the operations of one model.

For every operation COUNT inputs are generated from the model; the request that wire-probe makes of
each must be botocore's. As many answers are rendered, and some refusals; what wire-probe reads must
be what botocore's parsers read. The seed is fixed: a failure comes again.
"""
import base64
import datetime
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse
import zlib
from xml.etree import ElementTree

from botocore.awsrequest import HeadersDict, create_request_object, prepare_request_dict
from botocore.model import ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

import render
from generate import Generator

ENDPOINT = "https://example.com"
SHOWN = 5


def as_json(shape, value):
    """A value as Quayside's documents have it: blobs are base64, the rest is JSON."""
    kind = shape.type_name
    if kind == "structure" and not shape.is_document_type:
        return {name: as_json(shape.members[name], each) for name, each in value.items()}
    if kind == "list":
        return [as_json(shape.member, each) for each in value]
    if kind == "map":
        return {key: as_json(shape.value, each) for key, each in value.items()}
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def plain(value):
    """What botocore parsed, likewise."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items() if key != "ResponseMetadata"}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        return value.timestamp()
    if isinstance(value, float) and not math.isfinite(value):
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[repr(value)]
    return value


def ordered(text):
    return json.loads(text, object_pairs_hook=list)


def expected_request(operation, serializer, value):
    """The request as botocore puts it on the wire."""
    request = serializer.serialize_to_request(value, operation)
    prepare_request_dict(request, ENDPOINT)
    prepared = create_request_object(request).prepare()
    body = prepared.body
    body = body.encode() if isinstance(body, str) else body or b""
    url = urllib.parse.urlsplit(prepared.url)
    # botocore 1.37 writes a truth value in a header as Python does; later ones as services do.
    headers = {name.lower(): {"True": "true", "False": "false"}.get(str(text), str(text))
               for name, text in request["headers"].items()}
    return {"method": request["method"], "uri": url.path + ("?" + url.query if url.query else ""),
            "headers": headers, "body": body, "host": url.netloc}


def actual_request(answer):
    body = answer.get("body")
    body = base64.b64decode(answer["bodyBase64"]) if body is None else body.encode()
    return {"method": answer["method"], "uri": answer["uri"], "body": body,
            "headers": {name.lower(): text for name, text in answer["headers"].items()},
            "host": answer.get("hostPrefix", "") + "example.com"}


def same_body(operation, protocol, expected, actual):
    if expected == actual:
        return True
    if not expected or not actual or operation.has_streaming_input:
        return False
    if "json" in protocol:
        return ordered(expected) == ordered(actual)
    if "xml" in protocol:
        return ElementTree.canonicalize(expected) == ElementTree.canonicalize(actual)
    return False


class Run:
    def __init__(self, probe, path, count):
        self.probe = probe
        self.path = path
        self.count = count
        self.model = ServiceModel(json.loads(path.read_text(encoding="utf-8")), path.stem)
        self.protocol = self.model.metadata["protocol"]
        self.serializer = create_serializer(self.protocol, include_validation=False)
        self.parser = create_parser(self.protocol)
        self.cases = []     # (request for the probe, what to hold its answer against)

    def generator(self, operation, what, whole_times):
        return Generator(zlib.crc32(f"{self.path.stem} {operation.name} {what}".encode()),
                         whole_times)

    def ask(self, command, operation, more, judge):
        request = {"do": command, "model": str(self.path), "operation": operation.name, **more}
        self.cases.append((request, judge))

    def add_requests(self, operation):
        # In JSON botocore 1.37 sends whole seconds.
        generator = self.generator(operation, "input", "json" in self.protocol)
        for _ in range(self.count):
            shape = operation.input_shape
            value = generator.message(shape) if shape is not None else {}
            expected = expected_request(operation, self.serializer, value)
            self.ask("serialize", operation,
                     {"input": as_json(shape, value) if shape is not None else {},
                      "endpoint": ENDPOINT},
                     lambda answer, expected=expected: self.judge_request(
                         operation, expected, answer))

    def judge_request(self, operation, expected, answer):
        if "error" in answer:
            return answer["error"]["message"], None
        actual = actual_request(answer)
        for key in ("method", "uri", "headers", "host"):
            if expected[key] != actual[key]:
                return actual[key], expected[key]
        if not same_body(operation, self.protocol, expected["body"], actual["body"]):
            return actual["body"], expected["body"]
        return None

    def parse(self, status, headers, body, shape):
        response = {"status_code": status, "headers": HeadersDict(headers), "body": body,
                    "context": {}}
        return plain(self.parser.parse(response, shape))

    def ask_parse(self, operation, status, headers, body, judge):
        self.ask("parse", operation, {"response": {
            "status": status, "headers": headers,
            "bodyBase64": base64.b64encode(body).decode()}}, judge)

    def add_replies(self, operation):
        generator = self.generator(operation, "output", False)
        shape = operation.output_shape
        for _ in range(self.count):
            value = generator.message(shape) if shape is not None else {}
            headers, body = render.reply(self.protocol, operation, value)
            expected = self.parse(200, headers, body or b"<a/>" if self.protocol in ("query", "ec2")
                                  else body, shape)
            for name, member in (shape.members if shape is not None else {}).items():
                # What is a stream botocore hands over as it is.
                if name in expected and member.type_name == "blob" \
                        and shape.serialization.get("payload") == name:
                    expected[name] = base64.b64encode(body).decode()
            self.ask_parse(operation, 200, headers, body,
                           lambda answer, expected=expected: None
                           if answer == {"output": expected} else (answer, expected))

    def add_faults(self, operation):
        generator = self.generator(operation, "fault", False)
        shapes = list(operation.error_shapes) + [None]
        for number in range(max(1, self.count // 10)):
            shape = shapes[number % len(shapes)]
            code = shape.error_code if shape is not None else "UnknownCode"
            value = {name: each for name, each in
                     (generator.message(shape) if shape is not None else {}).items()
                     if name.lower() not in ("message", "code")}
            headers, body = render.fault(self.protocol, code, f"It’s <no> {number}", shape, value)
            parsed = self.parse(400, headers, body, operation.output_shape)["Error"]
            output = self.parse(400, headers, body, shape) if shape is not None else {}
            expected = {"error": {"code": parsed["Code"], "message": parsed["Message"],
                                  "output": output}}
            self.ask_parse(operation, 400, headers, body,
                           lambda answer, expected=expected: None
                           if answer == expected else (answer, expected))

    def answers(self):
        with tempfile.TemporaryFile() as asked:
            for request, _ in self.cases:
                asked.write(json.dumps(request).encode() + b"\n")
            asked.seek(0)
            done = subprocess.run([self.probe], stdin=asked, stdout=subprocess.PIPE, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def run(self):
        names = self.model.operation_names
        for name in names:
            operation = self.model.operation_model(name)
            self.add_requests(operation)
            self.add_replies(operation)
            self.add_faults(operation)
        answers = self.answers()
        faults = [(request, judged) for (request, judge), answer in zip(self.cases, answers)
                  if (judged := judge(answer)) is not None]
        for request, (actual, expected) in faults[:SHOWN]:
            print(f"{json.dumps(request)}\n  is        {actual}\n  and not   {expected}")
        print(f"{self.path.stem}: {len(names)} operations, {len(self.cases)} requests and replies, "
              f"{len(faults)} not as botocore's; {len(self.cases) - len(answers)} unanswered")
        return not faults and len(answers) == len(self.cases) and bool(names)


if __name__ == "__main__":
    RUN = Run(sys.argv[1], pathlib.Path(sys.argv[2]).resolve(),
              int(sys.argv[3]) if len(sys.argv) > 3 else 200)
    sys.exit(0 if RUN.run() else 1)
