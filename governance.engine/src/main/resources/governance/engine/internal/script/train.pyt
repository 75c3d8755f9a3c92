  # Gradients of the loss for p and, after them, for the word embeddings that were looked up.
  def gradients(self, loss: Tensor, p: List[Tensor], words: List[Tensor]) -> List[Tensor]:
    return (self).grad(loss, torch.add(p, words), False)
  # Adds the gradient of looked-up rows ([..., E]) to the table gradient; row `pad` gets none.
  def scatter(self, table: Tensor, ids: Tensor, g: Tensor, pad: int, factor: float) -> Tensor:
    e = torch.size(table, 1)
    i = torch.reshape(ids, [-1])
    r = torch.index_add_(table, 0, i, torch.reshape(g, [-1, e]), alpha=factor)
    if torch.ge(pad, 0):
      _0 = torch.zero_(torch.select(table, 0, pad))
    return r
  # The same on a card, whose index_add_ adds in any order: this one sorts, so sums are the same again.
  def scatter_sorted(self, table: Tensor, ids: Tensor, g: Tensor, pad: int, factor: float) -> Tensor:
    values = torch.reshape(g, [-1, torch.size(table, 1)])
    if torch.ne(factor, 1.):
      values = torch.mul(values, factor)
    at = annotate(List[Optional[Tensor]], [torch.reshape(ids, [-1])])
    r = torch.index_put_(table, at, values, True)
    if torch.ge(pad, 0):
      _0 = torch.zero_(torch.select(table, 0, pad))
    return r
  def add_all(self, sums: List[Tensor], gs: List[Tensor], factor: float) -> Tensor:
    torch._foreach_add_(sums, gs, alpha=factor)
    return sums[0]
  def scale_all(self, gs: List[Tensor], factor: float) -> Tensor:
    torch._foreach_mul_(gs, factor)
    return gs[0]
  # Adds the given rows of another table gradient.
  def add_rows(self, table: Tensor, other: Tensor, rows: Tensor, factor: float) -> Tensor:
    return torch.index_add_(table, 0, rows, torch.index_select(other, 0, rows), alpha=factor)
  # Global 2-norm of g and the given rows of the table gradient, which is 0 elsewhere.
  def global_norm(self, table: Tensor, rows: Tensor, g: List[Tensor]) -> Tensor:
    ns = torch._foreach_norm(g, 2)
    _0 = torch.append(ns, torch.linalg_vector_norm(torch.index_select(table, 0, rows)))
    return torch.linalg_vector_norm(torch.stack(ns))
  # One AdamW step (decoupled decay). c: 0 learning rate, 1 beta1, 2 beta2, 3 epsilon. The divisor, at least 1,
  # divides the gradients first. Nothing changes when skip is 1. Only where reading is free (`look`) is a divisor of
  # 1 looked for, which saves writing the gradients back.
  def adamw(self, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], step: int, decay: float, divisor: Tensor, skip: Tensor, look: bool, c: List[float]) -> Tensor:
    t = torch.new_full(skip, annotate(List[int], []), float(step))
    ts = annotate(List[Tensor], [])
    for i in range(torch.len(p)):
      _0 = torch.append(ts, t)
    no = annotate(List[Tensor], [])
    divides = True
    if look:
      divides = torch.gt(float(divisor), 1.)
    if divides:
      torch._fused_adamw_(p, g, m, v, no, ts, lr=c[0], beta1=c[1], beta2=c[2], weight_decay=decay, eps=c[3], amsgrad=False, maximize=False, grad_scale=divisor, found_inf=skip)
    else:
      torch._fused_adamw_(p, g, m, v, no, ts, lr=c[0], beta1=c[1], beta2=c[2], weight_decay=decay, eps=c[3], amsgrad=False, maximize=False, found_inf=skip)
    return p[0]
  def clear_rows(self, table: Tensor, rows: Tensor) -> Tensor:
    return torch.index_fill_(table, 0, rows, 0.)
  def zero_all(self, xs: List[Tensor]) -> Tensor:
    torch._foreach_zero_(xs)
    return xs[0]
  # A step of the given length along the gradient of each row, then back into the ball of radius epsilon
  # (2-norm over all positions of a row). A row whose gradient is 0 stays.
  def perturb(self, delta: Tensor, g: Tensor, size: float, epsilon: float) -> Tensor:
    b = torch.size(g, 0)
    f = torch.reshape(g, [b, -1])
    n = torch.sqrt(torch.sum(torch.mul(f, f), [1], True))
    d = torch.add(torch.reshape(delta, [b, -1]), torch.div(f, torch.clamp_min(n, 1e-30)), alpha=size)
    m = torch.sqrt(torch.sum(torch.mul(d, d), [1], True))
    r = torch.mul(d, torch.clamp_max(torch.mul(torch.reciprocal(torch.clamp_min(m, 1e-30)), epsilon), 1.))
    return torch.reshape(r, torch.size(g))
