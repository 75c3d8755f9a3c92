"""Makes small models of random weights with tokenizers, one folder for each architecture.

Argument: FOLDER, which gets bert, roberta, xlm-roberta (in two parts), distilbert, electra, albert,
and gpt2 and t5, which are no encoders. Each tokenizer is trained on a few sentences below: WordPiece
for BERT, DistilBERT and ELECTRA, byte-level BPE for RoBERTa and GPT-2, Unigram for the others.
"""
import pathlib
import sys

import torch
import transformers as hf
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

TEXT = [
    "Income of 2,400 a month, employed for six years, wants a loan to repair the roof of the house.",
    "The patient was admitted with chest pain and shortness of breath; asthma was ruled out.",
    "No family history of diabetes or of heart disease, takes 20 mg a day.",
    "Region north, occupation nurse, dependants 2, credit history clean, purpose: a used car!",
] * 4
PIECES = 300
BERT = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]", "mask_token": "[MASK]"}
ROBERTA = {
    "bos_token": "<s>", "pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>", "mask_token": "<mask>",
    "cls_token": "<s>", "sep_token": "</s>",
}  # fmt: skip
SHAPE = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64}


def framed(tokenizer, first, last):
    ids = [(piece, tokenizer.token_to_id(piece)) for piece in (first, last)]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{first} $A {last}", pair=f"{first} $A {last} $B {last}", special_tokens=ids
    )
    return tokenizer


def word_piece():
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    trainer = trainers.WordPieceTrainer(vocab_size=PIECES, special_tokens=list(BERT.values()))
    tokenizer.train_from_iterator(TEXT, trainer)
    return framed(tokenizer, "[CLS]", "[SEP]")


def byte_level():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    special = list(dict.fromkeys(ROBERTA.values()))
    trainer = trainers.BpeTrainer(vocab_size=PIECES, special_tokens=special, initial_alphabet=alphabet)
    tokenizer.train_from_iterator(TEXT, trainer)
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), True, False)
    return tokenizer


def unigram(special, first, last):
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    trainer = trainers.UnigramTrainer(vocab_size=PIECES, special_tokens=special, unk_token="<unk>")
    tokenizer.train_from_iterator(TEXT, trainer)
    return framed(tokenizer, first, last)


def save(folder, kind, config, tokenizer, special, **options):
    kind(config).save_pretrained(folder, **options)
    hf.PreTrainedTokenizerFast(tokenizer_object=tokenizer, **special).save_pretrained(folder)


def main(folder):
    torch.manual_seed(1)
    words = word_piece()
    size = {"vocab_size": words.get_vocab_size(), "max_position_embeddings": 128}
    save(folder / "bert", hf.BertModel, hf.BertConfig(**size, **SHAPE), words, BERT)
    electra = hf.ElectraConfig(embedding_size=16, **size, **SHAPE)
    save(folder / "electra", hf.ElectraModel, electra, words, BERT)
    distilled = hf.DistilBertConfig(dim=32, n_layers=2, n_heads=4, hidden_dim=64, **size)
    save(folder / "distilbert", hf.DistilBertModel, distilled, words, BERT)
    ids = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2, "type_vocab_size": 1, "max_position_embeddings": 130}
    pairs = byte_level()
    roberta = hf.RobertaConfig(vocab_size=pairs.get_vocab_size(), **ids, **SHAPE)
    save(folder / "roberta", hf.RobertaModel, roberta, pairs, ROBERTA)
    pieces = unigram(list(dict.fromkeys(ROBERTA.values())), "<s>", "</s>")
    xlm = hf.XLMRobertaConfig(vocab_size=pieces.get_vocab_size(), **ids, **SHAPE)
    save(folder / "xlm-roberta", hf.XLMRobertaModel, xlm, pieces, ROBERTA, max_shard_size="60KB")
    special = {**BERT, "pad_token": "<pad>", "unk_token": "<unk>"}
    pieces = unigram(list(special.values()), "[CLS]", "[SEP]")
    size = {"vocab_size": pieces.get_vocab_size(), "max_position_embeddings": 128, "embedding_size": 16}
    albert = hf.AlbertConfig(pad_token_id=0, bos_token_id=2, eos_token_id=3, **size, **SHAPE)
    save(folder / "albert", hf.AlbertModel, albert, pieces, special)
    gpt = hf.GPT2Config(vocab_size=pairs.get_vocab_size(), n_embd=32, n_layer=2, n_head=4, n_positions=128)
    save(folder / "gpt2", hf.GPT2Model, gpt, pairs, ROBERTA)
    t5 = hf.T5Config(vocab_size=pieces.get_vocab_size(), d_model=32, d_ff=64, num_layers=2, num_heads=4, d_kv=8)
    save(folder / "t5", hf.T5Model, t5, pieces, special)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
