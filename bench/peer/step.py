"""One training step of Hugging Face Transformers on torch CPU, timed on request.

Arguments: layers hidden heads threads. For each line "go" on standard input it does one step of
16 x 128 (dropout 0.1, SDPA, fused AdamW) and answers with wall and CPU milliseconds.
"""
import os
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
ids = torch.randint(1000, 30000, (16, 128))
labels = torch.arange(16) % 2

print("ready", torch.__version__, flush=True)
for line in sys.stdin:
    if line.strip() != "go":
        break
    wall, cpu = time.perf_counter(), time.process_time()
    loss = model(input_ids=ids, labels=labels).loss
    loss.backward()
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    value = loss.item()
    print((time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3, value, flush=True)
