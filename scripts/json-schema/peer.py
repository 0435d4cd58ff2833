"""Answers lines of {"schema", "instances"} with what Python's jsonschema accepts."""

import json
import sys

import jsonschema

for line in sys.stdin:
    question = json.loads(line)
    validator = jsonschema.validators.validator_for(question["schema"], jsonschema.Draft202012Validator)
    check = validator(question["schema"])
    try:
        answer = [check.is_valid(instance) for instance in question["instances"]]
    except Exception as error:  # pylint: disable=broad-except
        answer = f"{type(error).__name__}: {error}"
    print(json.dumps(answer), flush=True)
