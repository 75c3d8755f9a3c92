  # Memory of the processor that Java code fills; pinned, a card copies from it without anybody waiting.
  def host_empty(self, count: int, type: int, pinned: bool) -> Tensor:
    if pinned:
      r = torch.empty([count], dtype=type, layout=None, device=torch.device("cpu"), pin_memory=True)
    else:
      r = torch.empty([count], dtype=type, layout=None, device=torch.device("cpu"))
    return r
  # A copy on a device. What it is copied from may be given back at once: the library keeps pinned
  # memory from being used again until the copy is done.
  def send(self, host: Tensor, device: str) -> Tensor:
    return torch.to(host, torch.device(device), None, True, True)
  def send_parts(self, host: Tensor, device: str, sizes: List[int]) -> List[Tensor]:
    return torch.split_with_sizes((self).send(host, device), sizes)
  def send_shaped(self, host: Tensor, device: str, shape: List[int]) -> Tensor:
    return torch.view((self).send(host, device), shape)
  # The values of several tensors behind each other, so that one copy brings them to the processor.
  def flat(self, xs: List[Tensor]) -> Tensor:
    parts = annotate(List[Tensor], [])
    for i in range(torch.len(xs)):
      _0 = torch.append(parts, torch.reshape(xs[i], [-1]))
    return torch.cat(parts)
