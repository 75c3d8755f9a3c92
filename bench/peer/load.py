"""Loading of a folder with Hugging Face Transformers, timed on request.

Arguments: FOLDER threads. For each line "go" on standard input it loads the model with
from_pretrained and answers with wall and CPU milliseconds.
"""
import os
import sys
import time

folder, threads = sys.argv[1], int(sys.argv[2])
os.environ["OMP_NUM_THREADS"] = str(threads)
os.environ["HF_HUB_OFFLINE"] = "1"
try:
    import torch
    from transformers import AutoModelForSequenceClassification
    from transformers.utils import logging
except ImportError as missing:
    print("missing", missing.name, flush=True)
    sys.exit(0)

torch.set_num_threads(threads)
logging.disable_progress_bar()
print("ready", torch.__version__, flush=True)
for line in sys.stdin:
    if line.strip() != "go":
        break
    wall, cpu = time.perf_counter(), time.process_time()
    model = AutoModelForSequenceClassification.from_pretrained(folder)
    # weights may be mapped and read when they are first used: use them
    total = sum(p.sum().item() for p in model.parameters())
    assert total == total
    print((time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3, flush=True)
    del model
