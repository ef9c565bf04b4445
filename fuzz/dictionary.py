#!/usr/bin/env python3
"""Makes a dictionary for libFuzzer of the words that a reader looks for: dictionary.py ../src/read/rtf … > rtf.dict"""
import pathlib, re, sys

words = set()
for root in map(pathlib.Path, sys.argv[1:]):
    for path in [root] if root.is_file() else sorted(root.rglob("*.rs")):
        source = path.read_text().split("#[cfg(test)]")[0]
        source = "\n".join(line for line in source.splitlines() if not line.strip().startswith("//"))
        for word in re.findall(r'b?"((?:[^"\\\n]|\\.){1,24})"', source):
            if not re.search(r"[^\x21-\x7e]|\\|\{\}|%", word):
                words.add(word)
for word in sorted(words):
    print('"%s"' % word)
