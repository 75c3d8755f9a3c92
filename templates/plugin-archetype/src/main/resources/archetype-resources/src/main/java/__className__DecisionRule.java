package ${package};

import governance.api.Contribution;
import governance.api.Contribution.Need;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.FittedRule;
import java.util.Arrays;
import org.osgi.service.component.annotations.Component;

/** Favours as many rows as have the favourable class in the validation rows, those of best score. */
@Component
@Contribution(
    kind = Kind.DECISION_RULE,
    id = "${id}",
    needs = {Need.FAVOURABLE_CLASS, Need.SEQUENCE_CLASSIFICATION},
    description = "A threshold that favours the share of rows which deserve it.")
public final class ${className}DecisionRule implements DecisionRule {
  private static final String FROM = "favourable from a score of ";

  @Override
  public FittedRule fit(EvaluationSet validation, Settings settings) {
    if (validation.favourable() < 0) {
      throw GovernanceException.spec("${id}", "no favourable class", "one", "Set data.favourable");
    }
    double[] rising = validation.scores(validation.favourable()).clone();
    Arrays.sort(rising);
    int refused = 0;
    for (int label : validation.labels()) {
      refused += label == validation.favourable() ? 0 : 1;
    }
    return new Threshold(refused < rising.length ? rising[refused] : 1);
  }

  /** Makes the rule again from its state, for rows that come after the run. */
  @Override
  public FittedRule restore(String state, Settings settings) {
    return new Threshold(Double.parseDouble(state.substring(FROM.length())));
  }

  private record Threshold(double from) implements FittedRule {
    @Override
    public int[] decide(EvaluationSet set) {
      int[] decided = set.predictions().clone();
      for (int row = 0; row < decided.length; row++) {
        if (set.scores(set.favourable())[row] >= from) {
          decided[row] = set.favourable();
        } else if (decided[row] == set.favourable()) {
          decided[row] = other(set, row);
        }
      }
      return decided;
    }

    /** Returns the most probable of the other classes. */
    private static int other(EvaluationSet set, int row) {
      int best = set.favourable() == 0 ? 1 : 0;
      for (int c = 0; c < set.classes().size(); c++) {
        if (c != set.favourable() && set.scores(c)[row] > set.scores(best)[row]) {
          best = c;
        }
      }
      return best;
    }

    @Override
    public String state() {
      return FROM + from;
    }
  }
}
