"""Small random models of each architecture with the logits that Transformers computes for them.

    python make_architectures.py FOLDER

writes FOLDER/NAME/{config.json,model.safetensors,golden.json}; made by Transformers, so a case
here is what save_pretrained writes. Weights are wide (deviation 0.3), so that no part is nearly
linear, and rounded to bfloat16 values in files half as large; logits are of the rounded values in
float32. Padded positions follow the attention mask. "dropped" are the logits in training mode with
every probability 1/4 and flags that are a function of the call's number and the element's.
"""
import json
import pathlib
import sys

import torch
import transformers
from safetensors.torch import save_file
from transformers import (AutoConfig, AutoModelForSequenceClassification,
                          AutoModelForTokenClassification)

BERT_KEYS = dict(vocab_size=40, hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
                 intermediate_size=24)
SEQUENCE = AutoModelForSequenceClassification
TOKEN = AutoModelForTokenClassification
CASES = {
    "roberta-sequence": ("roberta", SEQUENCE, dict(
        BERT_KEYS, max_position_embeddings=12, type_vocab_size=1, pad_token_id=1, num_labels=3)),
    "roberta-token": ("roberta", TOKEN, dict(
        BERT_KEYS, hidden_size=12, num_attention_heads=3, max_position_embeddings=14,
        type_vocab_size=1, pad_token_id=1, layer_norm_eps=1e-5, num_labels=4)),
    "xlm-roberta-sequence": ("xlm-roberta", SEQUENCE, dict(
        BERT_KEYS, num_attention_heads=4, max_position_embeddings=13, type_vocab_size=1,
        pad_token_id=2, num_hidden_layers=1, hidden_act="gelu_new", num_labels=2)),
    "xlm-roberta-token": ("xlm-roberta", TOKEN, dict(
        BERT_KEYS, hidden_size=8, max_position_embeddings=12, type_vocab_size=1, pad_token_id=1,
        num_labels=5)),
    "distilbert-sequence": ("distilbert", SEQUENCE, dict(
        vocab_size=40, dim=16, n_layers=2, n_heads=4, hidden_dim=24, max_position_embeddings=10,
        num_labels=3)),
    "distilbert-token": ("distilbert", TOKEN, dict(
        vocab_size=40, dim=12, n_layers=3, n_heads=2, hidden_dim=20, max_position_embeddings=10,
        activation="relu", sinusoidal_pos_embds=True, num_labels=4)),
    "electra-sequence": ("electra", SEQUENCE, dict(
        BERT_KEYS, embedding_size=8, max_position_embeddings=10, num_labels=3)),
    "electra-token": ("electra", TOKEN, dict(
        BERT_KEYS, embedding_size=16, max_position_embeddings=11, num_labels=4)),
    "albert-sequence": ("albert", SEQUENCE, dict(
        BERT_KEYS, embedding_size=8, num_hidden_layers=4, num_hidden_groups=1,
        max_position_embeddings=10, num_labels=3)),
    "albert-token": ("albert", TOKEN, dict(
        BERT_KEYS, embedding_size=16, num_hidden_layers=5, num_hidden_groups=2, inner_group_num=2,
        max_position_embeddings=10, hidden_act="gelu", num_labels=4)),
    "bert-token": ("bert", TOKEN, dict(
        BERT_KEYS, hidden_size=12, num_attention_heads=3, num_hidden_layers=3,
        max_position_embeddings=10, type_vocab_size=3, num_labels=4)),
}
LENGTHS = [6, 3, 9, 1]


def rows(pad):
    """Rows without the padding id, which only fills up."""
    generator = torch.Generator().manual_seed(3)
    return [[i if i != pad else 39 for i in torch.randint(0, 39, (n,), generator=generator).tolist()]
            for n in LENGTHS]


def widen(model):
    generator = torch.Generator().manual_seed(11)
    with torch.no_grad():
        for name, p in sorted(model.named_parameters()):
            p.normal_(0, 0.3, generator=generator)
            if "norm.weight" in name.lower():
                p.add_(1)
            p.copy_(p.bfloat16().float())


def dropped(model, ids, mask):
    """Logits with flags 0 where (2654435761 i + 40503 call) >> 7 is a multiple of 4."""
    calls = 0
    real = torch.nn.functional.dropout

    def flags(x, *args, **kwargs):
        nonlocal calls
        i = torch.arange(x.numel(), dtype=torch.int64)
        keep = ((i * 2654435761 + calls * 40503) >> 7) % 4 != 0
        calls += 1
        return x * keep.view(x.shape).float() * (4 / 3)

    torch.nn.functional.dropout = flags
    try:
        with torch.no_grad():
            return model.train()(input_ids=ids, attention_mask=mask).logits
    finally:
        torch.nn.functional.dropout = real
        model.eval()


def main(folder):
    for name, (kind, head, shape) in CASES.items():
        config = AutoConfig.for_model(kind, attn_implementation="eager", **shape)
        torch.manual_seed(5)
        model = head.from_config(config).eval()
        widen(model)
        target = folder / name
        target.mkdir(parents=True, exist_ok=True)
        config.architectures = [type(model).__name__]
        (target / "config.json").write_text(config.to_json_string())
        save_file({n: p.to(torch.bfloat16).contiguous() for n, p in model.state_dict().items()},
                  str(target / "model.safetensors"), metadata={"format": "pt"})
        pad = config.pad_token_id
        all_rows = rows(pad)
        longest = max(map(len, all_rows))
        ids = torch.tensor([r + [pad] * (longest - len(r)) for r in all_rows])
        mask = torch.tensor([[1] * len(r) + [0] * (longest - len(r)) for r in all_rows])
        with torch.no_grad():
            logits = model(input_ids=ids, attention_mask=mask).logits
        golden = dict(
            source=f"transformers {transformers.__version__}, torch {torch.__version__}, "
                   "make_architectures.py",
            rows=all_rows, logits=logits.tolist(), dropped=dropped(model, ids, mask).tolist())
        (target / "golden.json").write_text(json.dumps(golden))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
