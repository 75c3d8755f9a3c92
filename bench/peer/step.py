"""One training step of Hugging Face Transformers on torch CPU, timed on request.

Arguments: layers hidden heads threads. For each line "go" on standard input it does one step of
16 x 128 (dropout 0.1, SDPA, fused AdamW) and answers with wall and CPU milliseconds and the loss;
for "go LENGTH..." it does one on rows of those lengths, padded to the longest with a mask; for "peak" it
answers with the most memory it held so far, in MiB.
"""
import os
import resource
import sys
import time

layers, hidden, heads, threads = map(int, sys.argv[1:5])
os.environ["OMP_NUM_THREADS"] = str(threads)
try:
    import torch
    from transformers import BertConfig, BertForSequenceClassification
except ImportError as missing:
    print("missing", missing.name, flush=True)
    sys.exit(0)

torch.set_num_threads(threads)
torch.manual_seed(1)
config = BertConfig(
    vocab_size=30522, hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=heads,
    intermediate_size=4 * hidden, attn_implementation="sdpa")
model = BertForSequenceClassification(config).train()
optimizer = torch.optim.AdamW(model.parameters(), lr=2e-5, weight_decay=0.01, fused=True)
whole = torch.randint(1000, 30000, (16, 128))


def batch(lengths):
    """Input of a step; only padded rows get a mask, which is the faster way for the peer."""
    if not lengths:
        return {"input_ids": whole, "labels": torch.arange(16) % 2}
    longest = max(lengths)
    mask = (torch.arange(longest) < torch.tensor(lengths)[:, None]).long()
    ids = torch.randint(1000, 30000, (len(lengths), longest)) * mask
    return {"input_ids": ids, "attention_mask": mask, "labels": torch.arange(len(lengths)) % 2}


print("ready", torch.__version__, flush=True)
for line in sys.stdin:
    words = line.split()
    if words == ["peak"]:
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
        continue
    if not words or words[0] != "go":
        break
    inputs = batch([int(word) for word in words[1:]])
    wall, cpu = time.perf_counter(), time.process_time()
    loss = model(**inputs).loss
    loss.backward()
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    value = loss.item()
    print((time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3, value, flush=True)
