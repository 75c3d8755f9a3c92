  # Cross entropy of each row, [2, B]: means over the row's labelled tokens and sums.
  def row_losses(self, logits: Tensor, labels: Tensor) -> Tensor:
    b = torch.size(labels, 0)
    flat = torch.reshape(logits, [-1, torch.size(logits, -1)])
    each = torch.cross_entropy_loss(flat, torch.reshape(labels, [-1]), None, 0, -100)
    sums = torch.sum(torch.reshape(each, [b, -1]), [1])
    some = torch.type_as(torch.ne(torch.reshape(labels, [b, -1]), -100), sums)
    return torch.stack([torch.div(sums, torch.clamp_min(torch.sum(some, [1]), 1.)), sums], 0)
  # Word embeddings as a leaf of the graph.
  def word_leaf(self, table: Tensor, ids: Tensor) -> Tensor:
    return torch.requires_grad_(torch.embedding(torch.detach(table), ids), True)
  def probabilities(self, logits: Tensor) -> Tensor:
    return torch.softmax(torch.to(logits, 6), -1)
  # Loss plus weighted terms, and the values of loss, sum and terms in one array.
  def combine(self, loss: Tensor, terms: List[Tensor], weights: List[float]) -> List[Tensor]:
    total = loss
    values = annotate(List[Tensor], [])
    for i in range(torch.len(terms)):
      if torch.ne(weights[i], 0.):
        total = torch.add(total, torch.mul(terms[i], weights[i]))
      _0 = torch.append(values, torch.detach(terms[i]))
    both = [torch.detach(loss), torch.detach(total)]
    return [total, torch.stack(torch.add(both, values))]
  def repeat_rows(self, x: Tensor, times: int) -> Tensor:
    return torch.repeat(x, [times, 1])
