"""Adapters for the small models of make_architectures.py, with the numbers that PEFT computes.

    python make_adapters.py ARCHITECTURES FOLDER

writes FOLDER/NAME/{adapter_config.json,adapter_model.safetensors,golden.json} as save_pretrained of
PEFT does. Weights are wide and rounded to bfloat16 values, so that no part is nearly linear. Besides
logits of the rows of the base's golden.json the file has the loss (mean cross entropy of the labels)
and the gradients of A and B in the layers named, without dropout, and logits of the merged model.
"""
import json
import pathlib
import sys

import peft
import torch
import transformers
from peft import LoraConfig, get_peft_model
from transformers import (AutoModelForSequenceClassification,
                          AutoModelForTokenClassification)

CASES = {
    "bert-token": (3, 6, ["query", "value"], ["classifier"]),
    "roberta-sequence": (4, 8, ["query", "key", "value", "attention.output.dense"], ["classifier"]),
    "distilbert-sequence": (2, 5, ["q_lin", "v_lin", "lin2"], ["pre_classifier", "classifier"]),
    "electra-sequence": (4, 4, ["key", "intermediate.dense"], ["classifier"]),
    "albert-sequence": (2, 3, ["query", "ffn", "ffn_output"], ["pooler", "classifier"]),
}


def main(bases, folder):
    for name, (rank, alpha, targets, head) in CASES.items():
        base = bases / name
        golden = json.loads((base / "golden.json").read_text())
        token = name.endswith("token")
        kind = AutoModelForTokenClassification if token else AutoModelForSequenceClassification
        model = kind.from_pretrained(base, dtype=torch.float32, attn_implementation="eager")
        config = LoraConfig(
            task_type="TOKEN_CLS" if token else "SEQ_CLS", r=rank, lora_alpha=alpha,
            lora_dropout=0.1, target_modules=targets, modules_to_save=head)
        model = get_peft_model(model, config).eval()
        generator = torch.Generator().manual_seed(17)
        with torch.no_grad():
            for _, p in sorted(model.named_parameters()):
                if p.requires_grad:
                    p.normal_(0, 0.3, generator=generator)
                    p.copy_(p.bfloat16().float())
        target = folder / name
        model.peft_config["default"].base_model_name_or_path = name
        model.save_pretrained(target)
        (target / "README.md").unlink(missing_ok=True)
        pad = model.config.pad_token_id
        rows = golden["rows"]
        longest = max(map(len, rows))
        ids = torch.tensor([r + [pad] * (longest - len(r)) for r in rows])
        mask = torch.tensor([[1] * len(r) + [0] * (longest - len(r)) for r in rows])
        logits = model(input_ids=ids, attention_mask=mask).logits
        classes = logits.shape[-1]
        labels = [[i % classes for i in r] if token else len(r) % classes for r in rows]
        flat = torch.cat([torch.tensor(x).view(-1) for x in labels])
        chosen = logits[mask.bool()] if token else logits
        loss = torch.nn.functional.cross_entropy(chosen, flat)
        loss.backward()
        gradients = {
            n.removeprefix("base_model.model.").replace(".default", ""): p.grad.flatten().tolist()
            for n, p in model.named_parameters() if "lora_" in n}
        assert all(p.grad is None for p in model.parameters() if not p.requires_grad)
        merged = model.merge_and_unload()
        with torch.no_grad():
            whole = merged(input_ids=ids, attention_mask=mask).logits
        (target / "golden.json").write_text(json.dumps(dict(
            source=f"peft {peft.__version__}, transformers {transformers.__version__}, "
                   f"torch {torch.__version__}, make_adapters.py",
            rows=rows, labels=labels, logits=logits.tolist(), merged=whole.tolist(),
            loss=loss.item(), gradients=gradients)))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
