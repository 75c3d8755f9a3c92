  # q [B, t, E], k and v [B, T, E]; bias [B * h, 1, T] is added to the scores, or has no elements.
  # keep: flags (0 or 1) of the kept probabilities, or no elements; scale = 1 / keep probability.
  def attend(self, q: Tensor, k: Tensor, v: Tensor, bias: Tensor, keep: Tensor, heads: int, scale: float, flash: bool) -> Tensor:
    b = torch.size(q, 0)
    t = torch.size(q, 1)
    e = torch.size(q, 2)
    s = torch.size(k, 1)
    d = torch.floordiv(e, heads)
    q4 = torch.transpose(torch.view(q, [b, t, heads, d]), 1, 2)
    k4 = torch.transpose(torch.view(k, [b, s, heads, d]), 1, 2)
    v4 = torch.transpose(torch.view(v, [b, s, heads, d]), 1, 2)
    if flash:
      if torch.gt(torch.numel(bias), 0):
        o4 = torch.scaled_dot_product_attention(q4, k4, v4, torch.view(bias, [b, heads, 1, s]))
      else:
        o4 = torch.scaled_dot_product_attention(q4, k4, v4)
    else:
      n = torch.mul(b, heads)
      q3 = torch.reshape(q4, [n, t, d])
      k3 = torch.transpose(torch.reshape(k4, [n, s, d]), 1, 2)
      r = torch.pow(float(d), -0.5)
      if torch.gt(torch.numel(bias), 0):
        z = torch.baddbmm(torch.expand(bias, [n, t, s]), q3, k3, beta=1, alpha=r)
      else:
        z = torch.baddbmm(torch.expand(torch.new_empty(q, [1]), [n, t, s]), q3, k3, beta=0, alpha=r)
      a = torch.softmax(z, -1)
      v3 = torch.reshape(v4, [n, s, d])
      if torch.gt(torch.numel(keep), 0):
        o3 = torch.mul(torch.bmm(torch.mul(a, torch.view(keep, [n, t, s])), v3), scale)
      else:
        o3 = torch.bmm(a, v3)
      o4 = torch.view(o3, [b, heads, t, d])
    return torch.reshape(torch.transpose(o4, 1, 2), [b, t, e])
