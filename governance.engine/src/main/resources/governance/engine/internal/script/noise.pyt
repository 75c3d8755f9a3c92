  # Noise on the device: the key stream of ChaCha20 (RFC 8439) as Gaussian numbers, rounded to whole ones. Words are
  # int32, whose sums and products wrap around; right shifts copy the sign, so the copied bits are cleared.
  # Rotates to the left in place; factor: 2 to the power of the bits.
  def chacha_rotate(self, x: Tensor, bits: int, factor: int) -> Tensor:
    high = torch.bitwise_and_(torch.__rshift__(x, torch.sub(32, bits)), torch.sub(factor, 1))
    return torch.bitwise_or_(torch.mul_(x, factor), high)
  # The quarter round (section 2.1) of four columns at once, in place; a, b, c, d: [4, blocks].
  def chacha_quarter(self, a: Tensor, b: Tensor, c: Tensor, d: Tensor) -> Tensor:
    _0 = (self).chacha_rotate(torch.bitwise_xor_(d, torch.add_(a, b)), 16, 65536)
    _1 = (self).chacha_rotate(torch.bitwise_xor_(b, torch.add_(c, d)), 12, 4096)
    _2 = (self).chacha_rotate(torch.bitwise_xor_(d, torch.add_(a, b)), 8, 256)
    return (self).chacha_rotate(torch.bitwise_xor_(b, torch.add_(c, d)), 7, 128)
  # The state before the rounds, [16, blocks] (section 2.3). key: 8 words; nonce: 3 words.
  def chacha_state(self, like: Tensor, key: List[int], nonce: List[int], counter: int, blocks: int) -> Tensor:
    z = torch.new_empty(like, [16, blocks], dtype=3)
    words = torch.add([1634760805, 857760878, 2036477234, 1797285236], key)
    for i in range(12):
      _0 = torch.fill_(torch.select(z, 0, i), words[i])
    count = torch.arange(blocks, dtype=3, layout=None, device=ops.prim.device(like))
    _1 = torch.copy_(torch.select(z, 0, 12), torch.add_(count, counter))
    for i in range(3):
      _2 = torch.fill_(torch.select(z, 0, torch.add(13, i)), nonce[i])
    return z
  # The key stream, word i of block j at [i, j].
  def chacha_blocks(self, like: Tensor, key: List[int], nonce: List[int], counter: int, blocks: int) -> Tensor:
    z = (self).chacha_state(like, key, nonce, counter, blocks)
    w = torch.clone(z)
    a = torch.slice(w, 0, 0, 4, 1)
    b = torch.slice(w, 0, 4, 8, 1)
    c = torch.slice(w, 0, 8, 12, 1)
    d = torch.slice(w, 0, 12, 16, 1)
    for i in range(10):
      _0 = (self).chacha_quarter(a, b, c, d)
      b = torch.roll(b, [-1], [0])
      c = torch.roll(c, [-2], [0])
      d = torch.roll(d, [-3], [0])
      _1 = (self).chacha_quarter(a, b, c, d)
      b = torch.roll(b, [1], [0])
      c = torch.roll(c, [2], [0])
      d = torch.roll(d, [3], [0])
    return torch.add_(z, torch.cat([a, b, c, d], 0))
  # Numbers in (0, 1] from 64 bits each, float64.
  def unit_interval(self, high: Tensor, low: Tensor) -> Tensor:
    x = torch.mul_(torch.add_(torch.to(high, 7), 2147483648.), 2.3283064365386963e-10)
    y = torch.mul_(torch.add_(torch.to(low, 7), 2147483648.5), 5.421010862427522e-20)
    return torch.add_(x, y)
  # Twice as many numbers as `pairs`, float32: Gaussian ones of a deviation (Box and Muller 1958) in float64, rounded,
  # plus a number from -32768 to 32767, each as likely, which smooths what float64 leaves uneven. words: at least
  # five for each pair.
  def gauss_whole(self, words: Tensor, pairs: int, deviation: float) -> Tensor:
    ws = torch.split(torch.slice(words, 0, 0, torch.mul(5, pairs), 1), pairs, 0)
    r = torch.mul_(torch.log_((self).unit_interval(ws[0], ws[1])), -2.)
    r = torch.mul_(torch.sqrt_(r), deviation)
    t = torch.mul_((self).unit_interval(ws[2], ws[3]), 6.283185307179586)
    z = torch.round_(torch.cat([torch.mul(torch.cos(t), r), torch.mul(torch.sin(t), r)], 0))
    low = torch.bitwise_and(ws[4], 65535)
    high = torch.bitwise_and_(torch.__rshift__(ws[4], 16), 65535)
    z = torch.add_(torch.add_(z, torch.cat([low, high], 0)), -32768.)
    return torch.to(z, 6)
  # Adds noise to values from..., so many, of each sum: sums times `inverse` are rounded to whole numbers, and all is
  # multiplied by `scale`.
  def noise_add(self, sums: List[Tensor], starts: List[int], counts: List[int], key: List[int], nonce: List[int], counter: int, deviation: float, inverse: float, scale: float) -> Tensor:
    all = 0
    for i in range(torch.len(counts)):
      all = torch.add(all, counts[i])
    pairs = torch.floordiv(torch.add(all, 1), 2)
    blocks = torch.floordiv(torch.add(torch.mul(5, pairs), 15), 16)
    words = torch.view((self).chacha_blocks(sums[0], key, nonce, counter, blocks), [-1])
    z = (self).gauss_whole(words, pairs, deviation)
    at = 0
    for i in range(torch.len(counts)):
      end = torch.add(starts[i], counts[i])
      to = torch.slice(torch.view(sums[i], [-1]), 0, starts[i], end, 1)
      more = torch.slice(z, 0, at, torch.add(at, counts[i]), 1)
      _0 = torch.mul_(torch.add_(torch.round_(torch.mul_(to, inverse)), more), scale)
      at = torch.add(at, counts[i])
    return z
