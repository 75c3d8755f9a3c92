package plugins.fairness.internal.transform.text;

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Replaces words that name a group of people by one neutral word, in all rows, so that the model
 * cannot read them. Source: De-Arteaga et al. 2019, doi 10.1145/3287560.3287572, section 3
 * (scrubbing); Dixon et al. 2018, doi 10.1145/3278721.3278729 (identity terms).
 */
@Component
@Contribution(kind = Kind.TRANSFORM, id = TermMasking.ID, settings = TermMasking.Config.class)
public final class TermMasking implements DatasetTransform {
  static final String ID = "fairness.term-masking";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Term masking",
      description = "Replaces words that name a group of people by one neutral word.")
  @interface Config {
    /** Columns of texts. */
    @AttributeDefinition(
        description = "Columns that are changed; none for all of the roles TEXT and TOKENS.")
    String[] columns() default {};

    /** Terms. */
    @AttributeDefinition(
        description =
            "Terms of one or more words to be masked; builtin stands for the English list.")
    String[] terms() default {"builtin"};

    /** Files of terms. */
    @AttributeDefinition(
        description =
            "Files of terms, one a line (the first field counts); looked for in the data directory,"
                + " then in the working directory.")
    String[] files() default {};

    /** What stands for a term. */
    @AttributeDefinition(description = "The word that stands for a term.")
    String token() default "someone";

    /** Whether only training rows are changed. */
    @AttributeDefinition(
        description =
            "Whether only training rows are changed; otherwise all are, and so must be what the"
                + " model reads later.")
    boolean trainingOnly() default false;
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    Config config = setup.settings().as(Config.class);
    List<Column> columns = TextColumns.of(setup.training().schema(), config.columns(), ID);
    List<String> terms = new ArrayList<>();
    for (String term : config.terms()) {
      if (term.equals("builtin")) {
        terms.addAll(Lexicon.lines("identity-terms.txt"));
      } else {
        terms.add(term);
      }
    }
    for (String file : config.files()) {
      TermFile.read(setup, file, ID + " setting files").forEach(line -> terms.add(line[0]));
    }
    terms.removeIf(String::isBlank);
    if (terms.isEmpty()) {
      throw GovernanceException.spec(ID, "no terms", "at least one", "Set terms or files");
    }
    String token = config.token();
    if (token.isBlank() || token.indexOf('\n') >= 0) {
      throw GovernanceException.spec(
          ID + " setting token", "got \"" + token + "\"", "a word", "Give a neutral word");
    }
    Terms all = new Terms(terms);
    boolean words = columns.stream().anyMatch(c -> c.type() == ValueType.WORDS);
    return new FittedReplacement(
        columns.stream().map(Column::name).toList(),
        text -> all.replaced(text, found -> masked(token, found, words)),
        !config.trainingOnly(),
        "token "
            + token
            + "\nterms "
            + terms.stream().map(Terms::key).sorted().distinct().toList());
  }

  /** In a list of words each word of the term gets the token, so that tags stay where they are. */
  private static String masked(String token, String found, boolean words) {
    String written = Words.like(found, token);
    return words ? found.replaceAll("[^\n]+", Matcher.quoteReplacement(written)) : written;
  }
}
