package plugins.privacy.internal.attack;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.data.Canary;
import governance.api.evaluate.AttackMetric;
import governance.api.evaluate.AttackedModel;
import governance.api.evaluate.AttackedModel.Comparison;
import governance.api.evaluate.Direction;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import governance.api.model.Task;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What ε is at least, by how far attacks came. */
@Component(service = Metric.class)
@Contribution(
    kind = Kind.METRIC,
    id = EpsilonLowerBound.ID,
    settings = EpsilonLowerBound.Config.class,
    tasks = {Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION, Task.MASKED_LANGUAGE_MODEL},
    description =
        "Empirical lower bound of epsilon: training that promised less would rarely let an attack"
            + " come so far.")
public final class EpsilonLowerBound implements AttackMetric {
  static final String ID = "privacy.epsilon-lower-bound";

  /** With fewer coins no guessing is improbable enough. */
  private static final int FEWEST_CANARIES = 8;

  /** The settings. */
  @ObjectClassDefinition(
      name = "Empirical lower bound of epsilon",
      description = "Turns the success of attacks into a bound of epsilon.")
  @interface Config {
    /** Greatest number of rows of each kind. */
    @AttributeDefinition(
        description = MembershipSettings.ROWS,
        min = MembershipSettings.FEWEST_ROWS,
        max = MembershipSettings.MOST_ROWS)
    int rows() default MembershipSettings.USUAL_ROWS;

    /** Number of reference models. */
    @AttributeDefinition(
        description =
            "Reference models that calibrate the attack on rows: 0 for none, or at least 4.",
        min = "0",
        max = MembershipSettings.MOST_REFERENCES)
    int references() default 0;

    /** δ where no policy tells one. */
    @AttributeDefinition(
        description = "Delta for which epsilon is bounded, where no gradient policy tells one.",
        min = "0",
        max = "0.1")
    double delta() default 1e-5;
  }

  @Override
  public int references(Settings settings) {
    Config config = settings.as(Config.class);
    new MembershipMetric.Choice(config.rows(), config.references(), Attack.AUTO).check();
    return config.references();
  }

  @Override
  public MetricResult attack(AttackedModel model, Settings settings) {
    Config config = settings.as(Config.class);
    double delta = model.spent().getOrDefault("delta", config.delta());
    double error = 1 - model.level();
    List<Part> parts = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Canaried canaried = canaries(model, delta, error);
    if (canaried != null) {
      parts.add(Part.of("by canaries", canaried.found().epsilon()));
      notes.add(canaried.note());
    }
    Pair rows = rows(model, config.rows());
    if (Math.min(rows.members().length, rows.others().length) >= 8) {
      parts.add(Part.of("by rows", RateBound.of(rows, delta, error, model.seed())));
      notes.add("By rows, taken as independent: " + rows.n() + ".");
    }
    Double epsilon = model.spent().get("epsilon");
    if (epsilon != null) {
      parts.add(Part.of("accountant's upper bound", epsilon));
    }
    if (notes.isEmpty()) {
      return MetricResult.undefined(
          Direction.LOWER_IS_BETTER,
          "There are fewer than 8 canaries planted by coins, and fewer than 8 rows.");
    }
    // what is tested was chosen before: coins where there are some, for their bound is exact
    long n = canaried != null ? canaried.coins() : rows.n();
    return MetricResult.of(parts.get(0).value(), Direction.LOWER_IS_BETTER, n)
        .withParts(parts)
        .withNote(
            String.format(
                Locale.ROOT,
                "With %s %% confidence, at delta %s. %s",
                plain(model.level() * 100, 4),
                plain(delta, 3),
                String.join(" ", notes)));
  }

  /** Without zeros at the end. */
  private static String plain(double value, int digits) {
    BigDecimal shown = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    return shown.scale() < 0 ? shown.toPlainString() : shown.toString().replace('E', 'e');
  }

  private static Pair rows(AttackedModel model, int most) {
    Comparison comparison = model.compare(most);
    if (!comparison.members().hasScores() || !comparison.others().hasScores()) {
      return new Pair(new double[0], new double[0], Map.of(), Map.of());
    }
    Membership membership = new Membership(comparison);
    return Pair.of(membership, membership.meant(Attack.AUTO));
  }

  /** What guessing coins came to. */
  private record Canaried(OneRunAudit.Found found, int coins) {
    String note() {
      return found.guesses() == 0
          ? "Guesses at %d coins show nothing.".formatted(coins)
          : "Of %d coins %d were guessed, %d right."
              .formatted(coins, found.guesses(), found.right());
    }
  }

  /** Only fair coins are covered by the theorem. */
  private static Canaried canaries(AttackedModel model, double delta, double error) {
    List<Canary> coins = model.canaries().stream().filter(c -> c.chance() > 0).toList();
    boolean fair =
        coins.size() >= FEWEST_CANARIES && coins.stream().allMatch(c -> c.chance() == 0.5);
    if (!fair || CanaryMetric.problem(model).isPresent()) {
      return null;
    }
    CanaryLosses losses = new CanaryLosses(model.model(), model.canaries());
    double[] own = losses.losses();
    double[] scores = new double[own.length];
    boolean[] planted = new boolean[own.length];
    int repeats = 1;
    for (int i = 0; i < own.length; i++) {
      Canary canary = losses.canaries().get(i);
      scores[i] = middle(losses.referenceLosses(canary)) - own[i];
      planted[i] = canary.times() > 0;
      repeats = Math.max(repeats, canary.times());
    }
    return new Canaried(new OneRunAudit(scores, planted, repeats).bound(delta, error), own.length);
  }

  /** The median loss of secrets like it that were never planted: how hard it is. */
  private static double middle(double[] losses) {
    double[] sorted = losses.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
