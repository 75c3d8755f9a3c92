package plugins.report.internal;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/**
 * The functions that templates call to write figures. A missing argument is a figure that is not
 * defined.
 */
final class TemplateFunctions {
  private static final int SHADES = 5;
  private static final int SHORT_DIGEST = 12;

  private TemplateFunctions() {}

  static Map<String, TemplateMethodModelEx> all() {
    return Map.of(
        "value", arguments -> inUnit(arguments, Figures::value),
        "change", arguments -> inUnit(arguments, Figures::change),
        "count", arguments -> plain(arguments, Figures::count),
        "number", arguments -> plain(arguments, Figures::number),
        "duration", arguments -> plain(arguments, Figures::duration),
        "bytes", arguments -> plain(arguments, Figures::bytes),
        "shade", TemplateFunctions::shade,
        "isWeb", arguments -> text(arguments, 0).matches("(?i)https?://.*"),
        "shorten", TemplateFunctions::shorten,
        "when", arguments -> text(arguments, 0).replaceFirst("T(\\d\\d:\\d\\d).*", " $1 UTC"));
  }

  private static String inUnit(List<?> arguments, UnitFormat format) throws TemplateModelException {
    Double value = number(arguments, 0);
    return value == null ? Figures.NONE : format.format(value, text(arguments, 1));
  }

  private static String plain(List<?> arguments, DoubleFunction<String> format)
      throws TemplateModelException {
    Double value = number(arguments, 0);
    return value == null ? Figures.NONE : format.apply(value);
  }

  /** The shade of a score, p1 … p5 for the class, n1 … n5 against it, p0 for none. */
  private static String shade(List<?> arguments) throws TemplateModelException {
    Double score = number(arguments, 0);
    Double most = number(arguments, 1);
    if (score == null || most == null || most == 0) {
      return "p0";
    }
    long level = Math.min(SHADES, Math.round(SHADES * Math.abs(score) / most));
    return (score < 0 && level > 0 ? "n" : "p") + level;
  }

  private static String shorten(List<?> arguments) throws TemplateModelException {
    String digest = text(arguments, 0);
    return digest.length() > SHORT_DIGEST ? digest.substring(0, SHORT_DIGEST) + "…" : digest;
  }

  private static Double number(List<?> arguments, int index) throws TemplateModelException {
    boolean given = index < arguments.size() && arguments.get(index) instanceof TemplateNumberModel;
    return given ? ((TemplateNumberModel) arguments.get(index)).getAsNumber().doubleValue() : null;
  }

  private static String text(List<?> arguments, int index) throws TemplateModelException {
    boolean given = index < arguments.size() && arguments.get(index) instanceof TemplateScalarModel;
    return given ? ((TemplateScalarModel) arguments.get(index)).getAsString() : "";
  }

  /** Writes a value in a unit. */
  private interface UnitFormat {
    String format(double value, String unit);
  }
}
