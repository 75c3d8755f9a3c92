package plugins.fairness.internal.rule;

import governance.api.evaluate.DecisionRule;
import governance.testkit.DecisionRuleContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/**
 * The rules keep to their contract, with groups large enough and too small for one of their own.
 */
class RuleContractsTest {
  private static final Map<String, Object> LARGE =
      Map.of("columns", List.of("sex"), "smallGroup", 3);

  @Nested
  class OfGroupThresholds extends DecisionRuleContract {
    @Override
    protected DecisionRule rule() {
      return new GroupThresholds();
    }

    @Override
    protected Map<String, Object> settings() {
      return LARGE;
    }
  }

  @Nested
  class OfThresholdsByLot extends DecisionRuleContract {
    @Override
    protected DecisionRule rule() {
      return new GroupThresholds();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of(
          "smallGroup", 3, "randomised", true, "constraint", "EQUALIZED_ODDS", "flip", true);
    }
  }

  @Nested
  class OfPooledThresholds extends DecisionRuleContract {
    @Override
    protected DecisionRule rule() {
      return new GroupThresholds();
    }
  }

  @Nested
  class OfRejectOption extends DecisionRuleContract {
    @Override
    protected DecisionRule rule() {
      return new RejectOption();
    }

    @Override
    protected Map<String, Object> settings() {
      return LARGE;
    }
  }

  @Nested
  class OfCalibratedOdds extends DecisionRuleContract {
    @Override
    protected DecisionRule rule() {
      return new CalibratedOdds();
    }

    @Override
    protected Map<String, Object> settings() {
      return LARGE;
    }
  }

  @Nested
  class OfGroupCalibration extends DecisionRuleContract {
    @Override
    protected DecisionRule rule() {
      return new GroupCalibration();
    }
  }
}
