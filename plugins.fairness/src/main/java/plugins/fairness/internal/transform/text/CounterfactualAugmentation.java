package plugins.fairness.internal.transform.text;

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Schema;
import governance.api.data.TransformSetup;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Adds each training text again with its gendered words and first names swapped, so that the model
 * cannot rest on them, or swaps them in place. Sources: Lu et al. 2018, arXiv 1807.11714
 * (augmentation, swaps by grammar); Maudslay et al. 2019, arXiv 1909.00871 (substitution, names).
 */
@Component
@Contribution(
    kind = Kind.TRANSFORM,
    id = CounterfactualAugmentation.ID,
    settings = CounterfactualAugmentation.Config.class)
public final class CounterfactualAugmentation implements DatasetTransform {
  static final String ID = "fairness.counterfactual-augmentation";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Counterfactual augmentation",
      description = "Adds training texts with gendered words and names swapped.")
  @interface Config {
    /** Columns of texts. */
    @AttributeDefinition(
        description =
            "Columns in which terms are swapped; none for all of the roles TEXT and TOKENS.")
    String[] columns() default {};

    /** Whether rows are added. */
    @AttributeDefinition(
        description =
            "AUGMENT: rows whose text changes come again, changed; REPLACE: they are changed.")
    Mode mode() default Mode.AUGMENT;

    /** Share of the rows that are swapped. */
    @AttributeDefinition(
        description =
            "Share of the rows that are swapped, drawn at random by the seed; 0.5 with REPLACE makes"
                + " both directions as frequent.",
        min = "0",
        max = "1")
    double share() default 1;

    /** The language. */
    @AttributeDefinition(
        description =
            "en: built-in English terms, and rules for pronouns, titles and proper names; any"
                + " other: only the pairs and files that are given.")
    String language() default "en";

    /** Whether first names are swapped. */
    @AttributeDefinition(description = "Whether the built-in pairs of English first names count.")
    boolean names() default true;

    /** More terms. */
    @AttributeDefinition(
        description =
            "Pairs of words to be swapped as well: word=word, or word>word for one direction.")
    String[] pairs() default {};

    /** Files of terms. */
    @AttributeDefinition(
        description =
            "Files of pairs, two words a line, or with columns name and sex; looked for in the data"
                + " directory, then in the working directory.")
    String[] files() default {};

    /** Protected values that are swapped with the text. */
    @AttributeDefinition(
        description =
            "Values of protected columns that are swapped in a swapped row, each as"
                + " column:value=value, such as sex:male=female.")
    String[] protectedValues() default {};

    /** Words of texts that stay as they are. */
    @AttributeDefinition(
        description =
            "Texts with one of these words, or a beginning such as pregnan*, stay as they are."
                + " builtin stands for the English list of what is true of one sex only.")
    String[] leave() default {"builtin"};
  }

  /** Whether rows are added. */
  enum Mode {
    /** Rows are added. */
    AUGMENT,
    /** Rows are changed. */
    REPLACE
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    Config config = setup.settings().as(Config.class);
    if (!(config.share() >= 0 && config.share() <= 1)) {
      throw GovernanceException.spec(
          ID + " setting share", "got " + config.share(), "0 to 1", "Give a number in that range");
    }
    Schema schema = setup.training().schema();
    List<Column> columns = TextColumns.of(schema, config.columns(), ID);
    boolean english = Swapper.english(config.language());
    Lexicon lexicon = lexicon(setup, config);
    return new FittedAugmentation(
        columns.stream().map(Column::name).toList(),
        new Swapper(lexicon, english),
        new BoundTexts(bound(config.leave(), english)),
        ProtectedSwaps.parse(config.protectedValues(), setup.training(), ID),
        new RowDraw(setup.seed(), config.share()),
        config.mode() == Mode.AUGMENT,
        lexicon.state());
  }

  private static Lexicon lexicon(TransformSetup setup, Config config) {
    return Lexicon.of(
        config.language(), config.names(), config.pairs(), ID, more -> files(setup, config, more));
  }

  private static void files(TransformSetup setup, Config config, Lexicon into) {
    String setting = ID + " setting files";
    for (String file : config.files()) {
      into.addFile(TermFile.read(setup, file, setting), file, setting);
    }
  }

  private static List<String> bound(String[] leave, boolean english) {
    List<String> terms = new ArrayList<>();
    for (String term : leave) {
      if (!term.equals("builtin")) {
        terms.add(term);
      } else if (english) {
        terms.addAll(Lexicon.lines("sex-bound.txt"));
      }
    }
    return terms;
  }
}
