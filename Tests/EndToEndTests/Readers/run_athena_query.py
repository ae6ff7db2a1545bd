#!/usr/bin/env python3
"""Runs a query for Athena over log files, without Athena.

    run_athena_query.py FOLDER < query.sql > result.csv

sqlglot turns the query into DuckDB's words, and DuckDB runs it over a table with the columns that
Athena's reader of CloudTrail files makes of them. The result is written as Athena writes it: every
value in quotes, nothing for null. Ends with 77 where sqlglot or DuckDB is not installed.
"""

import gzip
import json
import os
import sys
import tempfile

try:
    import duckdb
    import sqlglot
except ImportError:
    sys.exit(77)

TEXTS = """eventversion eventtime eventsource eventname awsregion sourceipaddress useragent errorcode
errormessage requestparameters responseelements additionaleventdata requestid eventid readonly eventtype
apiversion recipientaccountid sharedeventid vpcendpointid eventcategory timestamp $path""".split()
IDENTITY = ["type", "principalid", "arn", "accountid", "invokedby", "accesskeyid", "username"]


def text(value):
    """A column of text: what is no text in the file is the JSON of it."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value)


def rows(folder):
    for place, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(place, name)
            with (gzip.open if name.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
                records = json.load(file)["Records"]
            for record in records:
                row = {key.lower(): value for key, value in record.items()}
                row["$path"] = path
                row["timestamp"] = "/".join(place.split("/")[-3:])
                made = {column: text(row.get(column)) for column in TEXTS}
                identity = {k.lower(): v for k, v in (row.get("useridentity") or {}).items()}
                made["useridentity"] = {part: text(identity.get(part)) for part in IDENTITY}
                session = identity.get("sessioncontext") or {}
                issuer = (session.get("sessionIssuer") or {}).get("arn")
                made["useridentity"]["sessioncontext"] = {"sessionissuer": {"arn": text(issuer)}}
                made["resources"] = row.get("resources") and [
                    {k.lower(): text(v) for k, v in resource.items()} for resource in row["resources"]
                ]
                yield made


def table(connection, folder):
    columns = {column: "VARCHAR" for column in TEXTS}
    parts = [f"{part} VARCHAR" for part in IDENTITY]
    parts.append("sessioncontext STRUCT(sessionissuer STRUCT(arn VARCHAR))")
    columns["useridentity"] = f"STRUCT({', '.join(parts)})"
    columns["resources"] = "STRUCT(arn VARCHAR, accountid VARCHAR, type VARCHAR)[]"
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        for row in rows(folder):
            file.write(json.dumps(row) + "\n")
        file.flush()
        spec = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
        connection.execute("CREATE SCHEMA audit")
        connection.execute(
            f"CREATE TABLE audit.logs AS SELECT * FROM read_json('{file.name}',"
            f" format = 'newline_delimited', columns = {{{spec}}})"
        )


def written(value):
    """A value as Athena writes it into a result."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}={written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(element) for element in value) + "]"
    return "null" if value is None else str(value)


def answer(folder, query):
    """The result of a query over the log files below a folder."""
    connection = duckdb.connect()
    table(connection, folder)
    result = connection.execute(sqlglot.transpile(query, read="athena", write="duckdb")[0])
    out = [",".join(f'"{column[0].lower()}"' for column in result.description)]
    for row in result.fetchall():
        cells = ("" if v is None else '"' + written(v).replace('"', '""') + '"' for v in row)
        out.append(",".join(cells))
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    sys.stdout.write(answer(sys.argv[1], sys.stdin.read()))
