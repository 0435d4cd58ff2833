"""Generates schemas of the drafts that are understood, and instances that have something to do with them."""

import copy

DRAFTS = {
    7: "http://json-schema.org/draft-07/schema#",
    2019: "https://json-schema.org/draft/2019-09/schema",
    2020: "https://json-schema.org/draft/2020-12/schema",
}
NAMES = ["a", "b", "c", "name", "size", "x-1", "é", "a/b", "a~b", ""]
TEXTS = ["", "a", "b", "ab", "abc", "A1", "x-1", "é", "日本", "😀", "2026", "a b", "aaaaaaaaaa"]
NUMBERS = [0, 1, -1, 2, 3, 5, 7, 10, 12, 100, 1.0, 1.5, -0.5, 0.25, 1e3, 9007199254740993, 1e20]
# They mean the same in ECMAScript and in Python, for these texts.
PATTERNS = ["^a", "b", "^[a-z]+$", "[0-9]", "^.{2}$", "a|b", "^(ab)*c?$", "x-", "^$", "[^a]", "^a{2,}", "\\.", "(a|b)+c"]
TYPES = ["null", "boolean", "integer", "number", "string", "array", "object"]


class Grammar:
    def __init__(self, random):
        self.random = random
        self.draft = random.choice([7, 2019, 2020, 2020])
        self.definitions = []
        self.anchors = 0

    def document(self):
        self.definitions = [f"d{number}" for number in range(self.random.randrange(4))]
        schema = self.object_schema(3)
        holder = "definitions" if self.draft == 7 else "$defs"
        if self.definitions:
            # A reference replaces what stands beside it in draft 7, but not what others refer to.
            schema[holder] = {name: self.schema(2) for name in self.definitions}
        schema["$schema"] = DRAFTS[self.draft]
        return schema

    def schema(self, depth):
        if depth <= 0 or self.random.random() < 0.12:
            return self.random.choice([True, True, False, {}, {"type": self.random.choice(TYPES)}])
        return self.object_schema(depth)

    def object_schema(self, depth):
        schema = {}
        for _ in range(self.random.choice([1, 1, 2, 2, 3, 4])):
            self.random.choice(self.rules())(schema, depth)
        return schema

    def rules(self):
        rules = [
            self.type, self.type, self.enumeration, self.constant, self.number_bounds, self.multiple, self.lengths,
            self.pattern, self.item_counts, self.member_counts, self.required, self.properties, self.properties,
            self.pattern_properties, self.additional, self.names, self.items, self.tuple, self.contains, self.combination,
            self.negation, self.condition, self.reference, self.unique,
        ]  # fmt: skip
        if self.draft != 7:
            rules += [self.dependent_required, self.dependent_schemas, self.combination]
        if self.draft == 2020:
            rules += [self.unevaluated, self.unevaluated]
        return rules

    # Values

    def type(self, schema, _):
        count = self.random.choice([1, 1, 1, 2, 3])
        schema["type"] = self.random.choice(TYPES) if count == 1 else self.random.sample(TYPES, count)

    def enumeration(self, schema, _):
        schema["enum"] = [self.value(1) for _ in range(self.random.randrange(1, 5))]

    def constant(self, schema, _):
        schema["const"] = self.value(2)

    def number_bounds(self, schema, _):
        schema[self.random.choice(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"])] = self.random.choice(
            NUMBERS
        )

    def multiple(self, schema, _):
        schema["multipleOf"] = self.random.choice([1, 2, 3, 5, 7])

    def lengths(self, schema, _):
        schema[self.random.choice(["minLength", "maxLength"])] = self.random.randrange(5)

    def pattern(self, schema, _):
        schema["pattern"] = self.random.choice(PATTERNS)

    def item_counts(self, schema, _):
        schema[self.random.choice(["minItems", "maxItems"])] = self.random.choice([0, 1, 2, 3, 2.0])

    def member_counts(self, schema, _):
        schema[self.random.choice(["minProperties", "maxProperties"])] = self.random.randrange(4)

    def unique(self, schema, _):
        schema["uniqueItems"] = self.random.choice([True, True, False])

    # Objects

    def required(self, schema, _):
        schema["required"] = self.random.sample(NAMES, self.random.randrange(1, 3))

    def properties(self, schema, depth):
        names = self.random.sample(NAMES, self.random.randrange(1, 4))
        schema["properties"] = {name: self.schema(depth - 1) for name in names}

    def pattern_properties(self, schema, depth):
        schema["patternProperties"] = {self.random.choice(PATTERNS): self.schema(depth - 1)}

    def additional(self, schema, depth):
        schema["additionalProperties"] = self.random.choice([False, self.schema(depth - 1)])

    def names(self, schema, depth):
        schema["propertyNames"] = self.schema(depth - 1)

    def dependent_required(self, schema, _):
        schema["dependentRequired"] = {self.random.choice(NAMES): self.random.sample(NAMES, 2)}

    def dependent_schemas(self, schema, depth):
        schema["dependentSchemas"] = {self.random.choice(NAMES): self.schema(depth - 1)}

    def unevaluated(self, schema, depth):
        keyword = self.random.choice(["unevaluatedProperties", "unevaluatedItems"])
        schema[keyword] = self.random.choice([False, False, self.schema(depth - 1)])

    # Lists

    def items(self, schema, depth):
        schema["items"] = self.schema(depth - 1)

    def tuple(self, schema, depth):
        prefix = [self.schema(depth - 1) for _ in range(self.random.randrange(1, 3))]
        if self.draft == 2020:
            schema["prefixItems"] = prefix
        else:
            schema["items"] = prefix
            if self.random.random() < 0.6:
                schema["additionalItems"] = self.schema(depth - 1)

    def contains(self, schema, depth):
        schema["contains"] = self.schema(depth - 1)
        if self.draft != 7:
            for keyword in ("minContains", "maxContains"):
                if self.random.random() < 0.4:
                    schema[keyword] = self.random.randrange(3)

    # Schemas for the same value

    def combination(self, schema, depth):
        keyword = self.random.choice(["allOf", "anyOf", "oneOf"])
        schema[keyword] = [self.schema(depth - 1) for _ in range(self.random.randrange(1, 4))]

    def negation(self, schema, depth):
        schema["not"] = self.schema(depth - 1)

    def condition(self, schema, depth):
        for keyword in self.random.choice([["if", "then"], ["if", "else"], ["if", "then", "else"], ["then"]]):
            schema[keyword] = self.schema(depth - 1)

    def reference(self, schema, depth):
        """To what is defined, from a place where it can't lead back to itself without another part of the value."""
        if not self.definitions:
            return
        holder = "definitions" if self.draft == 7 else "$defs"
        target = {"$ref": f"#/{holder}/{self.random.choice(self.definitions)}"}
        schema[self.random.choice(["additionalProperties", "items", "contains"])] = target

    # Instances

    def value(self, depth):
        kind = self.random.randrange(8 if depth > 0 else 6)
        if kind == 6:
            return [self.value(depth - 1) for _ in range(self.random.randrange(4))]
        if kind == 7:
            return {name: self.value(depth - 1) for name in self.random.sample(NAMES, self.random.randrange(4))}
        choices = [[None], [True, False], NUMBERS, NUMBERS, TEXTS, TEXTS][kind]
        return self.random.choice(choices)

    def instance(self, schema):
        """One that tries to fit, one that doesn't, or one of each in one."""
        if self.random.random() < 0.3:
            return self.value(3)
        return self.fitting(schema, schema, 4)

    def fitting(self, schema, root, depth):
        if not isinstance(schema, dict) or depth <= 0 or self.random.random() < 0.08:
            return self.value(depth - 1)
        if "$ref" in schema:
            holder, name = schema["$ref"][2:].split("/")
            return self.fitting(root[holder][name], root, depth - 1)
        if "const" in schema and self.random.random() < 0.7:
            return copy.deepcopy(schema["const"])
        if "enum" in schema and self.random.random() < 0.7:
            return copy.deepcopy(self.random.choice(schema["enum"]))
        inner = [part for keyword in ("allOf", "anyOf", "oneOf") for part in schema.get(keyword, [])]
        if inner and self.random.random() < 0.4:
            return self.fitting(self.random.choice(inner), root, depth - 1)
        kind = schema.get("type", self.likely_type(schema))
        return self.of_type(kind if isinstance(kind, str) else self.random.choice(kind), schema, root, depth)

    def likely_type(self, schema):
        hints = {
            "object": ["properties", "required", "additionalProperties", "patternProperties", "propertyNames",
                       "minProperties", "dependentRequired", "dependentSchemas", "unevaluatedProperties"],
            "array": ["items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems", "unevaluatedItems"],
            "string": ["pattern", "minLength", "maxLength"],
            "number": ["minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"],
        }  # fmt: skip
        fitting = [kind for kind, keywords in hints.items() if any(keyword in schema for keyword in keywords)]
        return self.random.choice(fitting or TYPES)

    def of_type(self, kind, schema, root, depth):
        if kind == "object":
            names = set(self.random.sample(NAMES, self.random.randrange(3)))
            names |= set(schema.get("required", []))
            names |= {name for name in schema.get("properties", {}) if self.random.random() < 0.7}
            known, other = schema.get("properties", {}), schema.get("additionalProperties", True)
            return {name: self.fitting(known.get(name, other), root, depth - 1) for name in sorted(names)}
        if kind == "array":
            items = schema.get("items", True)
            prefix = items if isinstance(items, list) else schema.get("prefixItems", [])
            rest = schema.get("additionalItems", True) if isinstance(items, list) else items
            count = self.random.randrange(5)
            return [self.fitting(prefix[n] if n < len(prefix) else rest, root, depth - 1) for n in range(count)]
        choices = {"null": [None], "boolean": [True, False], "string": TEXTS, "number": NUMBERS}
        return self.random.choice(choices.get(kind, [number for number in NUMBERS if number == int(number)]))
