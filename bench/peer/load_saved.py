"""Checks that Transformers loads a folder that the engine wrote and predicts the same.

Arguments: FOLDER sequence|token. FOLDER holds config.json, model.safetensors and expected.json
({"rows": [[ids]], "logits": [...]}: what the engine computed). Exit code 1 if anything differs.
"""
import json
import pathlib
import sys

import torch
from transformers import AutoModelForSequenceClassification, AutoModelForTokenClassification

folder = pathlib.Path(sys.argv[1])
kind = AutoModelForTokenClassification if sys.argv[2] == "token" else AutoModelForSequenceClassification
model, info = kind.from_pretrained(folder, output_loading_info=True)
expected = json.loads((folder / "expected.json").read_text())
rows = expected["rows"]
longest = max(map(len, rows))
pad = model.config.pad_token_id or 0
ids = torch.tensor([r + [pad] * (longest - len(r)) for r in rows])
mask = torch.tensor([[1] * len(r) + [0] * (longest - len(r)) for r in rows])
with torch.no_grad():
    logits = model.eval()(input_ids=ids, attention_mask=mask).logits
ours = torch.tensor(expected["logits"]).view_as(logits)
real = mask.bool() if logits.dim() == 3 else torch.ones(len(rows), dtype=torch.bool)
difference = (logits - ours)[real].abs().max().item()
same = (logits.argmax(-1) == ours.argmax(-1))[real].all().item()
clean = not info["missing_keys"] and not info["unexpected_keys"] and not info["mismatched_keys"]
print(f"{type(model).__name__}: logits differ by {difference:.1e}, classes equal: {same}, "
      f"all weights used: {clean}, labels: {model.config.id2label}")
sys.exit(0 if same and clean and difference < 1e-5 else 1)
