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
  # [B]: sums of squares of each row.
  def row_squares(self, x: Tensor) -> Tensor:
    n = torch.linalg_vector_norm(torch.flatten(x, 1), 2, [1])
    return torch.mul(n, n)
  # Norms of the rows' gradients, [B] float64, and what they are multiplied by, [B] float32, from the gradients that
  # were made and the squared norms of the others. gamma: what is added to norms to divide by; below 0 small
  # gradients stay as they are.
  def row_norms(self, kept: List[Tensor], squares: List[Tensor], bound: float, gamma: float) -> List[Tensor]:
    each = annotate(List[Tensor], [])
    for i in range(torch.len(kept)):
      _0 = torch.append(each, (self).row_squares(kept[i]))
    n = torch.sqrt(torch.sum(torch.stack(torch.add(each, squares)), [0], dtype=7))
    if torch.ge(gamma, 0.):
      c = torch.mul(torch.reciprocal(torch.add(n, gamma)), bound)
    else:
      c = torch.clamp_max(torch.mul(torch.reciprocal(n), bound), 1.)
    return [n, torch.to(c, 6)]
  def row_dots(self, x: Tensor, y: Tensor) -> Tensor:
    return torch.sum(torch.flatten(torch.mul(x, y), 1), [1])
  # Squared norms of each row's gradient of weight and, if asked for, bias, without that gradient:
  # sum of (a a' + bias) o (g g') over pairs of positions (Li et al. 2022, section 4).
  def ghost_squares(self, a: Tensor, g: Tensor, bias: int) -> Tensor:
    t = torch.size(a, 1)
    if torch.eq(t, 1):
      r = torch.mul(torch.add((self).row_squares(a), bias), (self).row_squares(g))
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
  # Those that are asked for by their kinds: 0 weight, 1 bias, 2 gain.
  def row_parts(self, kinds: List[int], xs: List[Tensor], gs: List[Tensor], epsilon: float) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    for i in range(torch.len(kinds)):
      if torch.eq(kinds[i], 0):
        r = (self).row_weights(xs[i], gs[i])
      elif torch.eq(kinds[i], 1):
        r = (self).row_biases(gs[i])
      else:
        r = (self).row_gains(xs[i], gs[i], epsilon)
      _0 = torch.append(out, r)
    return out
  # The rows' gradients of looked-up words, [places, D]; slots: the place of each word [B * T], or `places` where it
  # gets no gradient.
  def word_sums(self, g: Tensor, slots: Tensor, places: int) -> Tensor:
    d = torch.size(g, 2)
    z = torch.new_zeros(g, [torch.add(places, 1), d])
    return torch.slice(torch.index_add_(z, 0, slots, torch.reshape(g, [-1, d])), 0, 0, places, 1)
  # Squared norms of each row's gradient of the word table; rows: of each place.
  def word_squares(self, sums: Tensor, rows: Tensor, batch: int) -> Tensor:
    n = torch.linalg_vector_norm(sums, 2, [1])
    return torch.index_add_(torch.new_zeros(sums, [batch]), 0, rows, torch.mul(n, n))
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
  # Adds the sum of the rows' gradients times c to a part of out that begins at a row.
  def add_weights(self, out: Tensor, row: int, a: Tensor, g: Tensor, c: Tensor) -> Tensor:
    o = torch.size(g, 2)
    i = torch.size(a, 2)
    cc = torch.view(c, [-1, 1, 1])
    if torch.lt(i, o):
      x = torch.mul(a, cc)
      y = g
    else:
      x = a
      y = torch.mul(g, cc)
    y2 = torch.reshape(y, [-1, o])
    to = torch.slice(out, 0, row, torch.add(row, o), 1)
    return torch.addmm_(to, torch.t(y2), torch.reshape(x, [-1, i]))
  def add_biases(self, out: Tensor, row: int, g: Tensor, c: Tensor) -> Tensor:
    o = torch.size(g, 2)
    t = torch.size(g, 1)
    each = torch.reshape(torch.expand(torch.unsqueeze(c, 1), [torch.size(c, 0), t]), [-1])
    to = torch.slice(out, 0, row, torch.add(row, o), 1)
    return torch.addmv_(to, torch.t(torch.reshape(g, [-1, o])), each)
  # kept: the rows' gradients themselves, [B, ...].
  def add_kept(self, outs: List[Tensor], rows: List[int], kept: List[Tensor], c: Tensor) -> Tensor:
    for i in range(torch.len(kept)):
      to = torch.slice(outs[i], 0, rows[i], torch.add(rows[i], torch.size(kept[i], 1)), 1)
      _0 = torch.addmv_(torch.view(to, [-1]), torch.t(torch.flatten(kept[i], 1)), c)
    return outs[0]
  def add_words(self, table: Tensor, words: Tensor, sums: Tensor, rows: Tensor, c: Tensor) -> Tensor:
    each = torch.unsqueeze(torch.index_select(c, 0, rows), 1)
    return torch.index_add_(table, 0, words, torch.mul(sums, each))
