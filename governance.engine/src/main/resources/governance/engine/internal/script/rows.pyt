  # Gradients of rows, one by one (book-keeping). a: what came into a layer, [B, T, I]; g: the gradient
  # of what came out, [B, T, O]; c: what the gradient of each row is multiplied by, [B].
  # Gradients of the sum of the rows' losses for the outputs of sites; what saved them is freed.
  def site_gradients(self, loss: Tensor, outputs: List[Tensor]) -> List[Tensor]:
    gs = torch.grad([loss], outputs, None, False, False, True)
    out = annotate(List[Tensor], [])
    for i in range(torch.len(outputs)):
      g = gs[i]
      if torch.__isnot__(g, None):
        r = unchecked_cast(Tensor, g)
      else:
        r = torch.zeros_like(outputs[i], memory_format=0)
      _0 = torch.append(out, r)
    return out
  # [B, T, D] in float32 from [B, T, D], [B * T, D] or [B, D].
  def row_views(self, xs: List[Tensor], rows: int) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    for i in range(torch.len(xs)):
      x = torch.contiguous(torch.to(xs[i], 6))
      _0 = torch.append(out, torch.view(x, [rows, -1, torch.size(x, -1)]))
    return out
  # [B, most, D] in float32 from places [M, D], with zeros where a row has fewer; slots: where each goes.
  def row_places(self, x: Tensor, rows: int, slots: Tensor, most: int) -> Tensor:
    d = torch.size(x, -1)
    z = torch.new_zeros(x, [torch.mul(rows, most), d], dtype=6)
    return torch.view(torch.index_copy_(z, 0, slots, torch.to(x, 6)), [rows, most, d])
  def slice_last(self, x: Tensor, start: int, end: int) -> Tensor:
    return torch.slice(x, 2, start, end, 1)
  def cat_time(self, xs: List[Tensor]) -> Tensor:
    return torch.cat(xs, 1)
  # [1, B]: sums of squares of each row.
  def row_squares(self, x: Tensor) -> Tensor:
    n = torch.linalg_vector_norm(torch.flatten(x, 1), 2, [1])
    return torch.unsqueeze(torch.mul(n, n), 0)
  # Norms of the rows' gradients, [B] float64, and what they are multiplied by, [B] float32, from squared norms of
  # parts, [1, B] or more, and more of them, [B]. gamma: what is added to norms to divide by; below 0 small gradients
  # stay as they are.
  def row_norms(self, parts: List[Tensor], more: List[Tensor], bound: float, gamma: float) -> List[Tensor]:
    each = annotate(List[Tensor], [])
    for i in range(torch.len(more)):
      _0 = torch.append(each, torch.unsqueeze(more[i], 0))
    n = torch.sqrt(torch.sum(torch.cat(torch.add(parts, each), 0), [0], dtype=7))
    if torch.ge(gamma, 0.):
      c = torch.mul(torch.reciprocal(torch.add(n, gamma)), bound)
    else:
      c = torch.clamp_max(torch.mul(torch.reciprocal(n), bound), 1.)
    return [n, torch.to(c, 6)]
  def row_dots(self, x: Tensor, y: Tensor) -> Tensor:
    return torch.sum(torch.flatten(torch.mul(x, y), 1), [1])
  # Squared norms of each row's gradient of weight and, if asked for, bias, without that gradient:
  # sum of (a a' + bias) o (g g') over pairs of positions (Li et al. 2022, section 4).
  def ghost_square(self, a: Tensor, g: Tensor, bias: int) -> Tensor:
    t = torch.size(a, 1)
    if torch.eq(t, 1):
      aa = torch.linalg_vector_norm(torch.squeeze(a, 1), 2, [1])
      gg = torch.linalg_vector_norm(torch.squeeze(g, 1), 2, [1])
      r = torch.mul(torch.add(torch.mul(aa, aa), bias), torch.mul(gg, gg))
    elif torch.lt(t, 64):
      r = (self).pair_dots(a, a, g, g, bias)
    else:
      h = torch.floordiv(t, 2)
      a0 = torch.slice(a, 1, 0, h, 1)
      a1 = torch.slice(a, 1, h, t, 1)
      g0 = torch.slice(g, 1, 0, h, 1)
      g1 = torch.slice(g, 1, h, t, 1)
      r = torch.add((self).pair_dots(a0, a0, g0, g0, bias), (self).pair_dots(a1, a1, g1, g1, bias))
      r = torch.add(r, (self).pair_dots(a0, a1, g0, g1, bias), alpha=2)
    return r
  def ghost_squares(self, xs: List[Tensor], gs: List[Tensor], biases: List[int]) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    for i in range(torch.len(xs)):
      _0 = torch.append(out, (self).ghost_square(xs[i], gs[i], biases[i]))
    return out
  def pair_dots(self, a: Tensor, b: Tensor, g: Tensor, h: Tensor, bias: int) -> Tensor:
    aa = torch.bmm(a, torch.transpose(b, 1, 2))
    if torch.ne(bias, 0):
      aa = torch.add_(aa, bias)
    return (self).row_dots(aa, torch.bmm(g, torch.transpose(h, 1, 2)))
  # Each row's gradient of the weight, [B, O, I], and of the bias, [B, O].
  def row_weights(self, a: Tensor, g: Tensor) -> Tensor:
    return torch.bmm(torch.transpose(g, 1, 2), a)
  def row_biases(self, g: Tensor) -> Tensor:
    return torch.sum(g, [1])
  # Each row's gradient of the gain of a layer norm, [B, D]; x: what came in.
  def row_gains(self, x: Tensor, g: Tensor, epsilon: float) -> Tensor:
    return torch.sum(torch.mul(torch.layer_norm(x, [torch.size(x, 2)], None, None, epsilon), g), [1])
  # Those that are asked for by their kinds: 0 weight, then in one [B, ...] all of 1 bias and 2 gain; last squared
  # norms [parts, B] of all, taken while the processor's cache still has them, and of others, made before.
  def row_parts(self, kinds: List[int], xs: List[Tensor], gs: List[Tensor], epsilon: float, others: List[Tensor]) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    vectors = annotate(List[Tensor], [])
    squares = annotate(List[Tensor], [])
    for i in range(torch.len(kinds)):
      if torch.eq(kinds[i], 0):
        w = (self).row_weights(xs[i], gs[i])
        _0 = torch.append(out, w)
        _5 = torch.append(squares, (self).row_squares(w))
      elif torch.eq(kinds[i], 1):
        _1 = torch.append(vectors, (self).row_biases(gs[i]))
      else:
        _2 = torch.append(vectors, (self).row_gains(xs[i], gs[i], epsilon))
    if torch.gt(torch.len(vectors), 0):
      v = torch.cat(vectors, 1)
      _3 = torch.append(out, v)
      _6 = torch.append(squares, (self).row_squares(v))
    for i in range(torch.len(others)):
      _7 = torch.append(squares, (self).row_squares(others[i]))
    _4 = torch.append(out, torch.cat(squares, 0))
    return out
  # Sums [bags, D] of the gradients of looked-up words, bag by bag: order has positions in g, starts where each bag
  # begins in it, each what the gradients at the positions of order are multiplied by.
  def word_bags(self, g: Tensor, order: Tensor, starts: Tensor, each: Optional[Tensor]) -> Tensor:
    flat = torch.reshape(g, [-1, torch.size(g, 2)])
    sums, _0, _1, _2, = torch._embedding_bag_forward_only(flat, order, starts, False, 0, False, each, False, -1)
    return sums
  # Squared norms of each row's gradient of the word table from bags of one row and word; rows: of each bag.
  def word_squares(self, g: Tensor, order: Tensor, starts: Tensor, rows: Tensor, batch: int) -> Tensor:
    n = torch.linalg_vector_norm((self).word_bags(g, order, starts, None), 2, [1])
    return torch.index_add_(torch.new_zeros(g, [batch]), 0, rows, torch.mul(n, n))
  # Sums of the rows' gradients of the word table times c from bags of one word; rows: of each position of order.
  def word_sums(self, g: Tensor, order: Tensor, starts: Tensor, rows: Tensor, c: Tensor) -> Tensor:
    return (self).word_bags(g, order, starts, torch.index_select(c, 0, rows))
  # Each row's gradient of the type table, [B, types, D].
  def row_types(self, types: Tensor, g: Tensor, count: int) -> Tensor:
    all = torch.arange(count, dtype=4, layout=None, device=ops.prim.device(types))
    hot = torch.eq(torch.view(all, [1, count, 1]), torch.unsqueeze(types, 1))
    return torch.bmm(torch.type_as(hot, g), g)
  # Sum over passes whose lengths differ, each from the first position on.
  def row_positions(self, gs: List[Tensor]) -> Tensor:
    r = gs[0]
    for i in range(1, torch.len(gs)):
      n = torch.size(gs[i], 1)
      more = torch.sub(n, torch.size(r, 1))
      if torch.gt(more, 0):
        r = torch.constant_pad_nd(r, [0, 0, 0, more], 0)
      if torch.lt(more, 0):
        r = torch.add(r, torch.constant_pad_nd(gs[i], [0, 0, 0, torch.neg(more)], 0))
      else:
        r = torch.add(r, gs[i])
    return r
  # Products of each row's gradient of the table by look-up (ids, g) and by the decoder (u [B, P, D] came
  # in, z [B, P, V] is the gradient of the logits).
  def tied_dots(self, ids: Tensor, g: Tensor, u: Tensor, z: Tensor) -> Tensor:
    b = torch.size(ids, 0)
    p = torch.size(z, 1)
    t = torch.size(ids, 1)
    at = torch.expand(torch.unsqueeze(ids, 1), [b, p, t])
    return (self).row_dots(torch.gather(z, 2, at), torch.bmm(u, torch.transpose(g, 1, 2)))
  def nothing(self) -> Tensor:
    return torch.zeros([0])
  # Sums of the rows' gradients times c: added to a part of out that begins at a row, or, if out has no
  # elements, for themselves.
  def weight_sum(self, out: Tensor, row: int, a: Tensor, g: Tensor, c: Tensor) -> Tensor:
    o = torch.size(g, 2)
    i = torch.size(a, 2)
    cc = torch.view(c, [-1, 1, 1])
    if torch.lt(i, o):
      x = torch.mul(a, cc)
      y = g
    else:
      x = a
      y = torch.mul(g, cc)
    yt = torch.t(torch.reshape(y, [-1, o]))
    x2 = torch.reshape(x, [-1, i])
    if torch.eq(torch.numel(out), 0):
      r = torch.mm(yt, x2)
    else:
      r = torch.addmm_(torch.slice(out, 0, row, torch.add(row, o), 1), yt, x2)
    return r
  def bias_sum(self, out: Tensor, row: int, g: Tensor, c: Tensor) -> Tensor:
    o = torch.size(g, 2)
    t = torch.size(g, 1)
    each = torch.reshape(torch.expand(torch.unsqueeze(c, 1), [torch.size(c, 0), t]), [-1])
    gt = torch.t(torch.reshape(g, [-1, o]))
    if torch.eq(torch.numel(out), 0):
      r = torch.mv(gt, each)
    else:
      r = torch.addmv_(torch.slice(out, 0, row, torch.add(row, o), 1), gt, each)
    return r
  # Of layers: the weight and, if asked for, the bias of each; outs and rows are in that order.
  def ghost_sums(self, outs: List[Tensor], rows: List[int], xs: List[Tensor], gs: List[Tensor], biases: List[int], c: Tensor) -> List[Tensor]:
    made = annotate(List[Tensor], [])
    for i in range(torch.len(xs)):
      at = torch.len(made)
      short = torch.eq(torch.size(gs[i], 1), 1)
      if short:
        short = torch.eq(torch.numel(outs[at]), 0)
      if torch.__and__(short, torch.ne(biases[i], 0)):
        short = torch.eq(torch.numel(outs[torch.add(at, 1)]), 0)
      if short:
        y = torch.mul(torch.squeeze(gs[i], 1), torch.unsqueeze(c, 1))
        _2 = torch.append(made, torch.mm(torch.t(y), torch.squeeze(xs[i], 1)))
        if torch.ne(biases[i], 0):
          _3 = torch.append(made, torch.sum(y, [0]))
      else:
        _0 = torch.append(made, (self).weight_sum(outs[at], rows[at], xs[i], gs[i], c))
        if torch.ne(biases[i], 0):
          _1 = torch.append(made, (self).bias_sum(outs[torch.add(at, 1)], rows[torch.add(at, 1)], gs[i], c))
    return made
  # x' c for x [B, N]. A product with a vector is the work of one thread, so x is cut into pieces where it can be.
  def weighted(self, x: Tensor, c: Tensor) -> Tensor:
    b = torch.size(x, 0)
    if torch.eq(torch.remainder(torch.size(x, 1), 16), 0):
      pieces = torch.transpose(torch.view(x, [b, 16, -1]), 0, 1)
      each = torch.expand(torch.view(c, [1, 1, b]), [16, 1, b])
      r = torch.flatten(torch.bmm(each, pieces))
    else:
      r = torch.mv(torch.t(x), c)
    return r
  # kept: the rows' gradients themselves, [B, O, I].
  def kept_sums(self, outs: List[Tensor], rows: List[int], kept: List[Tensor], c: Tensor) -> List[Tensor]:
    made = annotate(List[Tensor], [])
    for i in range(torch.len(kept)):
      o = torch.size(kept[i], 1)
      sum = torch.view((self).weighted(torch.flatten(kept[i], 1), c), [o, -1])
      if torch.eq(torch.numel(outs[i]), 0):
        r = sum
      else:
        r = torch.add_(torch.slice(outs[i], 0, rows[i], torch.add(rows[i], o), 1), sum)
      _0 = torch.append(made, r)
    return made
  # joined: those of vectors side by side, [B, ...]; widths: of each.
  def joined_sums(self, outs: List[Tensor], rows: List[int], joined: Tensor, widths: List[int], c: Tensor) -> List[Tensor]:
    made = annotate(List[Tensor], [])
    vs = torch.split_with_sizes(torch.mv(torch.t(joined), c), widths, 0)
    for i in range(torch.len(widths)):
      if torch.eq(torch.numel(outs[i]), 0):
        r = vs[i]
      else:
        r = torch.add_(torch.slice(outs[i], 0, rows[i], torch.add(rows[i], widths[i]), 1), vs[i])
      _0 = torch.append(made, r)
    return made
  # words: rows of the table, no two the same.
  def add_words(self, table: Tensor, words: Tensor, values: Tensor) -> Tensor:
    return torch.index_add_(table, 0, words, values)
  def put_words(self, table: Tensor, words: Tensor, values: Tensor) -> Tensor:
    return torch.index_copy_(table, 0, words, values)
