package plugins.data.internal;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Replaces links in texts by one word: their letters say nothing and take many word pieces. Learns
 * nothing.
 */
@Component
@Contribution(kind = Kind.TRANSFORM, id = Links.ID, settings = Links.Config.class)
public final class Links implements DatasetTransform {
  static final String ID = "data.links";

  private static final Pattern LINK = Pattern.compile("(?:https?://|www\\.)\\S+");

  @ObjectClassDefinition(name = "Links", description = "Replaces links in texts by one word.")
  @interface Config {
    @AttributeDefinition(description = "What stands for a link.")
    String word() default "http";
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    return new Replacing(setup.settings().as(Config.class).word());
  }

  private record Replacing(String word) implements FittedTransform {
    @Override
    public TransformResult apply(Dataset data, Split split) {
      Dataset result = data;
      List<Change> changes = new ArrayList<>();
      for (Column column : data.schema().with(Role.TEXT)) {
        if (column.type() == ValueType.STRING) {
          int changed = 0;
          List<String> texts = new ArrayList<>(data.size());
          for (int row = 0; row < data.size(); row++) {
            String before = data.string(column.name(), row);
            String after =
                before == null
                    ? null
                    : LINK.matcher(before).replaceAll(Matcher.quoteReplacement(word));
            changed += before == null || before.equals(after) ? 0 : 1;
            texts.add(after);
          }
          result = result.with(column, texts);
          if (changed > 0) {
            String what = "links in column " + column.name();
            changes.add(new Change(ChangeType.ALTERED, what, changed));
          }
        }
      }
      return new TransformResult(result, changes);
    }

    @Override
    public String state() {
      return LINK.pattern() + " = " + word;
    }
  }
}
