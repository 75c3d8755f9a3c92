  # Dropout flags on the device, bit for bit those of KeepBits.java: a 32-bit hash of key and position
  # gives two flags, 16 bits each. Blocks of 4096 flags: the low halves of 2048 hashes, then the high
  # halves. Right shifts copy the sign, so the copied bits are cleared; products wrap around.
  # What the hashes of all sites of a pass have in common, [pairs] int32; low: low half of the key.
  def keep_base(self, like: Tensor, low: int, pairs: int) -> Tensor:
    x = torch.arange(pairs, dtype=3, layout=None, device=ops.prim.device(like))
    x = torch.add_(x, low)
    x = torch.bitwise_xor_(x, torch.bitwise_and_(torch.__rshift__(x, 16), 65535))
    x = torch.mul_(x, -2048144789)
    x = torch.bitwise_xor_(x, torch.bitwise_and_(torch.__rshift__(x, 13), 524287))
    return torch.mul_(x, -1028477387)
  # Hashes before their last mixing, with the highest bit turned over, so that numbers with a sign
  # compare as those without one do.
  def keep_mix(self, base: Tensor, offset: int) -> Tensor:
    x = torch.add(base, offset)
    x = torch.bitwise_xor_(x, torch.bitwise_and_(torch.__rshift__(x, 16), 65535))
    return torch.rsub(x, -2147483648, 1640531535)
  # Flags [b, 2, 2048] from those, [b, 2048]. The last mixing, x ^ x >>> 15, changes of the high half
  # only the lowest bit, which decides nothing where the threshold is even.
  def keep_put(self, flags: Tensor, x: Tensor, threshold: int) -> Tensor:
    low = torch.bitwise_and_(torch.bitwise_xor_(torch.__rshift__(x, 15), x), 65535)
    _0 = torch.ge(low, threshold, out=torch.select(flags, 1, 0))
    y = x
    if torch.ne(torch.remainder(threshold, 2), 0):
      y = torch.add(x, -2147483648)
      y = torch.bitwise_xor_(y, torch.bitwise_and_(torch.__rshift__(y, 15), 131071))
      y = torch.add_(y, -2147483648)
    most = torch.sub(torch.mul(threshold, 65536), 2147483648)
    return torch.ge(y, most, out=torch.select(flags, 1, 1))
  def keep_site(self, base: Tensor, flags: Tensor, at: int, count: int, offset: int, threshold: int) -> int:
    whole = torch.floordiv(count, 4096)
    rest = torch.sub(count, torch.mul(whole, 4096))
    if torch.gt(rest, 0):
      blocks = torch.add(whole, 1)
    else:
      blocks = whole
    x = (self).keep_mix(torch.slice(base, 0, 0, torch.mul(blocks, 2048), 1), offset)
    x = torch.view(x, [blocks, 2048])
    end = torch.add(at, torch.mul(whole, 4096))
    if torch.gt(whole, 0):
      to = torch.view(torch.slice(flags, 0, at, end, 1), [whole, 2, 2048])
      _0 = (self).keep_put(to, torch.slice(x, 0, 0, whole, 1), threshold)
    if torch.gt(rest, 0):
      last = torch.new_empty(flags, [1, 2, 2048])
      _1 = (self).keep_put(last, torch.slice(x, 0, whole, blocks, 1), threshold)
      tail = torch.slice(torch.view(last, [-1]), 0, 0, rest, 1)
      _2 = torch.copy_(torch.slice(flags, 0, end, torch.add(at, count), 1), tail)
    return count
  # Draws the flags of all sites of a pass: into which block, from where, how many, with which offset
  # and threshold.
  def keep_flags(self, blocks: List[Tensor], starts: List[int], counts: List[int], offsets: List[int], thresholds: List[int], low: int) -> Tensor:
    most = 0
    for i in range(torch.len(counts)):
      if torch.gt(counts[i], most):
        most = counts[i]
    pairs = torch.mul(torch.floordiv(torch.add(most, 4095), 4096), 2048)
    base = (self).keep_base(blocks[0], low, pairs)
    for i in range(torch.len(counts)):
      if torch.eq(thresholds[i], 0):
        to = torch.slice(blocks[i], 0, starts[i], torch.add(starts[i], counts[i]), 1)
        _0 = torch.fill_(to, 1)
      elif torch.gt(counts[i], 0):
        _1 = (self).keep_site(base, blocks[i], starts[i], counts[i], offsets[i], thresholds[i])
    return base
  # Flags of the library's own generator; keep: probability of 1.
  def keep_drawn(self, flags: Tensor, at: int, count: int, keep: float) -> Tensor:
    return torch.bernoulli_(torch.slice(flags, 0, at, torch.add(at, count), 1), keep)
