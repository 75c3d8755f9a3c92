"""Small tokenizers of the kinds that encoders use, with what Transformers' AutoTokenizer gives.

    python make_tokenizers.py FOLDER

writes FOLDER/NAME/{tokenizer.json,tokenizer_config.json,golden.json} for byte-level BPE as in
RoBERTa, Unigram as in XLM-R, Unigram as in ALBERT, and WordPiece as in BERT (cased). They are
trained on the sentences below; "texts" and "words" (already split) are encoded on their own.
"""
import json
import pathlib
import sys

import transformers
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import AutoTokenizer, PreTrainedTokenizerFast

SENTENCES = [
    "The loan was granted because the applicant's income is stable.",
    "The patient has a fever and was given medicine for the disease.",
    "A bank grants loans; a school grants degrees; a city repairs streets.",
    "The applicants' incomes were too low, so the bank refused the loans.",
    "Judges weigh evidence. Teachers grade essays. Nurses treat patients.",
] * 4
TEXTS = [
    "The loan was granted.", "  two  spaces\tand a tab ", "caf\u00e9 na\u00efve \u00dcber", "x\U0001f600y \u4e2d\u6587 loan",
    "", " ", "unhappiness, Berlin!", "<mask> </s> [SEP] [MASK] the", "The patients' loans\nwere granted", "1987 5000.25%",
]
WORDS = [["The", "loan", "was", "granted", "."], ["caf\u00e9", "\u4e2d\u6587", "\U0001f600", "x"], ["unhappiness"],
         ["a", "", "b"]]
ROBERTA = dict(bos_token="<s>", eos_token="</s>", sep_token="</s>", cls_token="<s>",
               unk_token="<unk>", pad_token="<pad>", mask_token="<mask>")
ALBERT = dict(bos_token="[CLS]", eos_token="[SEP]", sep_token="[SEP]", cls_token="[CLS]",
              unk_token="<unk>", pad_token="<pad>", mask_token="[MASK]")
BERT = dict(sep_token="[SEP]", cls_token="[CLS]", unk_token="[UNK]", pad_token="[PAD]",
            mask_token="[MASK]")


def template(t, first, last, pair):
    ids = [(x, t.token_to_id(x)) for x in (first, last)]
    return processors.TemplateProcessing(single=f"{first} $A {last}", pair=pair, special_tokens=ids)


def byte_level():
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    t.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=330, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"],
                                  initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    t.train_from_iterator(SENTENCES, trainer)
    t.post_processor = processors.RobertaProcessing(
        ("</s>", t.token_to_id("</s>")), ("<s>", t.token_to_id("<s>")), trim_offsets=True, add_prefix_space=False)
    return t, ROBERTA


def unigram(special, normalizer, pre):
    t = Tokenizer(models.Unigram())
    t.normalizer = normalizer
    t.pre_tokenizer = pre
    t.decoder = decoders.Metaspace()
    trainer = trainers.UnigramTrainer(vocab_size=90, unk_token="<unk>", special_tokens=special, show_progress=False)
    t.train_from_iterator(SENTENCES, trainer)
    return t


def xlm_roberta():
    pre = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    t = unigram(["<s>", "<pad>", "</s>", "<unk>", "<mask>"], normalizers.NFKC(), pre)
    t.post_processor = template(t, "<s>", "</s>", "<s> $A </s> </s> $B </s>")
    return t, ROBERTA


def albert():
    normalizer = normalizers.Sequence([
        normalizers.Replace("``", '"'), normalizers.Replace("''", '"'), normalizers.NFKD(),
        normalizers.StripAccents(), normalizers.Lowercase()])
    t = unigram(["<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]"], normalizer, pre_tokenizers.Metaspace())
    t.post_processor = template(t, "[CLS]", "[SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1")
    return t, ALBERT


def word_piece():
    t = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    t.normalizer = normalizers.BertNormalizer(lowercase=False, strip_accents=False)
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    t.decoder = decoders.WordPiece()
    trainer = trainers.WordPieceTrainer(vocab_size=120, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"],
                                        show_progress=False)
    t.train_from_iterator(SENTENCES, trainer)
    t.post_processor = template(t, "[CLS]", "[SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1")
    return t, BERT


def main(folder):
    for name, make in {"byte-level-bpe": byte_level, "unigram-xlm-roberta": xlm_roberta, "unigram-albert": albert,
                       "word-piece": word_piece}.items():
        tokenizer, special = make()
        target = folder / name
        PreTrainedTokenizerFast(tokenizer_object=tokenizer, **special).save_pretrained(target)
        text = json.dumps(json.loads((target / "tokenizer.json").read_text()), ensure_ascii=False)
        (target / "tokenizer.json").write_text(text)
        (target / "special_tokens_map.json").unlink(missing_ok=True)
        auto = AutoTokenizer.from_pretrained(target)
        words = AutoTokenizer.from_pretrained(target)
        if name == "byte-level-bpe":
            # Transformers asks for this where words are already split.
            inner = Tokenizer.from_file(str(target / "tokenizer.json"))
            inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
            words = PreTrainedTokenizerFast(tokenizer_object=inner, **special)
        golden = dict(
            source=f"transformers {transformers.__version__}, make_tokenizers.py",
            vocabulary=len(auto), padding=auto.pad_token_id,
            texts=[dict(text=t, ids=auto(t)["input_ids"]) for t in TEXTS],
            words=[dict(words=w, ids=(e := words(w, is_split_into_words=True))["input_ids"],
                        index=[-1 if i is None else i for i in e.word_ids()]) for w in WORDS])
        (target / "golden.json").write_text(json.dumps(golden, indent=0))
        print(name, len(auto))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
