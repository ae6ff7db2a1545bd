#!/usr/bin/env python3
"""Reads a report on standard input with a reader that is not ours, and says what it found.

    read_report.py FORMAT < report
    read_report.py installed

Prints one line of JSON: what the reader understood. Ends with 1 and the reason where the reader
refuses the report, and with 77 where the reader is not installed.
"""

import csv
import html.parser
import io
import json
import re
import subprocess
import sys


def read_csv(text):
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    for row in rows:
        if None in row or None in row.values():
            raise ValueError(f"a row of another length: {row}")
        for value in row.values():
            if value.lstrip(" ")[:1] in tuple("=+-@\t\r"):
                raise ValueError(f"a spreadsheet would calculate {value!r}")
    return {"rows": len(rows), "buckets": unique(row["bucket"] for row in rows)}


def read_ndjson(text):
    records = [json.loads(line) for line in text.splitlines()]
    for record in records:
        for field in ("schema", "asOf", "bucket", "account", "team", "verdict"):
            if field not in record:
                raise ValueError(f"a line without {field!r}")
    return {
        "buckets": unique(record["bucket"] for record in records),
        "findings": sum(record["schema"] == "bpa-ready/finding/v1" for record in records),
        "keys": [s["key"] for r in records for s in r.get("samples", [])],
    }


def read_gitlab(text):
    # GitLab Docs, "Code Quality report format".
    issues = json.loads(text)
    for issue in issues:
        if not isinstance(issue["description"], str) or not issue["check_name"]:
            raise ValueError("an issue without words")
        if issue["severity"] not in ("info", "minor", "major", "critical", "blocker"):
            raise ValueError(f"no severity: {issue['severity']}")
        if not issue["location"]["path"] or issue["location"]["lines"]["begin"] < 1:
            raise ValueError("an issue without a place")
    fingerprints = [issue["fingerprint"] for issue in issues]
    if len(set(fingerprints)) != len(fingerprints):
        raise ValueError("a fingerprint that is there twice")
    return {"checks": [issue["check_name"] for issue in issues], "fingerprints": fingerprints}


def read_junit(text):
    import junitparser

    xml = junitparser.JUnitXml.fromstring(text.encode())
    cases = [case for suite in xml for case in suite]
    for suite in xml:
        counted = {"failures": 0, "errors": 0, "skipped": 0}
        for case in suite:
            for result in case.result:
                name = {"Failure": "failures", "Error": "errors", "Skipped": "skipped"}
                counted[name[type(result).__name__]] += 1
        said = {name: getattr(suite, name) for name in counted}
        if said != counted or suite.tests != len(list(suite)):
            raise ValueError(f"the suite counts {said}, and holds {counted}")
    return {
        "cases": [
            [case.classname, case.name, [type(result).__name__ for result in case.result]]
            for case in cases
        ],
        "properties": {
            # Debian's junitparser knows properties of suites only, so the elements are asked.
            holder.name: [
                [p.get("name"), p.get("value")]
                for p in holder._elem.iterfind("properties/property")
            ]
            for holder in [*xml, *cases]
        },
    }


