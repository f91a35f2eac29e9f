"""What a service would answer: values written as replies, by rules read from the specification and
not from the code under test."""
import base64
import datetime
import email.utils
import json
from xml.sax.saxutils import escape, quoteattr


def moment(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)


def time_text(seconds, form):
    form = form.lower()
    if form == "unixtimestamp":
        return repr(seconds)
    if form == "rfc822":
        return email.utils.format_datetime(moment(int(seconds)), usegmt=True)
    text = moment(seconds).isoformat().replace("+00:00", "")
    return text + "Z"


def scalar_text(shape, value, time_form):
    if shape.type_name == "timestamp":
        return time_text(value, shape.serialization.get("timestampFormat", time_form))
    if shape.type_name == "blob":
        return base64.b64encode(value).decode()
    if shape.type_name == "boolean":
        return "true" if value else "false"
    return str(value)


def wire_name(shape, name):
    return shape.serialization.get("name", name)


def in_body(shape):
    return shape.serialization.get("location") not in ("header", "headers", "statusCode")


def json_value(shape, value):
    kind = shape.type_name
    if kind == "structure" and not shape.is_document_type:
        return json_members(shape, value)
    if kind == "list":
        return [json_value(shape.member, element) for element in value]
    if kind == "map":
        return {key: json_value(shape.value, element) for key, element in value.items()}
    if kind == "timestamp" and shape.serialization.get("timestampFormat", "unixTimestamp") \
            .lower() == "unixtimestamp":
        return value
    if kind in ("timestamp", "blob"):
        return scalar_text(shape, value, "unixTimestamp")
    return value


def json_members(shape, value):
    members = {wire_name(shape.members[name], name): json_value(shape.members[name], element)
               for name, element in value.items() if in_body(shape.members[name])}
    # What a newer service would say besides.
    if not getattr(shape, "is_tagged_union", False):
        members["unknownToTheModel"] = {"a": [1]}
        members["nothing"] = None
    return members


def element(name, content, attributes=""):
    return f"<{name}{attributes}>{content}</{name}>"


def xml_value(shape, value, name):
    kind = shape.type_name
    if kind == "structure":
        return element(name, xml_members(shape, value), xml_attributes(shape, value))
    if kind == "list" and shape.serialization.get("flattened"):
        own = shape.member.serialization.get("name", name)
        return "".join(xml_value(shape.member, each, own) for each in value)
    if kind == "list":
        own = shape.member.serialization.get("name", "member")
        return element(name, "".join(xml_value(shape.member, each, own) for each in value))
    if kind == "map":
        flat = shape.serialization.get("flattened")
        key_name, value_name = wire_name(shape.key, "key"), wire_name(shape.value, "value")
        entries = [element(name if flat else "entry",
                           element(key_name, escape(key)) + xml_value(shape.value, each, value_name))
                   for key, each in value.items()]
        return "".join(entries) if flat else element(name, "\n".join(entries))
    return element(name, escape(scalar_text(shape, value, "iso8601"), {"\r": "&#13;"}))


def xml_members(shape, value):
    parts = [xml_value(shape.members[name], each, wire_name(shape.members[name], name))
             for name, each in value.items()
             if in_body(shape.members[name])
             and not shape.members[name].serialization.get("xmlAttribute")]
    return "".join(parts) + "<UnknownToTheModel><a>1</a></UnknownToTheModel>"


def xml_attributes(shape, value):
    found = [(wire_name(shape.members[name], name), each) for name, each in value.items()
             if shape.members[name].serialization.get("xmlAttribute")]
    spaces = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' \
        if any(name.startswith("xsi:") for name, _ in found) else ""
    return spaces + "".join(f" {name}={quoteattr(each)}" for name, each in found)


def headers_of(shape, value):
    headers = {}
    for name, each in value.items():
        member = shape.members[name]
        location = member.serialization.get("location")
        if location == "headers":
            prefix = member.serialization.get("name", "").lower()
            headers.update({prefix + key: text for key, text in each.items()})
        elif location == "header" and member.type_name == "list":
            headers[wire_name(member, name).lower()] = ", ".join(
                scalar_text(member.member, element_, "rfc822") for element_ in each)
        elif location == "header":
            headers[wire_name(member, name).lower()] = scalar_text(member, each, "rfc822")
    return headers


def rest_body(protocol, shape, value):
    payload = shape.serialization.get("payload")
    body_shape, body_value = shape, value
    if payload:
        body_shape, body_value = shape.members[payload], value.get(payload)
        if body_value is None:
            return b""
        if body_shape.type_name in ("blob", "string"):
            return body_value if isinstance(body_value, bytes) else body_value.encode()
    elif not any(in_body(member) for member in shape.members.values()):
        return b""
    if protocol == "rest-json":
        return json.dumps(json_value(body_shape, body_value)).encode()
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + xml_value(
        body_shape, body_value, "Answer")).encode()


def reply(protocol, operation, value):
    """(headers, body) of a reply that answers value."""
    shape = operation.output_shape
    headers = {"x-amzn-requestid": "request-1"}
    if shape is None:
        return headers, b""
    if protocol in ("rest-json", "rest-xml"):
        return {**headers, **headers_of(shape, value)}, rest_body(protocol, shape, value)
    if protocol == "json":
        return headers, json.dumps(json_value(shape, value)).encode()
    members = xml_members(shape, value)
    name = operation.name
    if protocol == "ec2":
        text = element(name + "Response", members + "<requestId>request-1</requestId>",
                       ' xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"')
    else:
        text = element(name + "Response", element(name + "Result", members) +
                       "<ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata>",
                       ' xmlns="https://service.amazonaws.com/doc/"')
    return {}, text.encode()


def fault(protocol, code, message, shape, value):
    """(headers, body) of a reply that refuses."""
    headers = {"x-amzn-requestid": "request-1"}
    if protocol in ("json", "rest-json"):
        members = json_members(shape, value) if shape is not None else {}
        members["message"] = message
        if protocol == "json":
            members["__type"] = "com.amazonaws.service#" + code
        else:
            headers["x-amzn-errortype"] = code + ":http://internal.amazon.com/"
        return headers, json.dumps(members).encode()
    own = xml_members(shape, value) if shape is not None else ""
    inner = element("Error", element("Code", code) + element("Message", escape(message)) + own)
    if protocol == "ec2":
        text = element("Response", element("Errors", inner) + "<RequestID>request-1</RequestID>")
    elif protocol == "rest-xml":
        text = inner
    else:
        text = element("ErrorResponse", inner + "<RequestId>request-1</RequestId>")
    return headers, text.encode()
