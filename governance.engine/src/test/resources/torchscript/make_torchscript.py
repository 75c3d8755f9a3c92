"""A small TorchScript encoder, with the hidden states and logits that torch computes.

    python make_torchscript.py FOLDER

writes FOLDER/{config.json,encoder.pt,model.safetensors,vocab.txt,golden.json}: an encoder of one attention layer
that keeps to the contract (input_ids, attention_mask [B, T] -> last hidden state [B, T, H]) and a head for
three classes. The module is saved in evaluation mode; its dropout would change the numbers otherwise.
"""
import json
import pathlib
import sys

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

ROWS = [[2, 17, 5, 31, 9, 3], [2, 33, 3], [2, 8, 38, 21, 7, 34, 12, 30, 3]]


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.word = nn.Embedding(40, 12)
        self.position = nn.Embedding(16, 12)
        self.qkv = nn.Linear(12, 36)
        self.norm = nn.LayerNorm(12)
        self.drop = nn.Dropout(0.5)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        x = self.word(input_ids) + self.position(torch.arange(input_ids.size(1)))
        q, k, v = self.qkv(x).split(12, -1)
        scores = q @ k.transpose(1, 2) / 12 ** 0.5
        scores = scores.masked_fill(attention_mask[:, None, :] == 0, -1e9)
        return self.norm(x + self.drop(scores.softmax(-1) @ v))


def main(folder):
    torch.manual_seed(4)
    encoder = Encoder().eval()
    head = {"classifier.dense.weight": torch.randn(12, 12) * 0.4, "classifier.dense.bias": torch.randn(12) * 0.4,
            "classifier.out_proj.weight": torch.randn(3, 12) * 0.4, "classifier.out_proj.bias": torch.randn(3) * 0.4}
    torch.jit.script(encoder).save(str(folder / "encoder.pt"))
    save_file(head, str(folder / "model.safetensors"), metadata={"format": "pt"})
    config = dict(model_type="torchscript", vocab_size=40, hidden_size=12, max_position_embeddings=16, pad_token_id=0,
                  id2label={"0": "no", "1": "maybe", "2": "yes"})
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + [f"w{i}" for i in range(5, 40)]
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n")
    longest = max(map(len, ROWS))
    ids = torch.tensor([r + [0] * (longest - len(r)) for r in ROWS])
    mask = torch.tensor([[1] * len(r) + [0] * (longest - len(r)) for r in ROWS])
    with torch.no_grad():
        hidden = encoder(ids, mask)
        u = torch.tanh(nn.functional.linear(hidden[:, 0], head["classifier.dense.weight"], head["classifier.dense.bias"]))
        logits = nn.functional.linear(u, head["classifier.out_proj.weight"], head["classifier.out_proj.bias"])
    golden = dict(source=f"torch {torch.__version__}, make_torchscript.py", rows=ROWS, hidden=hidden[:, 0].tolist(),
                  logits=logits.tolist())
    (folder / "golden.json").write_text(json.dumps(golden))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
