package governance.api.train;

import governance.api.model.Tensor;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A penalty made ready for one run. Called once a step by the run's thread; holds no accumulators
 * but those it declares in {@link #buffers()}.
 */
@FunctionalInterface
@ConsumerType
public interface PenaltyTerm {
  /**
   * Returns the term for one batch: a finite scalar of at least 0, differentiable, on the scale of
   * a batch mean so that its weight means the same for every batch size. 0 when the batch holds
   * nothing to compare. A null, non-scalar or non-finite result stops the run and names the
   * contribution.
   */
  Tensor evaluate(PenaltyContext batch);

  /**
   * Returns the tensors of its own that the term trains with the model, none by default. Asked
   * once, before training; the values of each step come from {@link PenaltyContext#own(String)}. A
   * parameter that is to work against the model, as an adversary's representation does, reverses
   * the gradient: {@code x.detach().mul(2).sub(x)} is x with the gradient of −x.
   *
   * @since 1.1
   */
  default List<OwnParameter> parameters() {
    return List.of();
  }

  /**
   * Returns the tensors that the term keeps from step to step without training them, none by
   * default. Asked once, before training; read by {@link PenaltyContext#buffer(String)}, replaced
   * by {@link PenaltyContext#keep(String, Tensor)}. A term with buffers depends on rows of earlier
   * steps, so it has no per-sample gradient and is refused beside a policy that clips row by row.
   *
   * @since 1.1
   */
  default List<OwnBuffer> buffers() {
    return List.of();
  }

  /**
   * Returns the figures over the rows of a step that the term is to know in later steps, none by
   * default. Asked once, before training. Unlike buffers they suit a policy that clips row by row,
   * which releases them with noise of its own account.
   *
   * @since 1.1
   */
  default List<PrivateStatistic> statistics() {
    return List.of();
  }
}
