"""Scores of hidden places of masked-f32, and of an encoder tuned from it under its head.

python make_cloze.py    (torch 2.13, transformers 5.18)
"""

import json
import pathlib

import torch
from transformers import BertForMaskedLM, BertModel, __version__

MASK = 4
here = pathlib.Path(__file__).parent
base = BertForMaskedLM.from_pretrained(here / "masked-f32").eval()
tuned = BertForMaskedLM.from_pretrained(here / "masked-f32").eval()
torch.manual_seed(12)
with torch.no_grad():
    for p in tuned.bert.parameters():
        p.add_(torch.randn_like(p) * 0.1)
(here / "cloze-tuned").mkdir(exist_ok=True)
encoder = BertModel(tuned.config, add_pooling_layer=False)
encoder.load_state_dict(tuned.bert.state_dict())
encoder.save_pretrained(here / "cloze-tuned")
texts = [[2, 7, 9, 14, 17, 23, 3], [2, 11, 9, 6, 3], [2, 20, 3], [2, 7, 9, 14, 17, 23, 3]]
places = [[3], [1, 3], [1], [1, 2, 5]]


def scores(model):
    all_ = []
    for ids, at in zip(texts, places):
        hidden = torch.tensor([[MASK if i in at else v for i, v in enumerate(ids)]])
        with torch.no_grad():
            log = torch.log_softmax(model(input_ids=hidden).logits[0].double(), -1)
        all_.append([round(log[i, ids[i]].item(), 7) for i in at])
    return all_


numbers = {"source": f"make_cloze.py, transformers {__version__}, torch {torch.__version__}", "mask": MASK,
           "rows": texts, "places": places, "base": scores(base), "tuned": scores(tuned)}
(here / "cloze-tuned" / "golden.json").write_text(json.dumps(numbers) + "\n")
print(numbers)
