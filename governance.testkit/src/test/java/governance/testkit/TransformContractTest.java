package governance.testkit;

import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import java.util.List;
import java.util.stream.IntStream;

/** The contract holds for a plain transform that drops the first training row. */
class TransformContractTest extends TransformContract {
  @Override
  protected DatasetTransform transform() {
    return setup -> new WithoutFirst();
  }

  private static final class WithoutFirst implements FittedTransform {
    @Override
    public TransformResult apply(Dataset data, Split split) {
      if (split != Split.TRAIN || data.size() == 0) {
        return new TransformResult(data, List.of());
      }
      int[] rest = IntStream.range(1, data.size()).toArray();
      Change change = new Change(ChangeType.REMOVED, "the first row", 1);
      return new TransformResult(data.select(rest), List.of(change));
    }

    @Override
    public String state() {
      return "without the first row";
    }
  }
}
