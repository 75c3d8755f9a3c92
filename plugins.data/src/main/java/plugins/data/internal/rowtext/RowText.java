package plugins.data.internal.rowtext;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.Schema;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Serialises a row's fields into the text that a language model reads: {@code age 3, education
 * bachelors, …}, in the order of the columns, then the row's texts. Only columns of the roles
 * FEATURE and TEXT are written. Numbers become the number of their bin, fitted on the training
 * rows, or stay as they are, with a unit. Training rows may come again with their fields in another
 * order. Serialisation of tables for language models: Hegselmann et al. 2023 (TabLLM),
 * arXiv:2210.10723.
 */
@Component
@Contribution(
    kind = Kind.TRANSFORM,
    id = RowText.ID,
    settings = RowText.Config.class,
    needs = Need.SEQUENCE_CLASSIFICATION)
public final class RowText implements DatasetTransform {
  static final String ID = "data.row-text";

  /** The settings. */
  @ObjectClassDefinition(name = "Row text", description = "Writes a row's fields into one text.")
  @interface Config {
    /** Greatest number of bins of a numeric column. */
    @AttributeDefinition(
        description = "Greatest number of bins of a number.",
        min = "2",
        max = "1000")
    int bins() default 10;

    /** How numbers are written. */
    @AttributeDefinition(
        description = "BIN writes the number of a value's bin, VALUE the value itself.")
    Numbers numbers() default Numbers.BIN;

    /** Units of numbers that are written as they stand. */
    @AttributeDefinition(
        description = "Units of columns, each column=unit, such as amount=euro; with VALUE only.")
    String[] units() default {};

    /** Copies of training rows in another order of their fields. */
    @AttributeDefinition(
        description =
            "How often each training row comes again with its fields in random order, so that the"
                + " model does not rest on their order.",
        min = "0",
        max = "20")
    int shuffledCopies() default 0;

    /** The word for a missing value. */
    @AttributeDefinition(description = "The word for a missing value.")
    String missing() default "unknown";

    /** Name of the column of texts. */
    @AttributeDefinition(description = "Name of the column of texts that is added.")
    String column() default "row_text";
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    Config config = setup.settings().as(Config.class);
    if (config.bins() < 2 || config.bins() > 1000) {
      throw GovernanceException.spec(
          ID + " setting bins", "got " + config.bins(), "2 to 1000", "Give a number of bins");
    }
    if (config.shuffledCopies() < 0 || config.shuffledCopies() > 20) {
      throw GovernanceException.spec(
          ID + " setting shuffledCopies",
          "got " + config.shuffledCopies(),
          "0 to 20",
          "Give a number of copies");
    }
    Dataset training = setup.training();
    List<Column> features = features(training.schema());
    List<String> texts = training.schema().with(Role.TEXT).stream().map(Column::name).toList();
    if (features.isEmpty() && texts.size() == 1) {
      return new UnchangedText();
    }
    check(training.schema(), features, texts, config.column());
    Map<String, String> labels = Wording.columns(features.stream().map(Column::name).toList());
    List<Field> fields = new ArrayList<>();
    Map<String, String> units = units(config, features);
    int bins = config.numbers() == Numbers.BIN ? config.bins() : 0;
    for (Column c : features) {
      String unit = units.getOrDefault(c.name(), "");
      fields.add(Field.fit(training, c, labels.get(c.name()), bins, unit));
    }
    return new FittedRowText(
        fields, texts, config.column(), config.missing(), config.shuffledCopies(), setup.seed());
  }

  private static List<Column> features(Schema schema) {
    return schema.with(Role.FEATURE).stream().filter(c -> c.type() != ValueType.WORDS).toList();
  }

  private static Map<String, String> units(Config config, List<Column> features) {
    List<String> numeric =
        features.stream().filter(c -> c.type() == ValueType.NUMBER).map(Column::name).toList();
    Map<String, String> units = new HashMap<>();
    for (String pair : config.units()) {
      int at = pair.indexOf('=');
      String column = at < 0 ? pair : pair.substring(0, at);
      if (at < 0 || at == pair.length() - 1 || !numeric.contains(column)) {
        throw GovernanceException.spec(
            ID + " setting units",
            "got \"" + pair + "\"",
            "column=unit with a column of numbers among " + numeric,
            "Correct it");
      }
      units.put(column, pair.substring(at + 1).strip());
    }
    if (!units.isEmpty() && config.numbers() == Numbers.BIN) {
      throw GovernanceException.spec(
          ID + " setting units",
          "comes with numbers=BIN, and the number of a bin has no unit",
          "numbers=VALUE",
          "Set numbers to VALUE, or leave the units out");
    }
    return units;
  }

  private static void check(
      Schema schema, List<Column> features, List<String> texts, String column) {
    if (features.isEmpty() && texts.isEmpty()) {
      throw GovernanceException.spec(
          ID,
          "no column that the model may read among " + schema.names(),
          "at least one column of role FEATURE or TEXT",
          "Give a column that role with data.columns");
    }
    if (schema.indexOf(column) >= 0) {
      throw GovernanceException.spec(
          ID + " setting column",
          "the data has a column \"" + column + "\" already",
          "a new name",
          "Choose another name");
    }
  }
}
