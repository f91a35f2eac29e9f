#!/usr/bin/env python3
"""test_probe.py PROBE MODEL: wire-probe answers every line in order, also those at fault."""
import json
import subprocess
import sys

PROBE, MODEL = sys.argv[1:3]
CALL = {"do": "serialize", "model": MODEL, "operation": "CancelJob",
        "input": {"jobId": "a", "reason": "b"}, "endpoint": "https://example.com/stage/"}
INLINE = {"metadata": {"protocol": "rest-json"}, "shapes": {"S": {
    "type": "structure", "payload": "b", "members": {"b": {"shape": "B"}}}, "B": {"type": "blob"}},
    "operations": {"Put": {"http": {"method": "PUT", "requestUri": "/a"}, "input": {"shape": "S"},
                           "output": {"shape": "S"}}}}

# What is asked, and what of the answer is known.
LINES = [
    (json.dumps(CALL), {"method": "POST", "uri": "/stage/v1/canceljob",
                        "headers": {"Content-Type": "application/json"},
                        "body": '{"jobId":"a","reason":"b"}'}),
    ("", "error"),
    ("{", "error"),
    ("[]", "error"),
    ('{"do":"dance"}', "error"),
    ('{"do":"parse"}', "error"),
    (json.dumps({**CALL, "model": "/nowhere/model.json"}), "error"),
    (json.dumps({**CALL, "model": {"shapes": 7}}), "error"),
    (json.dumps({**CALL, "operation": "Dance"}), "error"),
    (json.dumps({**CALL, "input": {"jobId": 7}}), "error"),
    (json.dumps({"do": "serialize", "model": INLINE, "operation": "Put", "input": {"b": "/wA="}}),
     {"method": "PUT", "uri": "/a", "headers": {}, "bodyBase64": "/wA="}),
    (json.dumps({"do": "parse", "model": INLINE, "operation": "Put",
                 "response": {"status": 200, "headers": {}, "bodyBase64": "/wA="}}),
     {"output": {"b": "/wA="}}),
    (json.dumps({"do": "parse", "model": MODEL, "operation": "CancelJob",
                 "response": {"status": 400, "headers": {"X-Amzn-ErrorType": "ClientException"},
                              "body": '{"message":"no"}'}}),
     {"error": {"code": "ClientException", "message": "no", "output": {"message": "no"}}}),
    (json.dumps(CALL)[:-1] + ',"more":"\\u0000"}', None),
]


def main():
    asked = "".join(line + "\n" for line, _ in LINES).encode() + b"\xff\xfe\n"
    done = subprocess.run([PROBE], input=asked, stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(LINES) + 1, answers
    for (line, expected), answer in zip(LINES + [("bytes", "error")], answers):
        if expected == "error":
            assert list(answer) == ["error"] and answer["error"]["message"], (line, answer)
        elif expected is not None:
            assert answer == expected, (line, answer)
    print(f"{len(answers)} lines answered")


main()
