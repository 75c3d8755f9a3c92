package plugins.domain.education.internal;

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
import java.util.Objects;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/**
 * Takes from texts what their conversion may have lost in some and not in others: all characters
 * beyond ASCII (quotes, dashes, accents), apostrophes, the letters that come as one ligature (fi,
 * fl) and the number of blanks. A set whose classes were converted by different programs would
 * otherwise teach a model the conversion instead of the text.
 */
@Component
@Contribution(kind = Kind.TRANSFORM, id = "education.plain-characters", domain = "education")
public final class PlainCharacters implements DatasetTransform {
  private static final Pattern LOST = Pattern.compile("[^\\x00-\\x7F]|'|f[il]");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  @Override
  public FittedTransform fit(TransformSetup setup) {
    return new Fitted();
  }

  static String plain(String text) {
    return BLANKS.matcher(LOST.matcher(text).replaceAll("")).replaceAll(" ").strip();
  }

  /** Nothing is learnt. */
  private static final class Fitted implements FittedTransform {
    @Override
    public TransformResult apply(Dataset data, Split split) {
      Dataset changed = data;
      List<Change> changes = new ArrayList<>();
      for (Column column : data.schema().columns()) {
        if (column.role() == Role.TEXT) {
          List<Object> texts = new ArrayList<>(data.size());
          long altered = 0;
          for (Object value : data.values(column.name())) {
            Object plain = value instanceof String text ? plain(text) : value;
            altered += Objects.equals(plain, value) ? 0 : 1;
            texts.add(plain);
          }
          if (altered > 0) {
            changed = changed.with(column, texts);
            changes.add(
                new Change(ChangeType.ALTERED, "values of column " + column.name(), altered));
          }
        }
      }
      return new TransformResult(changed, changes);
    }

    @Override
    public String state() {
      return LOST.pattern();
    }
  }
}
