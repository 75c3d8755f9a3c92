"""Norms of the gradients of single rows by Hugging Face Transformers, for the models beside this file.

Writes ../governance/engine/internal/train/peers.json: for each model the Euclidean norm of each row's
gradient over all parameters, in double precision, and that of the sum of the gradients clipped to the
median norm. The label of the first row, or of its first token, is 1 and all others are 0; a row's loss
is the sum over its tokens.
"""
import json
import pathlib

import torch
import transformers

here = pathlib.Path(__file__).parent
cases = []
for folder in sorted(p for p in here.iterdir() if p.is_dir()):
    token = folder.name.endswith("token")
    kind = "TokenClassification" if token else "SequenceClassification"
    model = getattr(transformers, "AutoModelFor" + kind).from_pretrained(folder).double().eval()
    rows = json.loads((folder / "golden.json").read_text())["rows"]
    gradients = []
    for i, row in enumerate(rows):
        ids = torch.tensor([row])
        logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits
        logits = logits.reshape(-1, logits.shape[-1])
        labels = torch.zeros(len(logits), dtype=torch.long)
        labels[0] = 1 if i == 0 else 0
        loss = torch.nn.functional.cross_entropy(logits, labels, reduction="sum")
        used = [p for p in model.parameters()]
        each = torch.autograd.grad(loss, used, allow_unused=True)
        gradients.append(torch.cat([(torch.zeros_like(p) if g is None else g).flatten() for p, g in zip(used, each)]))
    norms = [g.norm().item() for g in gradients]
    ordered = sorted(norms)
    bound = (ordered[(len(rows) - 1) // 2] + ordered[len(rows) // 2]) / 2
    total = sum(g * min(1, bound / n) for g, n in zip(gradients, norms))
    cases.append({"model": folder.name, "norms": norms, "bound": bound, "clipped": total.norm().item()})
out = here.parent / "governance/engine/internal/train/peers.json"
out.parent.mkdir(parents=True, exist_ok=True)
source = f"transformers {transformers.__version__}, torch {torch.__version__}, float64; architectures/row_norms.py"
out.write_text(json.dumps({"source": source, "row-norms": cases}, indent=1) + "\n")
