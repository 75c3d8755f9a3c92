"""Tokenises texts as Hugging Face does, timed on request.

Arguments: transformers|tokenizers FOLDER FILE: what is timed (the fast tokenizer of Transformers,
which answers with lists of ids, or the library underneath, which answers with its own objects), a
folder with tokenizer.json, and texts, one a line. For each line "go" on standard input all texts
are encoded to at most 128 tokens; the answer is wall and CPU milliseconds and the number of tokens.
"""
import pathlib
import sys
import time

kind, folder, file = sys.argv[1:4]
rules = str(pathlib.Path(folder) / "tokenizer.json")
texts = pathlib.Path(file).read_text(encoding="utf-8").splitlines()
try:
    if kind == "transformers":
        from transformers import PreTrainedTokenizerFast

        fast = PreTrainedTokenizerFast(tokenizer_file=rules)

        def encode():
            return fast(texts, truncation=True, max_length=128)["input_ids"]
    else:
        from tokenizers import Tokenizer

        library = Tokenizer.from_file(rules)
        library.enable_truncation(128)

        def encode():
            return library.encode_batch(texts)
except ImportError as missing:
    print("missing", missing.name, flush=True)
    sys.exit(0)

print("ready", flush=True)
for line in sys.stdin:
    if line.strip() != "go":
        break
    wall, cpu = time.perf_counter(), time.process_time()
    encoded = encode()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(wall * 1e3, cpu * 1e3, sum(map(len, encoded)), flush=True)
