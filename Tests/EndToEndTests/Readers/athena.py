#!/usr/bin/env python3
"""Stands in for the AWS CLI where queries are run in Athena.

    athena.py STATE LOGS SERVICE OPERATION OPTION...

Queries run for real, in DuckDB, over the log files below LOGS. STATE is a folder: queries and results
lie there, and a line of `asked` for each query, with the days that it is over. What the file `fails`
holds is the reason for which each query fails; `cut`, how many bytes of a result of uses arrive.
"""

import json
import os
import re
import shutil
import sys

from run_athena_query import answer

state, logs, service, operation = sys.argv[1:5]
options = dict(zip(sys.argv[5::2], sys.argv[6::2]))


def path(name):
    return os.path.join(state, name)


def text(name):
    return open(path(name)).read() if os.path.exists(path(name)) else ""


def size():
    return sum(os.path.getsize(os.path.join(p, n)) for p, _, names in os.walk(logs) for n in names)


def start():
    query = options["--query-string"]
    days = re.findall(r"'(\d{4}/\d\d/\d\d)'", query) or re.findall(r"'(\d{4}-\d\d-\d\d)T", query)
    kind = "recording" if "lastEventTime" in query and "eventID" not in query else "uses"
    with open(path("asked"), "a") as asked:
        asked.write(f"{kind} {days[0]} {days[1]}\n")
    token = options["--client-request-token"]
    with open(path(token + ".csv"), "w") as result:
        result.write(answer(logs, query))
    return {"QueryExecutionId": token}


def look():
    execution = {
        "Status": {"State": "SUCCEEDED"},
        "ResultConfiguration": {"OutputLocation": f"s3://results/{options['--query-execution-id']}.csv"},
        "Statistics": {"DataScannedInBytes": size()},
    }
    if text("fails"):
        execution["Status"] = {"State": "FAILED", "StateChangeReason": text("fails")}
    return {"QueryExecution": execution}


def table():
    return {
        "Table": {
            "StorageDescriptor": {"Location": "s3://trail/AWSLogs/"},
            "PartitionKeys": [{"Name": n} for n in ["account", "region", "timestamp"]],
            "Parameters": {"projection.enabled": text("projected") or "true"},
        }
    }


if (service, operation) == ("athena", "start-query-execution"):
    print(json.dumps(start()))
elif (service, operation) == ("athena", "get-query-execution"):
    print(json.dumps(look()))
elif (service, operation) == ("athena", "stop-query-execution"):
    pass
elif (service, operation) == ("glue", "get-table"):
    print(json.dumps(table()))
elif service == "s3":
    name = sys.argv[5].rsplit("/", 1)[1]
    shutil.copy(path(name), sys.argv[6])
    if text("cut") and "eventids" in text(name).lower():
        os.truncate(sys.argv[6], min(int(text("cut")), os.path.getsize(sys.argv[6])))
else:
    sys.exit(f"An error occurred (AccessDenied) when calling the {operation} operation: no")
