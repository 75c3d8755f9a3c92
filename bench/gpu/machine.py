"""Tells what a machine has for the stages, and whether it is enough: exit code 3 with one sentence if not.

Arguments: cpu|cuda[:N] FILE. Prints "machine python torch=... cuda=... card=... transformers=... triton=...", each
"none" where it is missing, and writes the same to FILE.
"""
import importlib
import json
import pathlib
import sys

device, file = sys.argv[1], pathlib.Path(sys.argv[2])
try:
    import torch
except Exception as broken:
    print(f"torch of {sys.executable} does not load: {broken}; set PYTHON to one whose torch does", flush=True)
    sys.exit(3)


def version(name):
    try:
        return importlib.import_module(name).__version__
    except Exception:  # a library that does not load is as good as none
        return None


card = torch.cuda.get_device_name(device) if device != "cpu" and torch.cuda.is_available() else None
facts = {"torch": torch.__version__, "cuda": torch.version.cuda, "card": card, "transformers": version("transformers"), "triton": version("triton")}
file.write_text(json.dumps(facts) + "\n", encoding="utf-8")
print("machine python " + " ".join(f"{k}={str(v or 'none').replace(' ', '_')}" for k, v in facts.items()), flush=True)
if facts["transformers"] is None:
    print("no transformers in this Python: without it there is nothing to compare steps with, and no random model for domains", flush=True)
if device != "cpu" and card is None:
    reason = "was built without CUDA" if torch.version.cuda is None else "sees no graphics card (nvidia-smi tells whether there is one and its driver)"
    print(f"DEVICE asks for a card, and torch {torch.__version__} {reason}: DEVICE=cpu makes a dry run", flush=True)
    sys.exit(3)
