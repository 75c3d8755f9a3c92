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
  def masked_layer(self, x: Tensor, bias: Tensor, places: Tensor, p: List[Tensor], j: int, keep: Tensor, n: List[int], c: List[float]) -> Tensor:
    b = torch.size(x, 0)
    t = torch.size(x, 1)
    e = torch.size(x, 2)
    qkv = torch.split((self).dense(x, p[j], p[torch.add(j, 1)]), e, 2)
    na = torch.mul(torch.mul(b, n[0]), torch.mul(t, t))
    nh = torch.mul(torch.mul(b, t), e)
    a = (self).attend(qkv[0], qkv[1], qkv[2], bias, (self).flags(keep, 0, na), n[0], c[2], torch.ne(n[4], 0))
    o = (self).dense((self).rows_at(a, places), p[torch.add(j, 2)], p[torch.add(j, 3)])
    o = (self).residual((self).rows_at(x, places), o, (self).keep_at(keep, na, nh, e, places), c[1])
    o = torch.layer_norm(o, [e], p[torch.add(j, 4)], p[torch.add(j, 5)], c[0])
    f = (self).activate((self).dense(o, p[torch.add(j, 6)], p[torch.add(j, 7)]), n[1])
    f = (self).dense(f, p[torch.add(j, 8)], p[torch.add(j, 9)])
    f = (self).residual(o, f, (self).keep_at(keep, torch.add(na, nh), nh, e, places), c[1])
    return torch.layer_norm(f, [e], p[torch.add(j, 10)], p[torch.add(j, 11)], c[0])
  # Logits [M, V] and hidden states [M, E] from word embeddings [B, T, E].
  def masked(self, word: Tensor, types: Tensor, bias: Tensor, places: Tensor, keep: List[Tensor], p: List[Tensor], n: List[int], s: List[int], c: List[float]) -> List[Tensor]:
    b = torch.size(word, 0)
    t = torch.size(word, 1)
    e = torch.size(word, 2)
    x = torch.add(torch.add(word, torch.embedding(p[2], types)), torch.slice(p[1], 0, 0, t, 1))
    x = torch.layer_norm(x, [e], p[3], p[4], c[0])
    x = (self).drop(x, (self).flags((self).site(keep, 0, x), 0, torch.mul(torch.mul(b, t), e)), c[1])
    if torch.ne(n[3], 0):
      x = torch.to(x, 15)
    h = n[0]
    if torch.gt(torch.numel(bias), 0):
      wide = torch.reshape(torch.expand(torch.view(bias, [b, 1, 1, t]), [b, h, 1, t]), [torch.mul(b, h), 1, t])
      m = torch.type_as(wide, x)
    else:
      m = bias
    i = torch.len(p)
    before = torch.sub(torch.len(s), 8)
    for l in range(before):
      x = (self).layer(x, m, p, s[torch.add(l, 7)], (self).site(keep, torch.add(l, 1), x), n, s, c, False, 0)
    y = (self).masked_layer(x, m, places, p, s[torch.add(before, 7)], (self).site(keep, torch.add(before, 1), x), n, c)
    u = (self).activate((self).dense(y, p[torch.sub(i, 5)], p[torch.sub(i, 4)]), n[1])
    u = torch.layer_norm(u, [e], p[torch.sub(i, 3)], p[torch.sub(i, 2)], c[0])
    logits = (self).dense(u, p[0], p[torch.sub(i, 1)])
    return [torch.type_as(logits, word), torch.type_as(y, word)]
  # Logits, word embeddings [B, T, E] that they were computed from, hidden states.
  def masked_ids(self, ids: Tensor, types: Tensor, bias: Tensor, places: Tensor, keep: List[Tensor], p: List[Tensor], n: List[int], s: List[int], c: List[float]) -> List[Tensor]:
    if torch.ne(n[5], 0):
      word = torch.requires_grad_(torch.embedding(torch.detach(p[0]), ids), True)
    else:
      word = torch.embedding(p[0], ids)
    r = (self).masked(word, types, bias, places, keep, p, n, s, c)
    return [r[0], word, r[1]]
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
