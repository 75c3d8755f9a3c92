"""Makes a model folder with random weights of a BERT encoder and a vocabulary of 30,522 pieces.

Arguments: FOLDER LAYERS HIDDEN HEADS VOCABULARY, where VOCABULARY is a vocab.txt that is filled up with pieces that
no text has: the sizes are those of the published models, which is what speed depends on.
"""
import pathlib
import sys

import torch
from transformers import BertConfig, BertForMaskedLM
from transformers.utils import logging

PIECES = 30522
folder, vocabulary = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[5])
layers, hidden, heads = map(int, sys.argv[2:5])
pieces = vocabulary.read_text(encoding="utf-8").splitlines()
pieces += [f"[unused{i}]" for i in range(PIECES - len(pieces))]

logging.disable_progress_bar()
torch.manual_seed(1)
config = BertConfig(
    vocab_size=PIECES, hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=heads, intermediate_size=4 * hidden)
model = BertForMaskedLM(config)
model.save_pretrained(folder)
(folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
print(f"model {folder.name} parameters={sum(p.numel() for p in model.parameters())} pieces={len(pieces)}")
