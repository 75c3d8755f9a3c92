package examples.decisionrule;

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.FittedRule;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Favours a row from the score on that was cheapest on validation rows, where favouring wrongly and
 * refusing wrongly cost differently (Elkan 2001, The foundations of cost-sensitive learning, IJCAI,
 * here by counting instead of trusting that scores are calibrated). One threshold for everybody.
 */
@Component
@Contribution(
    kind = Kind.DECISION_RULE,
    id = CheapestThreshold.ID,
    needs = {Need.FAVOURABLE_CLASS, Need.SEQUENCE_CLASSIFICATION},
    settings = CheapestThreshold.Config.class,
    description = "The score from which a row is favoured, chosen by the cost of errors.")
public final class CheapestThreshold implements DecisionRule {
  static final String ID = "example.cheapest-threshold";
  private static final String FROM = "favourable from a score of ";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Cheapest threshold",
      description = "The score from which a row is favoured, chosen by the cost of errors.")
  @interface Config {
    /** Cost of the one error. */
    @AttributeDefinition(min = "0", description = "Cost of favouring a row wrongly.")
    double wronglyFavoured() default 1;

    /** Cost of the other. */
    @AttributeDefinition(min = "0", description = "Cost of refusing a row wrongly.")
    double wronglyRefused() default 1;
  }

  @Override
  public FittedRule fit(EvaluationSet validation, Settings settings) {
    if (validation.size() == 0 || !validation.hasScores() || validation.favourable() < 0) {
      throw GovernanceException.spec(
          ID,
          "no scores of the favourable class on validation rows",
          "some",
          "Set data.favourable, and data.split.validation above 0");
    }
    Config config = settings.as(Config.class);
    double[] scores = validation.scores(validation.favourable());
    List<Integer> falling =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> scores[row]).reversed())
            .toList();
    // Cost beyond that of refusing every row; rows of equal score are favoured together.
    double cost = 0;
    double least = 0;
    double threshold = Double.POSITIVE_INFINITY;
    for (int i = 0; i < falling.size(); i++) {
      int row = falling.get(i);
      boolean right = validation.labels()[row] == validation.favourable();
      cost +=
          validation.weight(row) * (right ? -config.wronglyRefused() : config.wronglyFavoured());
      boolean last = i + 1 == falling.size() || scores[falling.get(i + 1)] < scores[row];
      if (last && cost < least) {
        least = cost;
        threshold = scores[row];
      }
    }
    return new Threshold(threshold);
  }

  @Override
  public FittedRule restore(String state, Settings settings) {
    return new Threshold(Double.parseDouble(state.substring(FROM.length())));
  }

  private record Threshold(double from) implements FittedRule {
    @Override
    public int[] decide(EvaluationSet set) {
      int favourable = set.favourable();
      return IntStream.range(0, set.size())
          .map(row -> set.scores(favourable)[row] >= from ? favourable : other(set, row))
          .toArray();
    }

    /** Returns the most probable of the other classes. */
    private static int other(EvaluationSet set, int row) {
      return IntStream.range(0, set.classes().size())
          .filter(c -> c != set.favourable())
          .boxed()
          .max(Comparator.comparingDouble(c -> set.scores(c)[row]))
          .orElseThrow();
    }

    @Override
    public String state() {
      return FROM + from;
    }
  }
}
