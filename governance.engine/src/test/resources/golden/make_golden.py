"""Makes the golden models and numbers of this folder with Hugging Face Transformers.

Run: python make_golden.py FOLDER. The numbers here came from transformers 5.18.0 with torch 2.13.0
(CPU, float32, eager attention). Weights are random and wide, so that mistakes show in the logits.
"""
import json
import pathlib
import sys

import torch
import transformers
from safetensors.torch import save_file
from transformers import BertConfig, BertForSequenceClassification, BertForTokenClassification

ROWS = [[2, 17, 5, 41, 9, 3], [2, 33, 3], [2, 8, 58, 21, 7, 44, 12, 30, 3], [2, 19, 26, 3]]
CASES = {
    "sequence-f32": (BertForSequenceClassification, torch.float32, dict(
        hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
        hidden_act="gelu", num_labels=3)),
    "token-f16": (BertForTokenClassification, torch.float16, dict(
        hidden_size=24, num_hidden_layers=2, num_attention_heads=4, intermediate_size=40,
        hidden_act="gelu_new", num_labels=5)),
    "sequence-bf16": (BertForSequenceClassification, torch.bfloat16, dict(
        hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=48,
        hidden_act="relu", num_labels=2)),
}


def padded():
    longest = max(map(len, ROWS))
    ids = torch.tensor([r + [0] * (longest - len(r)) for r in ROWS])
    mask = torch.tensor([[1] * len(r) + [0] * (longest - len(r)) for r in ROWS])
    return ids, mask


def widen(model):
    generator = torch.Generator().manual_seed(11)
    with torch.no_grad():
        for name, p in model.named_parameters():
            p.normal_(0, 0.3, generator=generator)
            if "LayerNorm.weight" in name:
                p.add_(1)


def train(model, labels):
    """Eight AdamW steps at 1e-3, no decay of biases and norms, gradient clipped to norm 1."""
    ids, mask = padded()
    plain = [p for n, p in model.named_parameters() if n.endswith("bias") or "LayerNorm" in n]
    decaying = [p for n, p in model.named_parameters() if not (n.endswith("bias") or "LayerNorm" in n)]
    optimizer = torch.optim.AdamW(
        [{"params": decaying, "weight_decay": 0.1}, {"params": plain, "weight_decay": 0.0}], lr=1e-3)
    losses, norms, gradients = [], [], {}
    for step in range(8):
        loss = model(input_ids=ids, attention_mask=mask, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        if step == 0:
            gradients = {n: p.grad.flatten()[:3].tolist() + [p.grad.norm().item()]
                         for n, p in model.named_parameters()}
        norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0).item())
        optimizer.step()
        losses.append(loss.item())
    return dict(losses=losses, norms=norms, gradients=gradients)


def main(folder):
    for name, (kind, dtype, shape) in CASES.items():
        config = BertConfig(vocab_size=60, max_position_embeddings=12, hidden_dropout_prob=0.0,
                            attention_probs_dropout_prob=0.0, attn_implementation="eager", **shape)
        torch.manual_seed(5)
        model = kind(config)
        widen(model)
        model = model.to(dtype)
        target = folder / name
        target.mkdir(exist_ok=True)
        config.architectures = [kind.__name__]
        (target / "config.json").write_text(config.to_json_string())
        save_file({n: p.contiguous() for n, p in model.state_dict().items()},
                  str(target / "model.safetensors"), metadata={"format": "pt"})
        model = model.float().eval()
        ids, mask = padded()
        with torch.no_grad():
            logits = model(input_ids=ids, attention_mask=mask).logits
        golden = dict(
            source=f"transformers {transformers.__version__}, torch {torch.__version__}, make_golden.py",
            rows=ROWS, logits=logits.tolist())
        if name == "sequence-f32":
            golden["labels"] = [0, 2, 1, 2]
            golden["training"] = train(model, torch.tensor(golden["labels"]))
        (target / "golden.json").write_text(json.dumps(golden))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
