"""Judges JSON reports by the schema, with Python's jsonschema.

Standard input is {"schema": ..., "reports": [...]}. What is printed says, as JSON:

errors           of each report, what the schema has against it, and which fields it does not describe
mayBeMissing     fields whose absence the schema takes
takeOtherTypes   fields that the schema takes with a value of any other type
refuseOtherWords fields of text that does not take every word
takesMore        whether the schema takes fields that nobody knows yet

Fields are named by their way from the top, such as buckets[].findings[].kind, and those of the four
settings as one: buckets[].settings.*.status. Of each field the first one in
the first report that has it is changed, in a copy of that report.
"""
import copy
import json
import sys

import jsonschema

SETTINGS = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"]


def closed(schema):
    """The same schema, which takes no field that it does not describe."""
    if isinstance(schema, list):
        return [closed(element) for element in schema]
    if not isinstance(schema, dict):
        return schema
    result = {name: closed(value) for name, value in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        result["additionalProperties"] = False
    return result


def fields(value, steps=(), name=""):
    """Every field and element, as its name and the steps to it."""
    if isinstance(value, dict):
        inner = [(key, f"{name}.{'*' if key in SETTINGS else key}".lstrip(".")) for key in value]
    elif isinstance(value, list):
        inner = [(index, name + "[]") for index in range(len(value))]
    else:
        return
    for step, inner_name in inner:
        yield inner_name, steps + (step,)
        yield from fields(value[step], steps + (step,), inner_name)


def changed(report, steps, change):
    report = copy.deepcopy(report)
    holder = report
    for step in steps[:-1]:
        holder = holder[step]
    change(holder, steps[-1])
    return report


def of_other_types(value):
    others = ["text", 1.5, True, [1], {"a": 1}]
    return [other for other in others if isinstance(value, float) or type(other) is not type(value)]


question = json.load(sys.stdin)
schema, reports = question["schema"], question["reports"]
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
strict = jsonschema.Draft202012Validator(closed(schema))
answer = {
    "errors": [
        [f"{error.json_path}: {error.message}"[:300] for error in strict.iter_errors(report)]
        for report in reports
    ],
    "mayBeMissing": [], "takeOtherTypes": [], "refuseOtherWords": [], "takesMore": True,
}


def put(value):
    return lambda holder, step: holder.__setitem__(step, value)


seen = set()
for report in reports:
    if not validator.is_valid({**report, "later": [None]}):
        answer["takesMore"] = False
    for name, steps in fields(report):
        value = report
        for step in steps:
            value = value[step]
        if name in seen or value is None:
            continue
        seen.add(name)

        def takes(change):
            return validator.is_valid(changed(report, steps, change))

        if isinstance(steps[-1], str) and takes(lambda holder, step: holder.pop(step)):
            answer["mayBeMissing"].append(name)
        if any(takes(put(other)) for other in of_other_types(value)):
            answer["takeOtherTypes"].append(name)
        if isinstance(value, str) and not takes(put("such a word is nowhere")):
            answer["refuseOtherWords"].append(name)
        if isinstance(value, dict) and not takes(put({**value, "later": [None]})):
            answer["takesMore"] = False
for name in ["mayBeMissing", "takeOtherTypes", "refuseOtherWords"]:
    answer[name].sort()
print(json.dumps(answer))
