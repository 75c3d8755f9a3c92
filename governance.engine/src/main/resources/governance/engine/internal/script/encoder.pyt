  # Leaves p: word, position, type (if s[1]), norm w b, projection w b (if s[2]); twelve a layer:
  # qkv w b, attention output w b, norm w b, intermediate w b, output w b, norm w b; then the head.
  # n: 0 heads, 1 activation (0 gelu, 1 gelu tanh, 2 relu), 2 task (0 sequence, 1 token), 3 bf16,
  # 4 flash attention, 5 word output is a leaf, 6 last layer for the first position only; with
  # low-rank updates 7 whether those have dropout, and from 8 six for each layer applied: leaf of A of
  # query, key, value, attention output, intermediate, output, or -1; B is the next. They stand before
  # the head.
  # s, what the architecture is: 0 row of the first position, 1 types, 2 projection, dropout 3 after
  # attention, 4 after the feed-forward part, 5 before the dense layer of the sequence head,
  # 6 activation of that layer (0 tanh, 1 gelu, 2 relu); from 7 the first leaf of each layer applied.
  # c: 0 norm epsilon; 1 / keep probability of 1 hidden, 2 attention, 3 head, 4 updates; 5 scale of updates.
  # keep: dropout flags (0 or 1) of the embeddings, of each layer and of the head, each flat and in the
  # order of use, possibly followed by slack; the empty list means no dropout. As bytes they take a
  # quarter of the memory that backward needs for them, and products keep the type of the values.
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
  # tape and marks: a pass whose rows' gradients are wanted one by one writes down its sites. marks
  # begins with a number per leaf, not 0 where it is trained, and has no elements in any other pass;
  # for each site it gets kind, leaf and a third number, and tape what came in and a tensor whose
  # gradient is that of what came out. Kinds: 0 linear (leaf of the weight, the bias is the next;
  # first row), 1 norm (leaf of the gain, the bias is the next), 2 the tied decoder (leaf of the bias),
  # 3 looked-up words (came in: ids), 4 positions and types (came in: types; row of the first
  # position), 5 weight without bias.
  def taped(self, marks: List[int], j: int, k: int) -> bool:
    if torch.eq(torch.len(marks), 0):
      r = False
    else:
      r = torch.gt(torch.add(marks[j], marks[k]), 0)
    return r
  def note(self, x: Tensor, y: Tensor, kind: int, j: int, k: int, tape: List[Tensor], marks: List[int]) -> int:
    _0 = torch.append(tape, x)
    _0 = torch.append(tape, y)
    _1 = torch.append(marks, kind)
    _1 = torch.append(marks, j)
    _1 = torch.append(marks, k)
    return kind
  # x w' + b, where b takes no memory as a leaf of the result's size: its gradient is the result's.
  def linear_at(self, x: Tensor, w: Tensor, b: Tensor, kind: int, j: int, k: int, tape: List[Tensor], marks: List[int]) -> Tensor:
    d = torch.size(w, 0)
    flat = torch.reshape(x, [-1, torch.size(x, -1)])
    t = torch.requires_grad_(torch.expand(torch.detach(b), [torch.size(flat, 0), d]), True)
    _0 = (self).note(x, t, kind, j, k, tape, marks)
    y = torch.addmm(t, flat, torch.t(w))
    if torch.eq(torch.dim(x), 3):
      y = torch.view(y, [torch.size(x, 0), torch.size(x, 1), d])
    return y
  def dense_at(self, x: Tensor, w: Tensor, b: Tensor, j: int, k: int, tape: List[Tensor], marks: List[int]) -> Tensor:
    if (self).taped(marks, j, torch.add(j, 1)):
      y = (self).linear_at(x, torch.type_as(w, x), torch.type_as(b, x), 0, j, k, tape, marks)
    else:
      y = torch.linear(x, torch.type_as(w, x), torch.type_as(b, x))
    return y
  # The linear layer whose weight is p[j].
  def dense(self, x: Tensor, p: List[Tensor], j: int, tape: List[Tensor], marks: List[int]) -> Tensor:
    return (self).dense_at(x, p[j], p[torch.add(j, 1)], j, 0, tape, marks)
  # A layer norm of values of any precision with gain and bias in float32, which a card does not have
  # in one kernel.
  def norm_wide(self, x: Tensor, w: Tensor, b: Tensor, epsilon: float) -> Tensor:
    return torch.type_as(torch.layer_norm(torch.to(x, 6), [torch.size(x, -1)], w, b, epsilon), x)
  # The layer norm whose gain is p[j].
  def norm(self, x: Tensor, p: List[Tensor], j: int, c: List[float], tape: List[Tensor], marks: List[int]) -> Tensor:
    wide = False
    if ops.prim.is_cuda(x):
      wide = torch.eq(ops.prim.dtype(x), 15)
    if wide:
      y = (self).norm_wide(x, p[j], p[torch.add(j, 1)], c[0])
    else:
      y = torch.layer_norm(x, [torch.size(x, -1)], p[j], p[torch.add(j, 1)], c[0])
    if (self).taped(marks, j, torch.add(j, 1)):
      _0 = (self).note(x, y, 1, j, 0, tape, marks)
    return y
  # x w' of a low-rank update.
  def narrow(self, x: Tensor, p: List[Tensor], j: int, tape: List[Tensor], marks: List[int]) -> Tensor:
    w = torch.type_as(p[j], x)
    if (self).taped(marks, j, j):
      y = (self).linear_at(x, w, torch.new_zeros(x, [1]), 5, j, 0, tape, marks)
    else:
      y = torch.linear(x, w)
    return y
  def activate(self, x: Tensor, kind: int) -> Tensor:
    if torch.eq(kind, 2):
      y = torch.relu(x)
    elif torch.eq(kind, 1):
      y = torch.gelu(x, approximate="tanh")
    else:
      y = torch.gelu(x)
    return y
  # y plus the low-rank update of site k, c[5] B A drop(x), if it has one (Hu et al. 2021).
  def update(self, y: Tensor, x: Tensor, p: List[Tensor], n: List[int], z: int, k: int, keep: Tensor, at: int, c: List[float], tape: List[Tensor], marks: List[int]) -> Tensor:
    i = n[torch.add(z, k)]
    if torch.ge(i, 0):
      u = (self).drop(x, (self).flags(keep, at, torch.mul(torch.numel(x), n[7])), c[4])
      d = (self).narrow(u, p, i, tape, marks)
      r = torch.add(y, (self).narrow(d, p, torch.add(i, 1), tape, marks), alpha=c[5])
    else:
      r = y
    return r
  # Where the flags of the next site begin.
  def after(self, x: Tensor, n: List[int], z: int, k: int, at: int) -> int:
    if torch.ge(n[torch.add(z, k)], 0):
      r = torch.add(at, torch.mul(torch.numel(x), n[7]))
    else:
      r = at
    return r
  # z: where n tells of the layer's updates, or 0 if there are none.
  def layer(self, x: Tensor, bias: Tensor, p: List[Tensor], j: int, keep: Tensor, n: List[int], s: List[int], c: List[float], first: bool, z: int, tape: List[Tensor], marks: List[int]) -> Tensor:
    b = torch.size(x, 0)
    w = torch.size(x, 1)
    e = torch.size(x, 2)
    if first:
      ws = torch.split_with_sizes(p[j], [e, torch.mul(2, e)], 0)
      bs = torch.split_with_sizes(p[torch.add(j, 1)], [e, torch.mul(2, e)], 0)
      r = torch.slice(x, 1, 0, 1, 1)
      q = (self).dense_at(r, ws[0], bs[0], j, 0, tape, marks)
      kv = torch.split((self).dense_at(x, ws[1], bs[1], j, e, tape, marks), e, 2)
      k = kv[0]
      v = kv[1]
      t = 1
    else:
      qkv = torch.split((self).dense(x, p, j, tape, marks), e, 2)
      r = x
      q = qkv[0]
      k = qkv[1]
      v = qkv[2]
      t = w
    na = torch.mul(torch.mul(b, n[0]), torch.mul(t, w))
    nh = torch.mul(torch.mul(b, t), e)
    no = torch.mul(nh, s[3])
    nf = torch.mul(nh, s[4])
    at = torch.add(torch.add(na, no), nf)
    if torch.gt(z, 0):
      q = (self).update(q, r, p, n, z, 0, keep, at, c, tape, marks)
      at = (self).after(r, n, z, 0, at)
      k = (self).update(k, x, p, n, z, 1, keep, at, c, tape, marks)
      at = (self).after(x, n, z, 1, at)
      v = (self).update(v, x, p, n, z, 2, keep, at, c, tape, marks)
      at = (self).after(x, n, z, 2, at)
    a = (self).attend(q, k, v, bias, (self).flags(keep, 0, na), n[0], c[2], torch.ne(n[4], 0))
    o = (self).dense(a, p, torch.add(j, 2), tape, marks)
    if torch.gt(z, 0):
      o = (self).update(o, a, p, n, z, 3, keep, at, c, tape, marks)
      at = (self).after(a, n, z, 3, at)
    o = (self).residual(r, o, (self).flags(keep, na, no), c[1])
    o = (self).norm(o, p, torch.add(j, 4), c, tape, marks)
    f = (self).dense(o, p, torch.add(j, 6), tape, marks)
    if torch.gt(z, 0):
      f = (self).update(f, o, p, n, z, 4, keep, at, c, tape, marks)
      at = (self).after(o, n, z, 4, at)
    g = (self).activate(f, n[1])
    f = (self).dense(g, p, torch.add(j, 8), tape, marks)
    if torch.gt(z, 0):
      f = (self).update(f, g, p, n, z, 5, keep, at, c, tape, marks)
    f = (self).residual(o, f, (self).flags(keep, torch.add(na, no), nf), c[1])
    return (self).norm(f, p, torch.add(j, 10), c, tape, marks)
  # Logits [B, C] from hidden states [B, E] of the first position.
  def sequence_head(self, hidden: Tensor, p: List[Tensor], keep: Tensor, s: List[int], c: List[float], tape: List[Tensor], marks: List[int]) -> Tensor:
    i = torch.len(p)
    all = torch.numel(hidden)
    first = torch.mul(all, s[5])
    u = (self).drop(hidden, (self).flags(keep, 0, first), c[3])
    u = (self).dense(u, p, torch.sub(i, 4), tape, marks)
    if torch.eq(s[6], 0):
      u = torch.tanh(u)
    elif torch.eq(s[6], 1):
      u = torch.gelu(u)
    else:
      u = torch.relu(u)
    u = (self).drop(u, (self).flags(keep, first, all), c[3])
    return (self).dense(u, p, torch.sub(i, 2), tape, marks)
  # Logits [B, T, C] from hidden states [B, T, E].
  def token_head(self, hidden: Tensor, p: List[Tensor], keep: Tensor, c: List[float], tape: List[Tensor], marks: List[int]) -> Tensor:
    i = torch.len(p)
    u = (self).drop(hidden, (self).flags(keep, 0, torch.numel(hidden)), c[3])
    return (self).dense(u, p, torch.sub(i, 2), tape, marks)
  # Word embeddings plus those of types (if has) and positions from row `at` on.
  def place(self, word: Tensor, types: Tensor, p: List[Tensor], at: int, has: int, tape: List[Tensor], marks: List[int]) -> Tensor:
    t = torch.size(word, 1)
    pos = torch.slice(p[1], 0, at, torch.add(at, t), 1)
    if (self).taped(marks, 1, torch.add(1, has)):
      rest = torch.detach(pos)
      if torch.ne(has, 0):
        rest = torch.add(torch.embedding(torch.detach(p[2]), types), rest)
      leaf = torch.requires_grad_(torch.expand(rest, torch.size(word)), True)
      _0 = (self).note(types, leaf, 4, 1, at, tape, marks)
      x = torch.add(word, leaf)
    else:
      if torch.ne(has, 0):
        x = torch.add(torch.add(word, torch.embedding(p[2], types)), pos)
      else:
        x = torch.add(word, pos)
    return x
  def look_up(self, ids: Tensor, p: List[Tensor], n: List[int], tape: List[Tensor], marks: List[int]) -> Tensor:
    if torch.ne(n[5], 0):
      word = torch.requires_grad_(torch.embedding(torch.detach(p[0]), ids), True)
      if (self).taped(marks, 0, 0):
        _0 = (self).note(ids, word, 3, 0, 0, tape, marks)
    else:
      word = torch.embedding(p[0], ids)
    return word
  # Results, then the tape and its marks if there is one.
  def with_tape(self, r: List[Tensor], tape: List[Tensor], marks: List[int]) -> List[Tensor]:
    if torch.gt(torch.len(marks), 0):
      out = torch.add(torch.add(r, tape), [torch.tensor(marks, dtype=4)])
    else:
      out = r
    return out
  # What the first layer reads, and the bias of the scores of each head, from word embeddings.
  # bias: [B, T], 0 where attended and very negative where not, or no elements for full rows.
  def embed(self, word: Tensor, types: Tensor, bias: Tensor, keep: List[Tensor], p: List[Tensor], n: List[int], s: List[int], c: List[float], tape: List[Tensor], marks: List[int]) -> List[Tensor]:
    b = torch.size(word, 0)
    t = torch.size(word, 1)
    d = torch.size(word, 2)
    x = (self).place(word, types, p, s[0], s[1], tape, marks)
    k = torch.add(2, s[1])
    x = (self).norm(x, p, k, c, tape, marks)
    x = (self).drop(x, (self).flags((self).site(keep, 0, x), 0, torch.mul(torch.mul(b, t), d)), c[1])
    if torch.ne(n[3], 0):
      x = torch.to(x, 15)
    if torch.ne(s[2], 0):
      x = (self).dense(x, p, torch.add(k, 2), tape, marks)
    h = n[0]
    if torch.gt(torch.numel(bias), 0):
      wide = torch.reshape(torch.expand(torch.view(bias, [b, 1, 1, t]), [b, h, 1, t]), [torch.mul(b, h), 1, t])
      m = torch.type_as(wide, x)
    else:
      m = bias
    return [x, m]
  # Layer l of those that are applied; m is the bias of the scores, keep the layer's flags.
  def applied(self, x: Tensor, m: Tensor, l: int, keep: Tensor, p: List[Tensor], n: List[int], s: List[int], c: List[float], tape: List[Tensor], marks: List[int]) -> Tensor:
    cut = torch.__and__(torch.eq(torch.add(l, 8), torch.len(s)), torch.ne(n[6], 0))
    if torch.gt(torch.len(n), 7):
      z = torch.add(8, torch.mul(l, 6))
    else:
      z = 0
    return (self).layer(x, m, p, s[torch.add(l, 7)], keep, n, s, c, cut, z, tape, marks)
  # Logits, [B, C] or [B, T, C], and the hidden states that they were computed from.
  def classify(self, x: Tensor, keep: Tensor, p: List[Tensor], n: List[int], s: List[int], c: List[float], tape: List[Tensor], marks: List[int]) -> List[Tensor]:
    if torch.eq(n[2], 0):
      hidden = torch.select(x, 1, 0)
      logits = (self).sequence_head(hidden, p, keep, s, c, tape, marks)
    else:
      hidden = x
      logits = (self).token_head(hidden, p, keep, c, tape, marks)
    return [logits, hidden]
  # Logits, [B, C] or [B, T, C], and the last hidden states that were computed, from word embeddings.
  def encode(self, word: Tensor, types: Tensor, bias: Tensor, keep: List[Tensor], p: List[Tensor], n: List[int], s: List[int], c: List[float], tape: List[Tensor], marks: List[int]) -> List[Tensor]:
    first = (self).embed(word, types, bias, keep, p, n, s, c, tape, marks)
    x = first[0]
    layers = torch.sub(torch.len(s), 7)
    for l in range(layers):
      x = (self).applied(x, first[1], l, (self).site(keep, torch.add(l, 1), x), p, n, s, c, tape, marks)
    x = torch.type_as(x, word)
    last = (self).site(keep, torch.add(layers, 1), x)
    return (self).with_tape((self).classify(x, last, p, n, s, c, tape, marks), tape, marks)
  # Logits and the hidden states that they were computed from, from the hidden states [B, T, E] of a
  # module of its own; p and keep are those of the head, after one block of flags that is not used.
  def head(self, hidden: Tensor, keep: List[Tensor], p: List[Tensor], n: List[int], s: List[int], c: List[float], tape: List[Tensor], marks: List[int]) -> List[Tensor]:
    last = (self).site(keep, 1, hidden)
    return (self).with_tape((self).classify(hidden, last, p, n, s, c, tape, marks), tape, marks)
  # Attention mask [B, T] int64, 1 for a token, from the bias, which has no elements for full rows.
  def mask(self, ids: Tensor, bias: Tensor) -> Tensor:
    if torch.gt(torch.numel(bias), 0):
      m = torch.type_as(torch.eq(bias, 0), ids)
    else:
      m = torch.ones_like(ids)
    return m
  # Word embeddings [B, T, D], then what `encode` gives from them.
  def encode_ids(self, ids: Tensor, types: Tensor, bias: Tensor, keep: List[Tensor], p: List[Tensor], n: List[int], s: List[int], c: List[float], tape: List[Tensor], marks: List[int]) -> List[Tensor]:
    word = (self).look_up(ids, p, n, tape, marks)
    return torch.add([word], (self).encode(word, types, bias, keep, p, n, s, c, tape, marks))
