"""Validates with jsonschema and with validators that fastjsonschema compiled, for the figure P12.

schemas.py decide|time SECONDS < lines of {"schema", "instances"}; prints a line for each: what the two accept, or how
many passes over the instances they made.
"""

import json
import sys
import time

import fastjsonschema
import jsonschema


def jsonschema_check(schema):
    return jsonschema.Draft7Validator(schema).is_valid


def fastjsonschema_check(schema):
    validate = fastjsonschema.compile(schema)

    def check(instance):
        try:
            validate(instance)
        except fastjsonschema.JsonSchemaValueException:
            return False
        return True

    return check


CHECKS = {"jsonschema": jsonschema_check, "fastjsonschema": fastjsonschema_check}


def passes(check, instances, seconds):
    count, begun = 0, time.perf_counter()
    while (taken := time.perf_counter() - begun) < seconds:
        for _ in range(5):
            for instance in instances:
                check(instance)
        count += 5
    return {"passes": count, "seconds": taken}


for line in sys.stdin:
    question = json.loads(line)
    answer = {}
    for name, make in CHECKS.items():
        check = make(question["schema"])
        if sys.argv[1] == "decide":
            answer[name] = [check(instance) for instance in question["instances"]]
        else:
            answer[name] = passes(check, question["instances"], float(sys.argv[2]))
    print(json.dumps(answer), flush=True)
