  # The masked language model of BERT. Leaves p as in `encode`, then the head: dense w b, norm w b,
  # bias; the decoder is the word table p[0]. n, s and c as in `encode`. places: int64 indices of the
  # M hidden places in [B * T]; what only other places need is not computed.
  def rows_at(self, x: Tensor, places: Tensor) -> Tensor:
    return torch.index_select(torch.reshape(x, [-1, torch.size(x, -1)]), 0, places)
  def keep_at(self, keep: Tensor, at: int, count: int, e: int, places: Tensor) -> Tensor:
    if torch.gt(torch.numel(keep), 0):
      r = (self).rows_at(torch.view((self).flags(keep, at, count), [-1, e]), places)
    else:
      r = keep
    return r
  # The last layer, [M, E]: keys and values of all places, everything else at the hidden ones.
  def masked_layer(self, x: Tensor, bias: Tensor, places: Tensor, p: List[Tensor], j: int, keep: Tensor, n: List[int], c: List[float], tape: List[Tensor], marks: List[int]) -> Tensor:
    b = torch.size(x, 0)
    t = torch.size(x, 1)
    e = torch.size(x, 2)
    qkv = torch.split((self).dense(x, p, j, tape, marks), e, 2)
    na = torch.mul(torch.mul(b, n[0]), torch.mul(t, t))
    nh = torch.mul(torch.mul(b, t), e)
    a = (self).attend(qkv[0], qkv[1], qkv[2], bias, (self).flags(keep, 0, na), n[0], c[2], torch.ne(n[4], 0))
    o = (self).dense((self).rows_at(a, places), p, torch.add(j, 2), tape, marks)
    o = (self).residual((self).rows_at(x, places), o, (self).keep_at(keep, na, nh, e, places), c[1])
    o = (self).norm(o, p, torch.add(j, 4), c, tape, marks)
    f = (self).activate((self).dense(o, p, torch.add(j, 6), tape, marks), n[1])
    f = (self).dense(f, p, torch.add(j, 8), tape, marks)
    f = (self).residual(o, f, (self).keep_at(keep, torch.add(na, nh), nh, e, places), c[1])
    return (self).norm(f, p, torch.add(j, 10), c, tape, marks)
  # Logits [M, V] and hidden states [M, E] from what the last layer reads; like has the type of both.
  def fill(self, x: Tensor, m: Tensor, places: Tensor, keep: Tensor, like: Tensor, p: List[Tensor], n: List[int], s: List[int], c: List[float], tape: List[Tensor], marks: List[int]) -> List[Tensor]:
    i = torch.len(p)
    y = (self).masked_layer(x, m, places, p, s[-1], keep, n, c, tape, marks)
    u = (self).activate((self).dense(y, p, torch.sub(i, 5), tape, marks), n[1])
    u = (self).norm(u, p, torch.sub(i, 3), c, tape, marks)
    k = torch.sub(i, 1)
    w = torch.type_as(p[0], u)
    if (self).taped(marks, 0, k):
      logits = (self).linear_at(u, w, torch.type_as(p[k], u), 2, k, 0, tape, marks)
    else:
      logits = torch.linear(u, w, torch.type_as(p[k], u))
    return [torch.type_as(logits, like), torch.type_as(y, like)]
  # Logits [M, V] and hidden states [M, E] from word embeddings [B, T, E].
  def masked(self, word: Tensor, types: Tensor, bias: Tensor, places: Tensor, keep: List[Tensor], p: List[Tensor], n: List[int], s: List[int], c: List[float], tape: List[Tensor], marks: List[int]) -> List[Tensor]:
    first = (self).embed(word, types, bias, keep, p, n, s, c, tape, marks)
    x = first[0]
    before = torch.sub(torch.len(s), 8)
    for l in range(before):
      x = (self).applied(x, first[1], l, (self).site(keep, torch.add(l, 1), x), p, n, s, c, tape, marks)
    last = (self).site(keep, torch.add(before, 1), x)
    r = (self).fill(x, first[1], places, last, word, p, n, s, c, tape, marks)
    return (self).with_tape(r, tape, marks)
  # Word embeddings [B, T, E], then what `masked` gives from them.
  def masked_ids(self, ids: Tensor, types: Tensor, bias: Tensor, places: Tensor, keep: List[Tensor], p: List[Tensor], n: List[int], s: List[int], c: List[float], tape: List[Tensor], marks: List[int]) -> List[Tensor]:
    word = (self).look_up(ids, p, n, tape, marks)
    return torch.add([word], (self).masked(word, types, bias, places, keep, p, n, s, c, tape, marks))
  # Cross entropy of each row, [2, B]: means over the row's hidden places and sums. owner: row of
  # each place.
  def masked_losses(self, logits: Tensor, labels: Tensor, owner: Tensor, rows: int) -> Tensor:
    each = torch.cross_entropy_loss(torch.to(logits, 6), labels, None, 0, -100)
    none = torch.new_zeros(each, [rows])
    sums = torch.index_add(none, 0, owner, each)
    counts = torch.index_add(none, 0, owner, torch.ones_like(each))
    return torch.stack([torch.div(sums, torch.clamp_min(counts, 1.)), sums], 0)
  # For each place the probability of the best other piece and of the original one, [M, 2].
  def masked_outcomes(self, logits: Tensor, labels: Tensor) -> Tensor:
    q = torch.softmax(torch.to(logits, 6), -1)
    at = torch.unsqueeze(labels, 1)
    other = torch.amax(torch.scatter(q, 1, at, 0.), [1], True)
    return torch.cat([other, torch.gather(q, 1, at)], 1)
  # For each place how many pieces are more probable than the original one, and one more, [M].
  def masked_ranks(self, logits: Tensor, labels: Tensor) -> Tensor:
    wide = torch.to(logits, 6)
    own = torch.gather(wide, 1, torch.unsqueeze(labels, 1))
    above = torch.sum(torch.to(torch.gt(wide, own), 6), [1])
    return torch.add(above, 1)
