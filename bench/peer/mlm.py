"""One pre-training step of Hugging Face Transformers on torch CPU, timed on request.

Arguments: layers hidden heads threads precision (f32, or bf16 for autocast). For each line "go" on standard input it does one step
of 32 x 64 with 15 % of the places hidden (BertForMaskedLM, SDPA, fused AdamW, no dropout) and answers with wall and CPU milliseconds
and the loss. The batch is made and hidden beforehand.
"""
import os
import sys
import time

layers, hidden, heads, threads = map(int, sys.argv[1:5])
half = sys.argv[5] == "bf16"
os.environ["OMP_NUM_THREADS"] = str(threads)
try:
    import torch
    from transformers import BertConfig, BertForMaskedLM
except ImportError as missing:
    print("missing", missing.name, flush=True)
    sys.exit(0)

torch.set_num_threads(threads)
torch.manual_seed(1)
config = BertConfig(
    vocab_size=8192, hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=heads, intermediate_size=4 * hidden,
    hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, attn_implementation="sdpa")
model = BertForMaskedLM(config).train()
optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, betas=(0.9, 0.98), eps=1e-6, weight_decay=0.01, fused=True)
ids = torch.randint(1000, 8000, (32, 64))
labels = torch.full_like(ids, -100)
for row in range(32):
    places = 1 + torch.randperm(62)[:9]
    labels[row, places] = ids[row, places]
ids[labels >= 0] = 4

print("ready", torch.__version__, flush=True)
for line in sys.stdin:
    if line.strip() != "go":
        break
    wall, cpu = time.perf_counter(), time.process_time()
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        loss = model(input_ids=ids, labels=labels).loss
    loss.backward()
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    value = loss.item()
    print((time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3, value, flush=True)
