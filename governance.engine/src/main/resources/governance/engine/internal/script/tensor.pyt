  # Operations of the tensors that plug-ins see: t_ + the name in the interface. Numbers arrive as
  # numbers: no operand is a buffer of the Java side. Every one can be differentiated twice.
  def t_clone(self, x: Tensor) -> Tensor:
    return torch.clone(x)
  def t_leaf(self, x: Tensor) -> Tensor:
    return torch.requires_grad_(torch.clone(torch.detach(x)), True)
  def t_detach(self, x: Tensor) -> Tensor:
    return torch.detach(x)
  def t_like(self, x: Tensor, like: Tensor) -> Tensor:
    return torch.clone(torch.to(x, like))
  def t_constant(self, like: Tensor, value: float) -> Tensor:
    return torch.new_full(like, annotate(List[int], []), value)
  def t_add(self, x: Tensor, y: Tensor) -> Tensor:
    return torch.add(x, y)
  def t_adds(self, x: Tensor, y: float) -> Tensor:
    return torch.add(x, y)
  def t_sub(self, x: Tensor, y: Tensor) -> Tensor:
    return torch.sub(x, y)
  def t_mul(self, x: Tensor, y: Tensor) -> Tensor:
    return torch.mul(x, y)
  def t_muls(self, x: Tensor, y: float) -> Tensor:
    return torch.mul(x, y)
  def t_div(self, x: Tensor, y: Tensor) -> Tensor:
    return torch.div(x, y)
  def t_divs(self, x: Tensor, y: float) -> Tensor:
    return torch.div(x, y)
  def t_neg(self, x: Tensor) -> Tensor:
    return torch.neg(x)
  def t_pow(self, x: Tensor, y: float) -> Tensor:
    return torch.pow(x, y)
  def t_square(self, x: Tensor) -> Tensor:
    return torch.mul(x, x)
  # The root of 0 is replaced before and after, so that no infinite slope is ever multiplied by 0.
  def t_sqrt(self, x: Tensor) -> Tensor:
    zero = torch.eq(x, 0)
    return torch.masked_fill(torch.sqrt(torch.masked_fill(x, zero, 1.)), zero, 0.)
  def t_exp(self, x: Tensor) -> Tensor:
    return torch.exp(x)
  def t_log(self, x: Tensor) -> Tensor:
    return torch.log(x)
  def t_abs(self, x: Tensor) -> Tensor:
    return torch.abs(x)
  def t_sigmoid(self, x: Tensor) -> Tensor:
    return torch.sigmoid(x)
  def t_tanh(self, x: Tensor) -> Tensor:
    return torch.tanh(x)
  def t_clampMin(self, x: Tensor, y: float) -> Tensor:
    return torch.clamp_min(x, y)
  def t_clampMax(self, x: Tensor, y: float) -> Tensor:
    return torch.clamp_max(x, y)
  def t_maximum(self, x: Tensor, y: Tensor) -> Tensor:
    return torch.maximum(x, y)
  def t_minimum(self, x: Tensor, y: Tensor) -> Tensor:
    return torch.minimum(x, y)
  def t_eq(self, x: Tensor, y: Tensor) -> Tensor:
    return torch.type_as(torch.eq(x, y), x)
  def t_gt(self, x: Tensor, y: Tensor) -> Tensor:
    return torch.type_as(torch.gt(x, y), x)
  def t_where(self, x: Tensor, yes: Tensor, no: Tensor) -> Tensor:
    return torch.where(torch.ne(x, 0), yes, no)
  def t_sumAll(self, x: Tensor) -> Tensor:
    return torch.sum(x)
  def t_sum(self, x: Tensor, dim: int) -> Tensor:
    return torch.sum(x, [dim])
  def t_meanAll(self, x: Tensor) -> Tensor:
    return torch.mean(x)
  def t_mean(self, x: Tensor, dim: int) -> Tensor:
    return torch.mean(x, [dim])
  def t_maxAll(self, x: Tensor) -> Tensor:
    return torch.amax(torch.reshape(x, [-1]), [0])
  def t_max(self, x: Tensor, dim: int) -> Tensor:
    return torch.amax(x, [dim])
  def t_min(self, x: Tensor, dim: int) -> Tensor:
    return torch.amin(x, [dim])
  def t_argMax(self, x: Tensor, dim: int) -> Tensor:
    return torch.type_as(torch.argmax(x, dim), x)
  def t_logSumExp(self, x: Tensor, dim: int) -> Tensor:
    return torch.logsumexp(x, [dim])
  def t_norm(self, x: Tensor, dim: int) -> Tensor:
    return (self).t_sqrt(torch.sum(torch.mul(x, x), [dim]))
  def t_cumSum(self, x: Tensor, dim: int) -> Tensor:
    return torch.cumsum(x, dim)
  def t_sort(self, x: Tensor, dim: int) -> Tensor:
    values, order = torch.sort(x, dim, False)
    return values
  def t_matmul(self, x: Tensor, y: Tensor) -> Tensor:
    return torch.matmul(x, y)
  def t_softmax(self, x: Tensor, dim: int) -> Tensor:
    return torch.softmax(x, dim)
  def t_logSoftmax(self, x: Tensor, dim: int) -> Tensor:
    return torch.log_softmax(x, dim)
  def t_reshape(self, x: Tensor, shape: List[int]) -> Tensor:
    return torch.reshape(x, shape)
  def t_transpose(self, x: Tensor, first: int, second: int) -> Tensor:
    return torch.transpose(x, first, second)
  def t_unsqueeze(self, x: Tensor, dim: int) -> Tensor:
    return torch.unsqueeze(x, dim)
  def t_squeeze(self, x: Tensor, dim: int) -> Tensor:
    return torch.squeeze(x, dim)
  def t_slice(self, x: Tensor, dim: int, start: int, end: int) -> Tensor:
    return torch.slice(x, dim, start, end, 1)
  def t_select(self, x: Tensor, indices: Tensor, dim: int) -> Tensor:
    return torch.index_select(x, dim, torch.to(indices, 4))
  def t_gather(self, x: Tensor, indices: Tensor, dim: int) -> Tensor:
    return torch.gather(x, dim, torch.to(indices, 4))
  def t_concat(self, x: Tensor, y: Tensor, dim: int) -> Tensor:
    return torch.cat([x, y], dim)
  # Distances between rows: by differences where they are few, else by one matrix product of centred
  # rows. The product cancels where rows are close, so those pairs are done by differences again.
  def t_cdist(self, x: Tensor, y: Tensor) -> Tensor:
    n = torch.size(x, 0)
    m = torch.size(y, 0)
    # on a card finding the close pairs would wait for it, and memory is plenty
    most = 65536
    if ops.prim.is_cuda(x):
      most = 67108864
    if torch.le(torch.mul(torch.mul(n, m), torch.size(x, 1)), most):
      d = torch.sub(torch.unsqueeze(x, 1), torch.unsqueeze(y, 0))
      r = (self).t_norm(d, 2)
    else:
      c = torch.detach(torch.mean(y, [0], True))
      a = torch.sub(x, c)
      b = torch.sub(y, c)
      s = torch.add(torch.sum(torch.mul(a, a), [1], True), torch.sum(torch.mul(b, b), [1]))
      d2 = torch.addmm(s, a, torch.transpose(b, 0, 1), beta=1, alpha=-2)
      near = torch.le(d2, torch.mul(s, 0.01))
      far = torch.masked_fill(torch.sqrt(torch.masked_fill(d2, near, 1.)), near, 0.)
      pairs = torch.nonzero(near)
      i = torch.select(pairs, 1, 0)
      j = torch.select(pairs, 1, 1)
      close = (self).t_norm(torch.sub(torch.index_select(x, 0, i), torch.index_select(y, 0, j)), 1)
      at = annotate(List[Optional[Tensor]], [i, j])
      r = torch.index_put(far, at, close)
    return r
