package plugins.data.internal.rowtext;

import governance.api.data.Dataset;
import governance.api.data.FittedTransform;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import java.util.List;

/** Leaves rows alone whose only readable column is a text already. */
final class UnchangedText implements FittedTransform {
  @Override
  public TransformResult apply(Dataset data, Split split) {
    return new TransformResult(data, List.of());
  }

  @Override
  public String state() {
    return "unchanged";
  }
}
