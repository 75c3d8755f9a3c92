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
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Replaces terms in training texts by others of the same set, drawn at random, so that no single
 * word carries a group's label. Source: Zhang et al. 2018, doi 10.1145/3278721.3278779, and Wei and
 * Zou 2019, arXiv 1901.11196 (synonym replacement), restricted to lists that are given.
 */
@Component
@Contribution(
    kind = Kind.TRANSFORM,
    id = SynonymReplacement.ID,
    settings = SynonymReplacement.Config.class)
public final class SynonymReplacement implements DatasetTransform {
  static final String ID = "fairness.synonym-replacement";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Synonym replacement",
      description = "Replaces terms in training texts by synonyms drawn at random.")
  @interface Config {
    /** Columns of texts. */
    @AttributeDefinition(
        description = "Columns that are changed; none for all of the roles TEXT and TOKENS.")
    String[] columns() default {};

    /** Sets of synonyms. */
    @AttributeDefinition(
        description =
            "Sets of terms that stand for each other, each as term|term|term; builtin stands for"
                + " the English sets.")
    String[] synonyms() default {"builtin"};

    /** Files of sets. */
    @AttributeDefinition(
        description =
            "Files of sets, one a line, terms parted by tabs or commas; looked for in the data"
                + " directory, then in the working directory.")
    String[] files() default {};

    /** How often a term is replaced. */
    @AttributeDefinition(
        description = "Share of the occurrences that are replaced.",
        min = "0",
        max = "1")
    double rate() default 1;
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    Config config = setup.settings().as(Config.class);
    if (!(config.rate() >= 0 && config.rate() <= 1)) {
      throw GovernanceException.spec(
          ID + " setting rate", "got " + config.rate(), "0 to 1", "Give a number in that range");
    }
    List<Column> columns = TextColumns.of(setup.training().schema(), config.columns(), ID);
    boolean words = columns.stream().anyMatch(c -> c.type() == ValueType.WORDS);
    Map<String, List<String>> others = new TreeMap<>();
    for (List<String> set : sets(setup, config)) {
      add(others, set, words);
    }
    if (others.isEmpty()) {
      throw GovernanceException.spec(
          ID, "no synonyms", "at least one set of two terms", "Set synonyms or files");
    }
    Terms terms = new Terms(others.keySet());
    RowDraw draw = new RowDraw(setup.seed(), config.rate());
    return new FittedReplacement(
        columns.stream().map(Column::name).toList(),
        text -> replaced(text, terms, others, draw),
        false,
        draw + "\n" + others);
  }

  private static List<List<String>> sets(TransformSetup setup, Config config) {
    List<List<String>> sets = new ArrayList<>();
    for (String entry : config.synonyms()) {
      if (entry.equals("builtin")) {
        Lexicon.lines("synonyms.txt").forEach(line -> sets.add(List.of(line.split("\\|"))));
      } else {
        sets.add(List.of(entry.split("\\|")));
      }
    }
    for (String file : config.files()) {
      TermFile.read(setup, file, ID + " setting files").forEach(line -> sets.add(List.of(line)));
    }
    return sets;
  }

  /** In lists of words a term stands for another only where both have the same number of words. */
  private static void add(Map<String, List<String>> others, List<String> set, boolean words) {
    if (set.size() < 2 || set.stream().anyMatch(String::isBlank)) {
      throw GovernanceException.spec(
          ID + " setting synonyms",
          "got \"" + String.join("|", set) + "\"",
          "term|term with at least two terms",
          "Correct it");
    }
    for (String term : set) {
      String key = Terms.key(term);
      List<String> rest =
          set.stream()
              .map(String::strip)
              .filter(other -> !Terms.key(other).equals(key))
              .filter(other -> !words || !key.contains(" ") && !Terms.key(other).contains(" "))
              .toList();
      if (!rest.isEmpty()) {
        others.putIfAbsent(key, rest);
      }
    }
  }

  private static String replaced(
      String text, Terms terms, Map<String, List<String>> others, RowDraw draw) {
    Random random = draw.of(text);
    return terms.replaced(
        text,
        found -> {
          List<String> choices = others.get(Terms.key(found));
          double chance = random.nextDouble();
          String chosen = choices.get(random.nextInt(choices.size()));
          return chance < draw.share() ? Words.like(found, chosen) : found;
        });
  }
}
