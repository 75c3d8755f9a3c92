package examples.transform;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
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
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Replaces values of features and quasi-identifiers that few training rows share, so that no rare
 * value singles a person out (the generalisation of k-anonymity, Sweeney 2002, for one column at a
 * time) and the model meets no value it has hardly seen. Missing values stay missing.
 */
@Component
@Contribution(
    kind = Kind.TRANSFORM,
    id = "example.rare-values",
    settings = RareValues.Config.class,
    description = "Replaces values that few training rows share.")
public final class RareValues implements DatasetTransform {
  /** The settings. */
  @ObjectClassDefinition(
      name = "Rare values",
      description = "Replaces values of features and quasi-identifiers that few rows share.")
  @interface Config {
    /** Fewest rows. */
    @AttributeDefinition(min = "1", description = "Training rows that a value needs to be kept.")
    int rows() default 5;

    /** The replacement. */
    @AttributeDefinition(description = "What stands in place of a rare value.")
    String replacement() default "other";
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    Settings settings = setup.settings();
    Config config = settings.as(Config.class);
    TreeMap<String, SortedSet<String>> kept = new TreeMap<>();
    for (Column column : setup.training().schema().columns()) {
      boolean described = column.role() == Role.FEATURE || column.role() == Role.QUASI_IDENTIFIER;
      if (described && column.type() == ValueType.STRING) {
        kept.put(column.name(), frequent(setup.training().values(column.name()), config.rows()));
      }
    }
    return new Fitted(kept, config.replacement());
  }

  private static SortedSet<String> frequent(List<?> values, int rows) {
    Map<String, Integer> counts = new TreeMap<>();
    values.stream().filter(v -> v != null).forEach(v -> counts.merge((String) v, 1, Integer::sum));
    counts.values().removeIf(count -> count < rows);
    return new TreeSet<>(counts.keySet());
  }

  private record Fitted(TreeMap<String, SortedSet<String>> kept, String replacement)
      implements FittedTransform {
    @Override
    public TransformResult apply(Dataset data, Split split) {
      Dataset result = data;
      List<Change> changes = new ArrayList<>();
      for (Column column : data.schema().columns()) {
        SortedSet<String> known = kept.get(column.name());
        if (known != null) {
          List<String> values = new ArrayList<>();
          long altered = 0;
          for (Object value : data.values(column.name())) {
            boolean rare = value != null && !known.contains(value) && !value.equals(replacement);
            altered += rare ? 1 : 0;
            values.add(rare ? replacement : (String) value);
          }
          if (altered > 0) {
            result = result.with(column, values);
            changes.add(new Change(ChangeType.ALTERED, "column " + column.name(), altered));
          }
        }
      }
      return new TransformResult(result, changes);
    }

    @Override
    public String state() {
      return "kept " + kept + ", else " + replacement;
    }
  }
}
