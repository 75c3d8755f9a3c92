"""Checks that Transformers predicts from a run's tuned model what the run wrote.

Argument: RUN, the folder of a run that ended. Loads model/ with its tokenizer (a whole model, an
adapter with PEFT on the base it names, or the members of a committee, whose probabilities are
averaged), reads the texts of the test rows in data/explained.jsonl and compares probabilities with
those in predictions.jsonl. Exit code 1 if one differs by 1e-5 or more, or nothing was compared.
"""
import json
import pathlib
import sys

import torch
from transformers import AutoModelForSequenceClassification, AutoModelForTokenClassification, AutoTokenizer

LIMIT = 1e-5


def lines(file):
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def weights(kind, folder, **options):
    model, info = kind.from_pretrained(folder, output_loading_info=True, **options)
    return model, {key: sorted(info[key]) for key in ("missing_keys", "unexpected_keys", "mismatched_keys") if info[key]}


def load(kind, folder, classes):
    """A model in evaluation mode and a word for how it is stored."""
    if not (folder / "adapter_config.json").exists():
        model, unused = weights(kind, folder)
        assert not unused, f"not all weights fit: {unused}"
        names = [model.config.id2label[i] for i in range(len(classes))]
        assert names == classes, f"classes {names}, the run has {classes}"
        return model.eval(), "model"
    from peft import PeftModel

    base = json.loads((folder / "adapter_config.json").read_text("utf-8"))["base_model_name_or_path"]
    # The head comes from the adapter, whatever head the base has.
    model = kind.from_pretrained(base, num_labels=len(classes), ignore_mismatched_sizes=True)
    return PeftModel.from_pretrained(model, folder).eval(), f"adapter on {base}"


def probabilities(model, encoding, token):
    with torch.no_grad():
        values = model(**encoding).logits[0].softmax(-1)
    if not token:
        return values
    words = encoding.word_ids(0)
    return values[[i for i, w in enumerate(words) if w is not None and w not in words[:i]]]


def main(run):
    spec = json.loads((run / "spec.json").read_text("utf-8"))
    predictions, texts = lines(run / "predictions.jsonl"), lines(run / "data" / "explained.jsonl")
    token = spec["task"] == "token-classification"
    kind = AutoModelForTokenClassification if token else AutoModelForSequenceClassification
    members = sorted((run / "model").glob("member-*")) or [run / "model"]
    models = [load(kind, folder, predictions[0]["classes"]) for folder in members]
    tokenizer = AutoTokenizer.from_pretrained(members[0])
    worst, compared, left_out, same = 0.0, 0, 0, True
    for row, text in zip(predictions, texts, strict=True):
        x = text["x"].split(" ") if token else text["x"]
        if token and len(x) != len(row["label"]):  # a blank within a word
            left_out += 1
            continue
        encoding = tokenizer(
            x, is_split_into_words=token, truncation=True, max_length=spec["train"]["maxLength"], return_tensors="pt"
        )
        theirs = sum(probabilities(model, encoding, token) for model, _ in models) / len(models)
        ours = torch.tensor(row["tuned"]).reshape(-1 if token else theirs.shape[0], *theirs.shape[1:])
        assert ours.shape == theirs.shape, f"row {row['row']}: {tuple(ours.shape)} and {tuple(theirs.shape)} probabilities"
        if ours.numel():
            worst = max(worst, (ours - theirs).abs().max().item())
            same = same and bool((ours.argmax(-1) == theirs.argmax(-1)).all())
            compared += 1
    print(
        f"{len(models)} x {type(models[0][0]).__name__} ({models[0][1]}): {compared} rows compared, {left_out} left out, "
        f"probabilities differ by {worst:.1e}, classes equal: {same}"
    )
    return 0 if compared and worst < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
