"""Numbers of adversarial training on word embeddings, computed with Transformers and plain autograd.

    python make_adversarial.py GOLDEN_MODEL OUT.json

For golden/sequence-f32 without dropout: r = 0, then so many steps r <- project(r + size g / |g|)
for each row, with g the gradient of the mean cross entropy for the word embeddings; projection into
the ball of radius epsilon in the 2-norm over all positions of a row. The file has the loss at r, norms
of the rows of r, and of L(x) + L(x + r) the global gradient norm and some gradients.
"""
import json
import pathlib
import sys

import torch
import transformers
from transformers import AutoModelForSequenceClassification

CASES = {"fgm": (0.7, 1, 0.7), "pgd": (0.5, 3, 0.3)}
NAMES = ["bert.embeddings.word_embeddings.weight", "bert.encoder.layer.0.attention.self.query.weight",
         "classifier.weight"]


def main(folder, out):
    golden = json.loads((folder / "golden.json").read_text())
    rows, labels = golden["rows"], torch.tensor(golden["labels"])
    longest = max(map(len, rows))
    ids = torch.tensor([r + [0] * (longest - len(r)) for r in rows])
    mask = torch.tensor([[1] * len(r) + [0] * (longest - len(r)) for r in rows])
    result = dict(source=f"transformers {transformers.__version__}, torch {torch.__version__}, "
                         "make_adversarial.py")
    for name, (epsilon, steps, size) in CASES.items():
        model = AutoModelForSequenceClassification.from_pretrained(
            folder, attn_implementation="eager").eval()
        table = model.bert.embeddings.word_embeddings

        def loss(r):
            word = table(ids) + r
            logits = model(inputs_embeds=word, attention_mask=mask).logits
            return torch.nn.functional.cross_entropy(logits, labels)

        r = torch.zeros(*ids.shape, table.weight.shape[1])
        for _ in range(steps):
            at = r.clone().requires_grad_(True)
            g, = torch.autograd.grad(loss(at), at)
            norm = g.flatten(1).norm(dim=1).view(-1, 1, 1)
            r = r + size * g / norm
            length = r.flatten(1).norm(dim=1).view(-1, 1, 1)
            r = r * torch.clamp(epsilon / length, max=1)
        perturbed = loss(r)
        (loss(torch.zeros_like(r)) + perturbed).backward()
        parameters = dict(model.named_parameters())
        parameters[NAMES[0]].grad[0] = 0  # the padding row gets none
        norm = torch.stack([p.grad.norm() for p in parameters.values()]).norm()
        result[name] = dict(
            epsilon=epsilon, steps=steps, stepSize=size, loss=perturbed.item(),
            radius=r.flatten(1).norm(dim=1).tolist(), norm=norm.item(),
            gradients={n: parameters[n].grad.flatten().tolist() for n in NAMES})
    out.write_text(json.dumps(result))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
