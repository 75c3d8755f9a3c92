  # Leaves p: 0 word, 1 position, 2 type, 3 norm weight, 4 norm bias; twelve a layer from 5 + 12 l:
  # qkv w b, attention output w b, norm w b, intermediate w b, output w b, norm w b; then the head.
  # n: 0 heads, 1 activation (0 gelu, 1 gelu tanh, 2 relu), 2 task (0 sequence, 1 token), 3 bf16,
  # 4 flash attention, 5 word output is a leaf, 6 last layer for the first position only.
  # c: 0 norm epsilon; 1 / keep probability of 1 hidden, 2 attention, 3 head.
  # keep: dropout flags (0 or 1) of the embeddings, of each layer and of the head, each flat and in the
  # order of use, possibly followed by slack; the empty list means no dropout.
  def site(self, keep: List[Tensor], i: int, like: Tensor) -> Tensor:
    if torch.gt(torch.len(keep), 0):
      r = keep[i]
    else:
      r = torch.new_empty(like, [0])
    return r
  def flags(self, keep: Tensor, at: int, count: int) -> Tensor:
    if torch.gt(torch.numel(keep), 0):
      r = torch.slice(keep, 0, at, torch.add(at, count), 1)
    else:
      r = keep
    return r
  # residual + dropout(x)
  def residual(self, r: Tensor, x: Tensor, keep: Tensor, scale: float) -> Tensor:
    if torch.gt(torch.numel(keep), 0):
      y = torch.add(r, torch.mul(x, torch.view(keep, torch.size(x))), alpha=scale)
    else:
      y = torch.add(r, x)
    return y
  def drop(self, x: Tensor, keep: Tensor, scale: float) -> Tensor:
    if torch.gt(torch.numel(keep), 0):
      y = torch.mul(torch.mul(x, torch.view(keep, torch.size(x))), scale)
    else:
      y = x
    return y
  def dense(self, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return torch.linear(x, torch.type_as(w, x), torch.type_as(b, x))
  def activate(self, x: Tensor, kind: int) -> Tensor:
    if torch.eq(kind, 2):
      y = torch.relu(x)
    elif torch.eq(kind, 1):
      y = torch.gelu(x, approximate="tanh")
    else:
      y = torch.gelu(x)
    return y
  def layer(self, x: Tensor, bias: Tensor, p: List[Tensor], j: int, keep: Tensor, n: List[int], c: List[float], first: bool) -> Tensor:
    b = torch.size(x, 0)
    s = torch.size(x, 1)
    e = torch.size(x, 2)
    if first:
      ws = torch.split_with_sizes(p[j], [e, torch.mul(2, e)], 0)
      bs = torch.split_with_sizes(p[torch.add(j, 1)], [e, torch.mul(2, e)], 0)
      r = torch.slice(x, 1, 0, 1, 1)
      q = (self).dense(r, ws[0], bs[0])
      kv = torch.split((self).dense(x, ws[1], bs[1]), e, 2)
      k = kv[0]
      v = kv[1]
      t = 1
    else:
      qkv = torch.split((self).dense(x, p[j], p[torch.add(j, 1)]), e, 2)
      r = x
      q = qkv[0]
      k = qkv[1]
      v = qkv[2]
      t = s
    na = torch.mul(torch.mul(b, n[0]), torch.mul(t, s))
    nh = torch.mul(torch.mul(b, t), e)
    a = (self).attend(q, k, v, bias, (self).flags(keep, 0, na), n[0], c[2], torch.ne(n[4], 0))
    o = (self).dense(a, p[torch.add(j, 2)], p[torch.add(j, 3)])
    o = (self).residual(r, o, (self).flags(keep, na, nh), c[1])
    o = torch.layer_norm(o, [e], p[torch.add(j, 4)], p[torch.add(j, 5)], c[0])
    f = (self).activate((self).dense(o, p[torch.add(j, 6)], p[torch.add(j, 7)]), n[1])
    f = (self).dense(f, p[torch.add(j, 8)], p[torch.add(j, 9)])
    f = (self).residual(o, f, (self).flags(keep, torch.add(na, nh), nh), c[1])
    return torch.layer_norm(f, [e], p[torch.add(j, 10)], p[torch.add(j, 11)], c[0])
  # Logits, [B, C] or [B, T, C], and the last hidden states that were computed, from word embeddings.
  # bias: [B, T], 0 where attended and very negative where not, or no elements for full rows.
  def encode(self, word: Tensor, types: Tensor, bias: Tensor, keep: List[Tensor], p: List[Tensor], n: List[int], c: List[float]) -> List[Tensor]:
    b = torch.size(word, 0)
    s = torch.size(word, 1)
    e = torch.size(word, 2)
    x = torch.add(torch.add(word, torch.embedding(p[2], types)), torch.slice(p[1], 0, 0, s, 1))
    x = torch.layer_norm(x, [e], p[3], p[4], c[0])
    count = torch.mul(torch.mul(b, s), e)
    x = (self).drop(x, (self).flags((self).site(keep, 0, x), 0, count), c[1])
    if torch.ne(n[3], 0):
      x = torch.to(x, 15)
    h = n[0]
    if torch.gt(torch.numel(bias), 0):
      wide = torch.reshape(torch.expand(torch.view(bias, [b, 1, 1, s]), [b, h, 1, s]), [torch.mul(b, h), 1, s])
      m = torch.type_as(wide, x)
    else:
      m = bias
    layers = torch.floordiv(torch.sub(torch.len(p), 7), 12)
    for l in range(layers):
      j = torch.add(torch.mul(l, 12), 5)
      cut = torch.__and__(torch.eq(l, torch.sub(layers, 1)), torch.ne(n[6], 0))
      x = (self).layer(x, m, p, j, (self).site(keep, torch.add(l, 1), x), n, c, cut)
    x = torch.type_as(x, word)
    i = torch.len(p)
    last = (self).site(keep, torch.add(layers, 1), x)
    if torch.eq(n[2], 0):
      hidden = torch.select(x, 1, 0)
      u = torch.tanh(torch.linear(hidden, p[torch.sub(i, 4)], p[torch.sub(i, 3)]))
      u = (self).drop(u, (self).flags(last, 0, torch.mul(b, e)), c[3])
    else:
      hidden = x
      u = (self).drop(x, (self).flags(last, 0, count), c[3])
    return [torch.linear(u, p[torch.sub(i, 2)], p[torch.sub(i, 1)]), hidden]
  # Logits, word embeddings [B, T, E] that the logits were computed from, hidden states.
  def encode_ids(self, ids: Tensor, types: Tensor, bias: Tensor, keep: List[Tensor], p: List[Tensor], n: List[int], c: List[float]) -> List[Tensor]:
    if torch.ne(n[5], 0):
      word = torch.requires_grad_(torch.embedding(torch.detach(p[0]), ids), True)
    else:
      word = torch.embedding(p[0], ids)
    r = (self).encode(word, types, bias, keep, p, n, c)
    return [r[0], word, r[1]]
