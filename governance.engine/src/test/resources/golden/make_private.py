"""Makes golden.json of private-steps: differentially private steps, computed row by row.

Run: python make_private.py FOLDER, the folder of this file, where sequence-f32 is. One backward pass
for each row in double precision by torch and Transformers, then as Abadi et al. 2016 (algorithm 1),
or with the factor of Bu et al. 2023 (automatic clipping, gamma 0.01): the gradient of a row over
all parameters together is bounded, the sum of all rows is divided by the batch size that is
expected under Poisson sampling (not by the number of rows that were drawn), and torch's AdamW makes
its step. Without noise, so that every number can be compared.
"""
import json
import pathlib
import sys

import torch
import transformers
from transformers import BertForSequenceClassification

EXPECTED = 6  # rows that are expected in a batch; 4 and 1 are drawn
DRAWS = [[0, 1, 2, 3], [2], [0, 1, 2, 3], [3, 1]]


def row_gradients(model, rows, labels):
    losses, gradients = [], []
    for row, label in zip(rows, labels):
        model.zero_grad()
        loss = model(input_ids=torch.tensor([row]), labels=torch.tensor([label])).loss
        loss.backward()
        losses.append(loss.item())
        gradients.append([p.grad.clone() for p in model.parameters()])
    return losses, gradients


def norm(gradient):
    return torch.sqrt(sum((g ** 2).sum() for g in gradient)).item()


def steps(folder, rows, labels, bound, normalised):
    model = BertForSequenceClassification.from_pretrained(
        folder / "sequence-f32", attn_implementation="eager").double().eval()
    plain = [p for n, p in model.named_parameters() if n.endswith("bias") or "LayerNorm" in n]
    decaying = [p for n, p in model.named_parameters() if not (n.endswith("bias") or "LayerNorm" in n)]
    optimizer = torch.optim.AdamW(
        [{"params": decaying, "weight_decay": 0.1}, {"params": plain, "weight_decay": 0.0}], lr=1e-3)
    done = []
    for draw in DRAWS:
        losses, gradients = row_gradients(model, [rows[i] for i in draw], [labels[i] for i in draw])
        norms = [norm(g) for g in gradients]
        factors = [bound / (n + 0.01) if normalised else min(1.0, bound / n) for n in norms]
        total = [sum(f * g[k] for f, g in zip(factors, gradients)) / EXPECTED
                 for k in range(len(gradients[0]))]
        for p, g in zip(model.parameters(), total):
            p.grad = g
        optimizer.step()
        done.append(dict(rows=draw, losses=losses, norms=norms, norm=norm(total)))
    with torch.no_grad():
        after = [model(input_ids=torch.tensor([r])).logits[0].tolist() for r in rows]
    return dict(bound=bound, normalised=normalised, steps=done, logits=after)


def main(folder):
    known = json.loads((folder / "sequence-f32" / "golden.json").read_text())
    rows, labels = known["rows"], known["labels"]
    model = BertForSequenceClassification.from_pretrained(
        folder / "sequence-f32", attn_implementation="eager").double().eval()
    norms = sorted(norm(g) for g in row_gradients(model, rows, labels)[1])
    bound = round((norms[1] + norms[2]) / 2, 3)  # half of the first rows are above
    golden = dict(
        source=f"transformers {transformers.__version__}, torch {torch.__version__}, make_private.py",
        expected=EXPECTED,
        cases=[steps(folder, rows, labels, bound, False), steps(folder, rows, labels, 0.5, True)])
    target = folder / "private-steps"
    target.mkdir(exist_ok=True)
    (target / "golden.json").write_text(json.dumps(golden, indent=1))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
