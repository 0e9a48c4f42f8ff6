"""3.5: as much of Fluent as the consent texts use: messages, attributes, variables, selections."""

import re


def parse(text):
    """Patterns by message, and by message and attribute (`clause-who.body`)."""
    patterns, name = {}, None
    for line in text.split("\n"):
        message = re.match(r"([a-z][a-z0-9-]*) =(?: (.*))?$", line)
        attribute = re.match(r" +\.([a-z]+) = (.*)$", line)
        if line.startswith("#") or not line.strip():
            continue
        if message:
            name = key = message[1]
            patterns[key] = message[2] or ""
        elif attribute:
            key = f"{name}.{attribute[1]}"
            patterns[key] = attribute[2]
        else:
            patterns[key] += "\n" + line
    return patterns


def closing(pattern, start):
    depth = 0
    for at in range(start, len(pattern)):
        depth += {"{": 1, "}": -1}.get(pattern[at], 0)
        if not depth:
            return at
    raise ValueError(pattern)


def categories(value, language):
    """The number itself, and what CLDR calls it."""
    if not isinstance(value, int):
        return [value]
    one = value in (0, 1) if language == "fr" else value == 1
    return [str(value), "one" if one else "other"]


def select(expression, values, language):
    variable = re.match(r"\s*\$([a-z]+)\s*(->)?", expression)
    value = values[variable[1]]
    if not variable[2]:
        return str(value)
    variants = re.findall(r"\n\s*(\*?)\[([^\]]+)\] ?(.*)", expression)
    chosen = next((it for name in categories(value, language) for it in variants if it[1] == name), None)
    return form((chosen or next(it for it in variants if it[0]))[2], values, language)


def form(pattern, values, language):
    formed, at = "", 0
    while (start := pattern.find("{", at)) >= 0:
        end = closing(pattern, start)
        formed += pattern[at:start] + select(pattern[start + 1 : end], values, language)
        at = end + 1
    return formed + pattern[at:]
