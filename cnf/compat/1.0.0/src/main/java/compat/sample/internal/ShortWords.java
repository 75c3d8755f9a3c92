package compat.sample.internal;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Split;
import governance.api.data.TransformResult;
import governance.api.data.TransformResult.Change;
import governance.api.data.TransformResult.ChangeType;
import governance.api.data.TransformSetup;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Cuts words to the greatest length that a training row has. */
@Component(scope = ServiceScope.PROTOTYPE)
@Contribution(kind = Kind.TRANSFORM, id = "compat.short-words")
public final class ShortWords implements DatasetTransform {
  @Override
  public FittedTransform fit(TransformSetup setup) {
    int longest = 1;
    for (Column column : setup.training().schema().with(Role.TEXT)) {
      for (int row = 0; row < setup.training().size(); row++) {
        for (String word : setup.training().string(column.name(), row).split(" ")) {
          longest = Math.max(longest, word.length());
        }
      }
    }
    return new Cut(longest);
  }

  private record Cut(int longest) implements FittedTransform {
    @Override
    public TransformResult apply(Dataset data, Split split) {
      Dataset result = data;
      List<Change> changes = new ArrayList<>();
      for (Column column : data.schema().with(Role.TEXT)) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < data.size(); row++) {
          texts.add(data.string(column.name(), row).replaceAll("(\\S{" + longest + "})\\S+", "$1"));
        }
        result = result.with(column, texts);
        changes.add(new Change(ChangeType.ALTERED, "words of " + column.name(), data.size()));
      }
      return new TransformResult(result, changes);
    }

    @Override
    public String state() {
      return "longest " + longest;
    }
  }
}
