package plugins.fairness.internal.transform;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.Kind;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Schema;
import governance.api.data.TransformSetup;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Repeats and leaves out training rows until group and class have the shares that are wanted.
 * Source: Kamiran and Calders 2012, doi 10.1007/s10115-011-0463-8, algorithms 4 (uniform) and 5
 * (preferential), for any number of groups and classes.
 */
@Component
@Contribution(
    kind = Kind.TRANSFORM,
    id = Resampling.ID,
    settings = Resampling.Config.class,
    needs = {Need.PROTECTED_ATTRIBUTE, Need.SEQUENCE_CLASSIFICATION})
public final class Resampling implements DatasetTransform {
  static final String ID = "fairness.resampling";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Resampling",
      description = "Repeats and leaves out training rows, so that groups get the same classes.")
  @interface Config {
    /** Protected columns; their combinations are the groups. */
    @AttributeDefinition(
        description =
            "Protected columns whose combinations of values are the groups; none for all.")
    String[] columns() default {};

    /** The shares that are wanted. */
    @AttributeDefinition(
        description =
            "INDEPENDENT: each group and class gets P(g) P(y) of the rows; EQUAL: all the same"
                + " number. Not read where shares are given.")
    Goal goal() default Goal.INDEPENDENT;

    /** Shares of the rows. */
    @AttributeDefinition(
        description =
            "Share of the rows of each group and class, each as values,class=share, such as"
                + " f,yes=0.25; values in the order of the columns. All that have rows, summing to"
                + " 1.")
    String[] shares() default {};

    /** How the total changes. */
    @AttributeDefinition(
        description =
            "BOTH: rows come and go, and the total stays; OVER: no row goes; UNDER: no row comes"
                + " twice.")
    Sampling sampling() default Sampling.BOTH;

    /** Which rows come twice or go. */
    @AttributeDefinition(
        description =
            "UNIFORM: rows are drawn at random; PREFERENTIAL: those that a logistic regression of"
                + " the class is least certain of.")
    Choice choice() default Choice.UNIFORM;

    /** Greatest number of times that a row occurs. */
    @AttributeDefinition(
        description = "How often a training row may occur at most.",
        min = "1",
        max = "10000")
    int mostCopies() default 10;
  }

  /** Which shares are wanted. */
  enum Goal {
    /** Those of independence. */
    INDEPENDENT,
    /** Equal ones. */
    EQUAL
  }

  /** How the total changes. */
  enum Sampling {
    /** It stays. */
    BOTH,
    /** It grows. */
    OVER,
    /** It shrinks. */
    UNDER
  }

  /** Which rows are chosen. */
  enum Choice {
    /** Any. */
    UNIFORM,
    /** Those near the border of their class. */
    PREFERENTIAL
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    Config config = setup.settings().as(Config.class);
    int most = (int) Declared.between(config.mostCopies(), 1, 10_000, ID + " setting mostCopies");
    Dataset training = setup.training();
    Schema schema = training.schema();
    String label = Declared.label(schema, ID);
    List<String> columns = Declared.columns(schema, config.columns(), ID);
    Cells cells = new Cells(training, columns, label);
    double[][] shares =
        config.shares().length > 0
            ? Shares.given(config.shares(), cells)
            : Shares.of(config.goal(), cells.counts());
    CellSizes sizes = CellSizes.of(cells.counts(), shares, config.sampling(), most);
    RowOrder order =
        config.choice() == Choice.UNIFORM
            ? new RowOrder.Random(setup.seed())
            : RowOrder.preferential(training, cells, ID);
    return new FittedResampling(cells, columns, label, sizes, order);
  }

  /** Returns the sum of a table. */
  static double sum(double[][] table) {
    return Arrays.stream(table).flatMapToDouble(Arrays::stream).sum();
  }
}
