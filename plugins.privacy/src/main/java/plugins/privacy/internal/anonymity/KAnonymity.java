package plugins.privacy.internal.anonymity;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.TransformSetup;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Generalises quasi-identifiers until every training row is equal to at least k - 1 others in them
 * (k-anonymity, Sweeney 2002, doi 10.1142/S0218488502001648), and groups are diverse, close to the
 * whole or uncertain in membership where that is asked. Rows of other splits keep their number and
 * are recoded by what was learnt; one that would fit none of the groups gets {@code *} throughout.
 */
@Component
@Contribution(
    kind = Kind.TRANSFORM,
    id = KAnonymity.ID,
    settings = KAnonymity.Config.class,
    description = "Quasi-identifiers were generalised so that nobody stands out in them.")
public final class KAnonymity implements DatasetTransform {
  static final String ID = "privacy.k-anonymity";

  /** How values are generalised. */
  enum Method {
    /** Locally, by cutting the rows in two again and again. */
    MONDRIAN,
    /** Globally: each column at one level of its hierarchy. */
    GLOBAL
  }

  /** The settings. */
  @ObjectClassDefinition(
      name = "k-anonymity",
      description = "Generalises quasi-identifiers until nobody stands out in them.")
  @interface Config {
    /** The quasi-identifiers. */
    @AttributeDefinition(
        description = "The quasi-identifiers. None: the columns of role QUASI_IDENTIFIER.")
    String[] quasi() default {};

    /** Least rows of a group. */
    @AttributeDefinition(description = "Least number of rows that are equal.", min = "2")
    int k() default 5;

    /** The method. */
    @AttributeDefinition(
        description =
            "MONDRIAN generalises locally and loses less; GLOBAL writes each column at one level of"
                + " its hierarchy, the best of all combinations.")
    Method method() default Method.MONDRIAN;

    /** Whether Mondrian is relaxed. */
    @AttributeDefinition(
        description =
            "With MONDRIAN: rows with the value at the median may go to either side, so that groups"
                + " may overlap.")
    boolean relaxed() default false;

    /** How values are generalised, by column. */
    @AttributeDefinition(
        description =
            "How columns are generalised: "
                + Hierarchies.FORM
                + ". Files lie in the data directory.")
    String[] hierarchies() default {};

    /** Share of rows that may be left out. */
    @AttributeDefinition(
        description =
            "With GLOBAL: the greatest share of training rows that may be left out instead of"
                + " generalising all others further.",
        min = "0",
        max = "1")
    double suppress() default 0;

    /** What is kept small. */
    @AttributeDefinition(
        description =
            "With GLOBAL: what the best combination loses least of, ENTROPY (non-uniform entropy) or"
                + " CERTAINTY (normalised certainty penalty).")
    LevelCosts.Measure minimise() default LevelCosts.Measure.ENTROPY;

    /** Whether rows left out count as lost. */
    @AttributeDefinition(
        description = "With GLOBAL: whether what is lost with rows that are left out counts.")
    boolean chargeSuppressed() default true;

    /** The sensitive column. */
    @AttributeDefinition(
        description = "The sensitive column, for l and t. None: no such condition is possible.")
    String sensitive() default "";

    /** Least diversity. */
    @AttributeDefinition(
        description = "Least diversity of the sensitive column in a group; 1 asks for none.",
        min = "1")
    double l() default 1;

    /** Form of diversity. */
    @AttributeDefinition(
        description =
            "DISTINCT counts values, ENTROPY asks for an entropy of log l, RECURSIVE for"
                + " (c,l)-diversity.")
    Diversity diversity() default Diversity.DISTINCT;

    /** Constant of recursive diversity. */
    @AttributeDefinition(
        description =
            "With RECURSIVE: how many times the values from the l-th on together the most frequent"
                + " one may not reach; above 0.")
    double c() default 3;

    /** Greatest distance. */
    @AttributeDefinition(
        description =
            "Greatest distance between the sensitive column in a group and in all rows, above 0; 1"
                + " asks for nothing.",
        max = "1")
    double t() default 1;

    /** Form of distance. */
    @AttributeDefinition(
        description =
            "Ground of the earth mover's distance: ORDERED by rank, EQUAL for categories,"
                + " HIERARCHICAL by the hierarchy of the sensitive column.")
    Distance distance() default Distance.EQUAL;

    /** The set whose membership stays uncertain. */
    @AttributeDefinition(
        description =
            "COLUMN=VALUE of the rows that belong to the set whose membership is to stay uncertain."
                + " None: no such condition.")
    String member() default "";

    /** Least share of members. */
    @AttributeDefinition(description = "Least share of members in a group.", min = "0", max = "1")
    double deltaMin() default 0;

    /** Greatest share of members. */
    @AttributeDefinition(
        description = "Greatest share of members in a group.",
        min = "0",
        max = "1")
    double deltaMax() default 1;
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    Config config = setup.settings().as(Config.class);
    Task task = new TaskReader(config, setup).read();
    if (config.method() == Method.GLOBAL) {
      return FittedGlobal.fit(task, config);
    }
    return FittedMondrian.fit(task, setup.training(), config.relaxed());
  }
}
