  # Activation checkpointing (Chen et al. 2016): only what each layer reads is kept; backward computes
  # each layer once more. Numbers and lists as in `encode`; keep holds the flags of one place or none.
  def words(self, ids: Tensor, p: List[Tensor]) -> Tensor:
    return torch.embedding(torch.detach(p[0]), ids)
  def embed_only(self, word: Tensor, types: Tensor, bias: Tensor, keep: List[Tensor], p: List[Tensor], n: List[int], s: List[int], c: List[float]) -> List[Tensor]:
    tape = annotate(List[Tensor], [])
    marks = annotate(List[int], [])
    return (self).embed(word, types, bias, keep, p, n, s, c, tape, marks)
  def layer_only(self, x: Tensor, m: Tensor, l: int, keep: List[Tensor], p: List[Tensor], n: List[int], s: List[int], c: List[float]) -> Tensor:
    tape = annotate(List[Tensor], [])
    marks = annotate(List[int], [])
    return (self).applied(x, m, l, (self).site(keep, 0, x), p, n, s, c, tape, marks)
  # A leaf at what the last layer gave, and logits and hidden states from it; like has their type.
  def classify_from(self, x: Tensor, keep: List[Tensor], like: Tensor, p: List[Tensor], n: List[int], s: List[int], c: List[float]) -> List[Tensor]:
    tape = annotate(List[Tensor], [])
    marks = annotate(List[int], [])
    leaf = torch.requires_grad_(torch.detach(x), True)
    y = torch.type_as(leaf, like)
    return torch.add([leaf], (self).classify(y, (self).site(keep, 0, y), p, n, s, c, tape, marks))
  # The same of a masked language model, whose last layer belongs to its head.
  def fill_from(self, x: Tensor, m: Tensor, places: Tensor, keep: List[Tensor], like: Tensor, p: List[Tensor], n: List[int], s: List[int], c: List[float]) -> List[Tensor]:
    tape = annotate(List[Tensor], [])
    marks = annotate(List[int], [])
    leaf = torch.requires_grad_(torch.detach(x), True)
    return torch.add([leaf], (self).fill(leaf, m, places, (self).site(keep, 0, x), like, p, n, s, c, tape, marks))
  # Gradients for p[i], i in wanted, and, if below is not 0, for x before them, from that for y.
  def pulled(self, y: Tensor, g: Tensor, x: Tensor, below: int, wanted: List[int], p: List[Tensor]) -> List[Tensor]:
    xs = annotate(List[Tensor], [])
    if torch.ne(below, 0):
      _0 = torch.append(xs, x)
    for i in range(torch.len(wanted)):
      _1 = torch.append(xs, p[wanted[i]])
    gs = torch.grad([y], xs, annotate(List[Optional[Tensor]], [g]), False, False, True)
    out = annotate(List[Tensor], [])
    for j in range(torch.len(xs)):
      h = gs[j]
      if torch.__isnot__(h, None):
        r = unchecked_cast(Tensor, h)
      else:
        r = torch.zeros_like(xs[j])
      _2 = torch.append(out, r)
    return out
  def layer_gradients(self, g: Tensor, x: Tensor, m: Tensor, l: int, below: int, wanted: List[int], keep: List[Tensor], p: List[Tensor], n: List[int], s: List[int], c: List[float]) -> List[Tensor]:
    leaf = torch.requires_grad_(torch.detach(x), True)
    y = (self).layer_only(leaf, m, l, keep, p, n, s, c)
    return (self).pulled(y, g, leaf, below, wanted, p)
  def embed_gradients(self, g: Tensor, word: Tensor, types: Tensor, bias: Tensor, below: int, wanted: List[int], keep: List[Tensor], p: List[Tensor], n: List[int], s: List[int], c: List[float]) -> List[Tensor]:
    leaf = torch.requires_grad_(torch.detach(word), True)
    r = (self).embed_only(leaf, types, bias, keep, p, n, s, c)
    return (self).pulled(r[0], g, leaf, below, wanted, p)
