"""Makes masked-f32: a small BertForMaskedLM with its logits, loss and gradients.

python make_masked.py    (torch 2.13, transformers 5.18)
"""

import json
import pathlib

import torch
from transformers import BertConfig, BertForMaskedLM, __version__

torch.manual_seed(11)
config = BertConfig(vocab_size=24, hidden_size=8, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16,
                    max_position_embeddings=12, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, pad_token_id=0)
config.initializer_range = 0.3
model = BertForMaskedLM(config).eval()
with torch.no_grad():
    for name, p in model.named_parameters():
        if p.dim() == 1:
            p.add_(torch.randn_like(p) * 0.2)
folder = pathlib.Path(__file__).parent / "masked-f32"
model.save_pretrained(folder)
rows = [[2, 4, 9, 4, 17, 23, 3], [2, 11, 4, 6, 3]]
places = [[1, 3, 5], [2]]
originals = [[7, 14, 23], [9]]
ids = torch.zeros(2, 7, dtype=torch.long)
mask = torch.zeros(2, 7, dtype=torch.long)
labels = torch.full((2, 7), -100)
for i, row in enumerate(rows):
    ids[i, :len(row)] = torch.tensor(row)
    mask[i, :len(row)] = 1
    for at, original in zip(places[i], originals[i]):
        labels[i, at] = original
out = model(input_ids=ids, attention_mask=mask, labels=labels)
out.loss.backward()
short = lambda t: [float(f"{v:.8g}") for v in t.flatten().tolist()]
numbers = {
    "source": f"make_masked.py, transformers {__version__}, torch {torch.__version__}",
    "rows": rows, "places": places, "originals": originals,
    "logits": [short(out.logits[i, at]) for i in range(2) for at in places[i]],
    "loss": out.loss.item(),
    "gradients": {n: short(p.grad) for n, p in model.named_parameters()},
}
(folder / "golden.json").write_text(json.dumps(numbers) + "\n")
print(sorted(numbers["gradients"]))
