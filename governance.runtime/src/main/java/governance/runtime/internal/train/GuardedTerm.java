package governance.runtime.internal.train;

import governance.api.model.Tensor;
import governance.api.run.ContributionInfo;
import governance.api.train.OwnBuffer;
import governance.api.train.OwnParameter;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltyTerm;
import governance.api.train.PrivateStatistic;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.border.ContributionFailedException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A term at the border to its contribution: what it throws, returns and how long it takes is
 * checked. Whether its value is finite is the engine's to tell: looking would wait for the device.
 */
final class GuardedTerm implements PenaltyTerm {
  private final ContributionInfo info;
  private final PenaltyTerm term;
  private final StepWatch watch;
  private final List<OwnParameter> parameters;
  private final List<OwnBuffer> buffers;
  private final List<PrivateStatistic> statistics;

  GuardedTerm(ContributionInfo info, PenaltyTerm term, StepWatch watch) {
    this.info = info;
    this.term = term;
    this.watch = watch;
    this.parameters = Border.call(info, () -> List.copyOf(term.parameters()));
    this.buffers = Border.call(info, () -> List.copyOf(term.buffers()));
    this.statistics = Border.call(info, () -> List.copyOf(term.statistics()));
    once("statistics", statistics.stream().map(PrivateStatistic::name).toList());
    once("parameters", parameters.stream().map(OwnParameter::name).toList());
    once("buffers", buffers.stream().map(OwnBuffer::name).toList());
  }

  private void once(String what, List<String> all) {
    Set<String> names = new HashSet<>();
    for (String name : all) {
      if (!names.add(name)) {
        throw new ContributionFailedException(
            info, "declared two " + what + " \"" + name + "\"", null);
      }
    }
  }

  @Override
  public List<OwnParameter> parameters() {
    return parameters;
  }

  @Override
  public List<OwnBuffer> buffers() {
    return buffers;
  }

  @Override
  public List<PrivateStatistic> statistics() {
    return statistics;
  }

  @Override
  public Tensor evaluate(PenaltyContext batch) {
    Tensor value = null;
    RuntimeException failure = null;
    watch.enter(info);
    try {
      value = Border.call(info, () -> term.evaluate(batch));
    } catch (RuntimeException e) {
      failure = e;
    }
    if (watch.leave()) {
      throw new ContributionFailedException(
          info, "did not return within " + watch.limit(), failure);
    }
    if (failure != null) {
      throw failure;
    }
    check(value);
    return value;
  }

  private void check(Tensor value) {
    long[] shape = value.shape();
    if (Arrays.stream(shape).reduce(1, (a, b) -> a * b) != 1) {
      String what =
          "returned a tensor of shape " + Arrays.toString(shape) + ", expected a single number";
      throw new ContributionFailedException(info, what, null);
    }
  }
}