def read_github(text):
    # The runner's own way: a command is "::name properties::data" on a line.
    commands = []
    for line in text.split("\n")[:-1]:
        match = re.fullmatch(r"::(error|warning|notice)(?: ([^\r]*?))?::([^\r]*)", line)
        if not match:
            raise ValueError(f"no command of ours: {line!r}")
        properties = {}
        for item in filter(None, (match[2] or "").split(",")):
            name, value = item.split("=", 1)
            if name not in ("file", "line", "col", "title"):
                raise ValueError(f"no property of ours: {name!r}")
            for escape, character in (("%2C", ","), ("%3A", ":"), ("%25", "%")):
                value = value.replace(escape, character)
            properties[name] = value
        message = match[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        commands.append([match[1], properties, message])
    return {"commands": commands}


def read_sarif(text):
    import sarif_om

    log = json.loads(text)
    sarif_check(log, sarif_om.SarifLog, "log")
    if log["version"] != "2.1.0":
        raise ValueError(f"version {log['version']}")
    results = [(run, result) for run in log["runs"] for result in run["results"]]
    found = []
    for run, result in results:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        if rule["id"] != result["ruleId"]:
            raise ValueError(f"{result['ruleId']} is not the rule of its index")
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        if not re.fullmatch(r"(file://)?[A-Za-z0-9._~/%-]*", uri):
            raise ValueError(f"no URI: {uri!r}")
        found.append(
            {
                "rule": result["ruleId"],
                "level": result["level"],
                "uri": uri,
                "line": place["region"]["startLine"],
                "fingerprint": result["partialFingerprints"]["bpaReady/v1"],
                "suppressed": bool(result.get("suppressions")),
                "state": result.get("baselineState"),
            }
        )
    for run in log["runs"]:
        for name in ("baselineState", "suppressions"):
            if len({name in result for result in run["results"]}) > 1:
                raise ValueError(f"some results have {name!r}, and some have not")
    return {"results": found}


# The types of properties that hold objects of the format, as far as reports use them; what the
# classes of sarif_om, made from the schema, do not say.
SARIF_TYPES = {
    "runs": "Run", "tool": "Tool", "driver": "ToolComponent", "rules": "ReportingDescriptor",
    "shortDescription": "MultiformatMessageString", "fullDescription": "MultiformatMessageString",
    "help": "MultiformatMessageString", "defaultConfiguration": "ReportingConfiguration",
    "invocations": "Invocation", "toolExecutionNotifications": "Notification",
    "results": "Result", "message": "Message", "locations": "Location",
    "physicalLocation": "PhysicalLocation", "artifactLocation": "ArtifactLocation",
    "region": "Region", "suppressions": "Suppression",
}  # fmt: skip
SARIF_WORDS = {
    "level": {"none", "note", "warning", "error"},
    "status": {"accepted", "underReview", "rejected"},
    "columnKind": {"utf16CodeUnits", "unicodeCodePoints"},
    "baselineState": {"new", "unchanged", "updated", "absent"},
}


def sarif_check(value, kind, path):
    """Holds an object to the properties that the schema knows and requires for its kind."""
    import attr
    import sarif_om

    known = {field.metadata["schema_property_name"]: field for field in attr.fields(kind)}
    for name, field in known.items():
        if field.default is attr.NOTHING and name not in value:
            raise ValueError(f"{path} has no {name!r}")
    for name, member in value.items():
        # sarif_om was made from a draft, in which a suppression's status was called "state".
        if name not in known and (kind.__name__, name) != ("Suppression", "status"):
            raise ValueError(f"{path} has {name!r}, which the schema does not know")
        if name in SARIF_WORDS and member not in SARIF_WORDS[name]:
            raise ValueError(f"{path}.{name} is {member!r}")
        if name in ("startLine", "startColumn") and member < 1:
            raise ValueError(f"{path}.{name} is {member}")
        if name in SARIF_TYPES:
            for element in member if isinstance(member, list) else [member]:
                sarif_check(element, getattr(sarif_om, SARIF_TYPES[name]), f"{path}.{name}")


class Rendered(html.parser.HTMLParser):
    """What a browser would make of a comment: its tags, and its text outside of code."""

    def __init__(self):
        super().__init__()
        self.tags, self.open, self.text, self.code, self.rows = set(), [], [], [], 0

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        if attributes and tag not in ("th", "td"):
            raise ValueError(f"<{tag}> has attributes: {attributes}")
        self.rows += tag == "tr"
        if tag not in ("br", "hr", "img", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise ValueError(f"</{tag}> closes what is not open")

    def handle_data(self, data):
        (self.code if "code" in self.open else self.text).append(data)


MARKDOWN_TAGS = {
    "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "strong", "code", "details", "summary",
    "ul", "li", "sub", "em", "span",
}  # fmt: skip


def read_markdown(text):
    if len(text.encode("utf-16-le")) // 2 > 65536:
        raise ValueError("longer than a comment may be")
    extensions = ["table", "strikethrough", "autolink", "tasklist", "footnotes"]
    options = [word for name in extensions if name != "footnotes" for word in ("-e", name)]
    made = subprocess.run(
        ["cmark-gfm", "--unsafe", *options], input=text.encode(), capture_output=True, check=True
    )
    page = Rendered()
    page.feed(made.stdout.decode())
    page.close()
    if page.open:
        raise ValueError(f"not closed: {page.open}")
    if page.tags - MARKDOWN_TAGS:
        raise ValueError(f"tags that are not ours: {page.tags - MARKDOWN_TAGS}")
    # GitHub's own references, which it finds in text and not in code.
    for mark in (r"@[A-Za-z0-9]", r"#[0-9]", r"(?i)gh-[0-9]", r"(?i)https?://", r"(?i)www\."):
        for part in page.text:
            if re.search(mark, part):
                raise ValueError(f"GitHub would make a link of {part!r}")
    return {"rows": page.rows, "text": "".join(page.text), "code": page.code}


def unique(names):
    return list(dict.fromkeys(names))


READERS = {
    "csv": read_csv, "github": read_github, "gitlab": read_gitlab, "junit": read_junit,
    "markdown": read_markdown, "ndjson": read_ndjson, "sarif": read_sarif,
}  # fmt: skip


def check_installed():
    """That every reader is there."""
    import attr, junitparser, sarif_om  # noqa: E401, F401

    subprocess.run(["cmark-gfm", "--version"], capture_output=True, check=True)


def main():
    try:
        if sys.argv[1] == "installed":
            return check_installed()
        text = sys.stdin.buffer.read().decode("utf-8")
        print(json.dumps(READERS[sys.argv[1]](text)))
    except (ImportError, FileNotFoundError) as error:
        sys.exit(print(f"not installed: {error}", file=sys.stderr) or 77)
    except Exception as error:  # whatever a reader says is why it refuses
        sys.exit(print(f"{type(error).__name__}: {error}", file=sys.stderr) or 1)


if __name__ == "__main__":
    main()
