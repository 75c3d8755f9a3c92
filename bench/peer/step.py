"""One training step of Hugging Face Transformers on torch, timed on request.

Arguments: layers hidden heads threads [--device cpu|cuda[:N]] [--precision f32|tf32|bf16] [--rows N] [--compile].
For each line "go" on standard input it does one step of ROWS x 128 (dropout 0.1, SDPA, fused AdamW; bf16 by
autocast) and answers with wall and CPU milliseconds and the loss; for "go LENGTH..." it does one on rows of those
lengths, padded to the longest with a mask; for "steps N" it does N steps, reads no loss back in between, waits
for the device and answers with the time of all of them; for "peak" it answers with the most memory it held so
far, in MiB: of the process, or of the device.
"""
import argparse
import os
import resource
import sys
import time

arguments = argparse.ArgumentParser()
for name in ("layers", "hidden", "heads", "threads"):
    arguments.add_argument(name, type=int)
arguments.add_argument("--device", default="cpu")
arguments.add_argument("--precision", choices=("f32", "tf32", "bf16"), default="f32")
arguments.add_argument("--rows", type=int, default=16)
arguments.add_argument("--compile", action="store_true")
given = arguments.parse_args()
os.environ["OMP_NUM_THREADS"] = str(given.threads)
try:
    import torch
    from transformers import BertConfig, BertForSequenceClassification
except ImportError as missing:
    print("missing", missing.name, flush=True)
    sys.exit(0)

kind = given.device.split(":")[0]
on_device = kind != "cpu"
torch.set_num_threads(given.threads)
torch.set_float32_matmul_precision("high" if given.precision == "tf32" else "highest")
torch.manual_seed(1)
config = BertConfig(
    vocab_size=30522, hidden_size=given.hidden, num_hidden_layers=given.layers, num_attention_heads=given.heads,
    intermediate_size=4 * given.hidden, attn_implementation="sdpa")
model = BertForSequenceClassification(config).train().to(given.device)
optimizer = torch.optim.AdamW(model.parameters(), lr=2e-5, weight_decay=0.01, fused=True)
forward = torch.compile(model) if given.compile else model
whole = torch.randint(1000, 30000, (given.rows, 128), device=given.device)
labels = torch.arange(given.rows, device=given.device) % 2


def batch(lengths):
    """Input of a step; only padded rows get a mask, which is the faster way for the peer."""
    if not lengths:
        return {"input_ids": whole, "labels": labels}
    longest = max(lengths)
    mask = (torch.arange(longest) < torch.tensor(lengths)[:, None]).long()
    ids = torch.randint(1000, 30000, (len(lengths), longest)) * mask
    inputs = {"input_ids": ids, "attention_mask": mask, "labels": torch.arange(len(lengths)) % 2}
    return {name: tensor.to(given.device) for name, tensor in inputs.items()}


def step(inputs):
    with torch.autocast(kind, dtype=torch.bfloat16, enabled=given.precision == "bf16"):
        loss = forward(**inputs).loss
    loss.backward()
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return loss


def peak():
    if on_device:
        return torch.cuda.max_memory_reserved() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


print("ready", torch.__version__, flush=True)
for line in sys.stdin:
    words = line.split()
    if words == ["peak"]:
        print(peak(), flush=True)
        continue
    if not words or words[0] not in ("go", "steps"):
        break
    several = words[0] == "steps"
    inputs = batch([] if several else [int(word) for word in words[1:]])
    if on_device:
        torch.cuda.synchronize()
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(int(words[1]) if several else 1):
        loss = step(inputs)
    value = loss.item()
    if on_device:
        torch.cuda.synchronize()  # the update is not part of what the loss waits for
    print((time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3, value, flush=True)
