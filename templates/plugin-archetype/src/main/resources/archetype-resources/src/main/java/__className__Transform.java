package ${package};

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
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Component;

/** Writes texts that the model reads in capitals. What is learnt from training rows goes to fit. */
@Component
@Contribution(
    kind = Kind.TRANSFORM,
    id = "${id}",
    description = "Writes texts that the model reads in capitals.")
public final class ${className}Transform implements DatasetTransform {
  @Override
  public FittedTransform fit(TransformSetup setup) {
    return new Fitted();
  }

  /** Holds what was learnt: here nothing. */
  private record Fitted() implements FittedTransform {
    @Override
    public TransformResult apply(Dataset data, Split split) {
      Dataset result = data;
      List<Change> changes = new ArrayList<>();
      for (Column column : data.schema().with(Role.TEXT)) {
        if (column.type() == ValueType.STRING) {
          List<String> capitals = new ArrayList<>();
          long altered = 0;
          for (Object value : data.values(column.name())) {
            String text = value == null ? null : value.toString().toUpperCase(Locale.ROOT);
            altered += value == null || value.equals(text) ? 0 : 1;
            capitals.add(text);
          }
          if (altered > 0) {
            result = result.with(column, capitals);
            changes.add(new Change(ChangeType.ALTERED, "column " + column.name(), altered));
          }
        }
      }
      return new TransformResult(result, changes);
    }

    @Override
    public String state() {
      return "capitals";
    }
  }
}
