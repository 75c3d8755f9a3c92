  # Noise on the device: the key stream of ChaCha20 (RFC 8439) as Gaussian numbers, rounded to whole ones. The same bits as
  # noise.h of governance.engine.cuda, which says what is computed. Words are int32, whose sums and products wrap around;
  # right shifts copy the sign, so the copied bits are cleared. float64 is used for sums, products, quotients and roots only.
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
  # The state before the rounds, [16, blocks] (section 2.3). key: 8 words; nonce: 3 words, of which the first counts on
  # where 32 bits of the counter end.
  def chacha_state(self, like: Tensor, key: List[int], nonce: List[int], counter: int, blocks: int) -> Tensor:
    z = torch.new_empty(like, [16, blocks], dtype=3)
    words = torch.add([1634760805, 857760878, 2036477234, 1797285236], key)
    for i in range(12):
      _0 = torch.fill_(torch.select(z, 0, i), words[i])
    count = torch.add_(torch.arange(blocks, dtype=4, layout=None, device=ops.prim.device(like)), counter)
    low = torch.bitwise_xor_(torch.bitwise_and(count, 4294967295), 2147483648)
    _1 = torch.copy_(torch.select(z, 0, 12), torch.sub_(low, 2147483648))
    _2 = torch.copy_(torch.select(z, 0, 13), torch.add_(torch.__rshift__(count, 32), nonce[0]))
    for i in range(2):
      _3 = torch.fill_(torch.select(z, 0, torch.add(14, i)), nonce[torch.add(i, 1)])
    return z
  # The key stream, word i of block j at [i, j]. What would tell the key is cleared.
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
    end = torch.cat([a, b, c, d], 0)
    z = torch.add_(z, end)
    _2 = torch.zero_(w)
    _3 = torch.zero_(end)
    for one in [b, c, d]:
      _4 = torch.zero_(one)
    return z
  # Coefficients from the highest power down, at least two.
  def polynomial(self, x: Tensor, coefficients: List[float]) -> Tensor:
    p = torch.add_(torch.mul(x, coefficients[0]), coefficients[1])
    for i in range(torch.sub(torch.len(coefficients), 2)):
      p = torch.add_(torch.mul_(p, x), coefficients[torch.add(i, 2)])
    return p
  # ln u for u from 64 bits in (0, 1], float64: u = 2^k m, and ln m by its series in s = (m - 1) / (m + 1).
  def log_unit(self, high: Tensor, low: Tensor) -> Tensor:
    u = torch.mul_(torch.add_(torch.to(high, 7), 2147483648.), 2.3283064365386963e-10)
    u = torch.add_(u, torch.mul_(torch.add_(torch.to(low, 7), 2147483648.5), 5.421010862427522e-20))
    m, e, = torch.frexp(u)
    small = torch.to(torch.lt(m, 0.7071067811865476), 7)
    k = torch.sub_(torch.to(e, 7), small)
    f = torch.add_(torch.add_(m, torch.mul(m, small)), -1.)
    s = torch.div(f, torch.add(f, 2.))
    z = torch.mul(s, s)
    p = (self).polynomial(z, [0.09523809523809523, 0.10526315789473684, 0.11764705882352941, 0.13333333333333333, 0.15384615384615385, 0.18181818181818182, 0.2222222222222222, 0.2857142857142857, 0.4, 0.6666666666666666])
    rest = torch.add_(torch.mul_(torch.mul_(p, z), s), torch.mul(k, 7.371002565167799e-13))
    return torch.add_(torch.add_(rest, torch.add(s, s)), torch.mul_(k, 0.6931471805592082))
  # Cosines, then sines of angles up to an eighth of a turn off the quarter turn that the second highest bit tells.
  def direction(self, high: Tensor, low: Tensor) -> List[Tensor]:
    t = torch.mul_(torch.to(torch.mul(high, 4), 7), 2.3283064365386963e-10)
    t = torch.add_(t, torch.mul_(torch.add_(torch.to(low, 7), 2147483648.5), 2.168404344971009e-19))
    t = torch.mul_(t, 1.5707963267948966)
    w = torch.mul(t, t)
    c = (self).polynomial(w, [4.779477332387385e-14, -1.1470745597729725e-11, 2.08767569878681e-09, -2.755731922398589e-07, 2.48015873015873e-05, -0.001388888888888889, 0.041666666666666664, -0.5])
    c = torch.add_(torch.mul_(c, w), 1.)
    s = (self).polynomial(w, [2.8114572543455206e-15, -7.647163731819816e-13, 1.6059043836821613e-10, -2.505210838544172e-08, 2.7557319223985893e-06, -0.0001984126984126984, 0.008333333333333333, -0.16666666666666666])
    s = torch.add_(torch.mul_(torch.mul_(s, w), t), t)
    quarter = torch.ne(torch.bitwise_and(high, 1073741824), 0)
    return [torch.where(quarter, torch.neg(s), c), torch.where(quarter, c, s)]
  # Six numbers of each block, float32: Gaussian ones of a deviation (Box and Muller 1958) in float64, rounded, plus a
  # number from -32768 to 32767, each as likely, which smooths what float64 leaves uneven. words: [16, blocks].
  def gauss_whole(self, words: Tensor, deviation: float) -> Tensor:
    ws = torch.split(words, 3, 0)
    r = torch.mul_(torch.sqrt_(torch.mul_((self).log_unit(ws[0], ws[1]), -2.)), deviation)
    # the highest bit is half a turn
    r = torch.mul_(r, torch.add_(torch.mul_(torch.to(torch.lt(ws[2], 0), 7), -2.), 1.))
    xy = (self).direction(ws[2], ws[3])
    z = torch.round_(torch.cat([torch.mul(xy[0], r), torch.mul(xy[1], r)], 0))
    low = torch.bitwise_and(ws[4], 65535)
    high = torch.bitwise_and_(torch.__rshift__(ws[4], 16), 65535)
    z = torch.add_(torch.add_(z, torch.cat([low, high], 0)), -32768.)
    return torch.reshape(torch.transpose(torch.to(z, 6), 0, 1), [-1])
  # Adds noise to values from..., so many, of each sum: sums times `inverse` are rounded to whole numbers, and all is
  # multiplied by `scale`. first: number of the first value in the step; value g takes its noise from block g / 6.
  def noise_add(self, sums: List[Tensor], starts: List[int], counts: List[int], key: List[int], first: int, deviation: float, inverse: float, scale: float) -> Tensor:
    block = torch.floordiv(first, 6)
    skip = torch.sub(first, torch.mul(block, 6))
    all = skip
    for i in range(torch.len(counts)):
      all = torch.add(all, counts[i])
    blocks = torch.floordiv(torch.add(all, 5), 6)
    words = (self).chacha_blocks(sums[0], key, [0, 0, 0], block, blocks)
    z = (self).gauss_whole(words, deviation)
    _1 = torch.zero_(words)
    at = skip
    for i in range(torch.len(counts)):
      end = torch.add(starts[i], counts[i])
      to = torch.slice(torch.view(sums[i], [-1]), 0, starts[i], end, 1)
      more = torch.slice(z, 0, at, torch.add(at, counts[i]), 1)
      _0 = torch.mul_(torch.add_(torch.round_(torch.mul_(to, inverse)), more), scale)
      at = torch.add(at, counts[i])
    return z
