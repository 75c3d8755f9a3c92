"""A differentially private training step of Hugging Face Transformers on torch, timed on request.

Arguments: layers hidden heads threads [cpu|cuda[:N]]. "private" does a step of 16 x 128 (dropout 0.1, fused AdamW)
with the gradient of each row by torch.func (grad under vmap), clipped to 0.1, summed, with noise
N(0, 0.1^2) from torch's own generator; "plain" an ordinary step. Both answer with wall and CPU
milliseconds; "peak" with the most memory held so far, in MiB.
"""
import os
import resource
import sys
import time

layers, hidden, heads, threads = map(int, sys.argv[1:5])
device = sys.argv[5] if len(sys.argv) > 5 else "cpu"
os.environ["OMP_NUM_THREADS"] = str(threads)
try:
    import torch
    from torch.func import functional_call, grad, vmap
    from transformers import BertConfig, BertForSequenceClassification
except ImportError as missing:
    print("missing", missing.name, flush=True)
    sys.exit(0)

torch.set_num_threads(threads)
torch.manual_seed(1)
config = BertConfig(
    vocab_size=30522, hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=heads,
    intermediate_size=4 * hidden, attn_implementation="eager")
model = BertForSequenceClassification(config).train().to(device)
optimizer = torch.optim.AdamW(model.parameters(), lr=2e-5, weight_decay=0.01, fused=True)
ids = torch.randint(1000, 30000, (16, 128), device=device)
labels = torch.arange(16, device=device) % 2


def row_loss(parameters, row, label):
    # without a mask: Transformers looks at its values, which vmap does not allow; no row is padded
    inputs = {"input_ids": row[None], "labels": label[None]}
    return functional_call(model, parameters, kwargs=inputs).loss


each = vmap(grad(row_loss), in_dims=(None, 0, 0), randomness="different")


def private():
    parameters = {name: p.detach() for name, p in model.named_parameters()}
    rows = each(parameters, ids, labels)
    squares = sum(g.flatten(1).square().sum(1) for g in rows.values())
    factors = (0.1 / squares.sqrt()).clamp(max=1)
    for name, p in model.named_parameters():
        total = torch.einsum("b,b...->...", factors, rows[name])
        p.grad = (total + torch.randn_like(total) * 0.1) / 16


def plain():
    model(input_ids=ids, labels=labels).loss.backward()


def wait():
    if device != "cpu":
        torch.cuda.synchronize()


print("ready", torch.__version__, flush=True)
for line in sys.stdin:
    word = line.strip()
    if word == "peak":
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
        continue
    if word not in ("private", "plain"):
        break
    wait()
    wall, cpu = time.perf_counter(), time.process_time()
    private() if word == "private" else plain()
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    wait()
    print((time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3, flush=True)
