#!/usr/bin/python3
"""scikit-learn's side of benches/suggest.rs: average precision of TF-IDF with logistic regression on given splits.

Reads the file that the bench writes (passages, the theme of each, and which of them are labelled in each draw) and
prints a JSON object with two lists, a number for each draw: "labelled" with a vectoriser that saw the labelled passages
only, and "all" with one that saw the words, not the labels, of all passages. Needs scikit-learn (python3-sklearn).
"""

import json
import sys

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score


def vectoriser():
    return TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        task = json.load(file)
    passages = np.array(task["passages"], dtype=object)
    labels = np.array(task["labels"], dtype=object)
    everything = vectoriser().fit_transform(passages)
    found = {"labelled": [], "all": []}
    for split in task["splits"]:
        labelled = np.array(split["yes"] + split["no"])
        rest = np.setdiff1d(np.arange(len(passages)), labelled)
        is_of_it = labels == split["theme"]
        words = vectoriser().fit(passages[labelled])
        for kind, table in (("labelled", None), ("all", everything)):
            known = words.transform(passages[labelled]) if table is None else table[labelled]
            asked = words.transform(passages[rest]) if table is None else table[rest]
            model = LogisticRegression(max_iter=1000).fit(known, is_of_it[labelled])
            found[kind].append(average_precision_score(is_of_it[rest], model.decision_function(asked)))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
