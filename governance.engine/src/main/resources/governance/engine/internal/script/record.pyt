  # What a step writes down without waiting for the device. A record is float64 [steps, columns]. Columns: 0 loss,
  # 1 total, 2 loss at perturbed embeddings, 3 gradient norm, 4 whether something is not finite, 5... terms, then
  # gap and standard error of each term. Products and sums are apart: together they would be rounded once.
  # Adds the values of a part (loss, total, terms) times its shares (of loss and total, of terms); estimates [] go to
  # the columns `at`.
  def record_values(self, record: Tensor, row: int, values: Tensor, shares: List[float], estimates: List[Tensor], at: List[int]) -> Tensor:
    r = torch.select(record, 0, row)
    v = torch.to(values, 7)
    n = torch.size(v, 0)
    good = torch.all(torch.isfinite(v))
    _0 = torch.add_(torch.slice(r, 0, 0, 2, 1), torch.mul(torch.slice(v, 0, 0, 2, 1), shares[0]))
    if torch.gt(n, 2):
      _1 = torch.add_(torch.slice(r, 0, 5, torch.add(n, 3), 1), torch.mul(torch.slice(v, 0, 2, n, 1), shares[1]))
    for i in range(torch.len(estimates)):
      e = torch.reshape(torch.to(torch.detach(estimates[i]), 7), annotate(List[int], []))
      good = torch.logical_and(good, torch.logical_and(torch.isfinite(e), torch.ge(e, 0)))
      _2 = torch.add_(torch.select(r, 0, at[i]), torch.mul(e, shares[1]))
    return (self).record_good(r, good)
  def record_good(self, r: Tensor, good: Tensor) -> Tensor:
    b = torch.select(r, 0, 4)
    return torch.copy_(b, torch.maximum(b, torch.to(torch.logical_not(good), 7)))
  # Adds one value to a column.
  def record_one(self, record: Tensor, row: int, column: int, value: Tensor) -> Tensor:
    r = torch.select(record, 0, row)
    v = torch.to(torch.detach(value), 7)
    _0 = torch.add_(torch.select(r, 0, column), v)
    return (self).record_good(r, torch.isfinite(v))
  # Whether all values of some tensors are finite.
  def record_check(self, record: Tensor, row: int, xs: List[Tensor]) -> Tensor:
    r = torch.select(record, 0, row)
    for i in range(torch.len(xs)):
      _0 = (self).record_good(r, torch.all(torch.isfinite(xs[i])))
    return r
  def record_bad(self, record: Tensor, row: int) -> Tensor:
    return torch.fill_(torch.select(torch.select(record, 0, row), 0, 4), 1.)
  def record_clear(self, record: Tensor, row: int) -> Tensor:
    return torch.zero_(torch.select(record, 0, row))
  # Ends a row with the norm of the gradient. The flag becomes 1 when something of the step is not finite, and stays
  # 1: from then on nothing changes. Returns what gradients are divided by, so that their norm is at most `most`,
  # where that is above 0.
  def record_end(self, record: Tensor, row: int, norm: Tensor, flag: Tensor, most: float) -> Tensor:
    r = torch.select(record, 0, row)
    n = torch.to(norm, 7)
    _0 = torch.copy_(torch.select(r, 0, 3), n)
    bad = (self).record_good(r, torch.isfinite(n))
    _1 = torch.copy_(flag, torch.maximum(flag, torch.to(bad, 6)))
    if torch.gt(most, 0.):
      d = torch.clamp_min(torch.to(torch.div(torch.add(n, 1e-6), most), 6), 1.)
    else:
      d = torch.ones_like(flag)
    return d
  # Copies each tensor over its target unless the flag is set.
  def record_keep(self, targets: List[Tensor], xs: List[Tensor], flag: Tensor) -> Tensor:
    keep = torch.eq(flag, 0)
    for i in range(torch.len(xs)):
      _0 = torch.copy_(targets[i], torch.where(keep, xs[i], targets[i]))
    return flag
  # A float32 copy outside the graph.
  def record_copy(self, x: Tensor) -> Tensor:
    return torch.clone(torch.to(torch.detach(x), 6))
  # What rows [rows, values] contribute to a statistic: each cut to a norm, in float64.
  def statistic_rows(self, x: Tensor, size: int, bound: float) -> Tensor:
    v = torch.reshape(torch.to(torch.detach(x), 7), [-1, size])
    n = torch.sqrt(torch.sum(torch.mul(v, v), [1], True))
    f = torch.where(torch.gt(n, bound), torch.div(torch.mul(torch.ones_like(n), bound), n), torch.ones_like(n))
    return torch.mul(v, f)
  # The mean of what was released (float32): memory times the one before, and the sum of the rows that count
  # (1 or 0 each; none given: all), on a grid when noise is added.
  def statistic_mean(self, before: Tensor, rows: List[Tensor], counts: Tensor, noise: Tensor, grid: float, memory: float) -> Tensor:
    s = torch.zeros_like(torch.to(before, 7))
    if torch.gt(torch.len(rows), 0):
      x = torch.cat(rows, 0)
      if torch.gt(torch.numel(counts), 0):
        x = torch.mul(x, torch.unsqueeze(counts, 1))
      s = torch.sum(x, [0])
    if torch.gt(torch.numel(noise), 0):
      s = torch.add(torch.mul(torch.round(torch.mul(s, torch.div(1., grid))), grid), noise)
    m = torch.add(torch.mul(torch.to(before, 7), memory), torch.mul(s, torch.sub(1., memory)))
    return torch.to(m, 6)
