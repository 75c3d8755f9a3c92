package plugins.fairness.internal.metric;

import governance.api.evaluate.Metric;
import governance.testkit.MetricContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class GroupMetricsContractTest {
  private static final Map<String, Object> SETTINGS =
      Map.of("privileged", List.of("sex=m", "age=old"));

  @Nested
  class OfDemographicParityDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new DemographicParityDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfDemographicParityRatio extends MetricContract {
    @Override
    protected Metric metric() {
      return new DemographicParityRatio();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfEqualOpportunityDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new EqualOpportunityDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfEqualOpportunityRatio extends MetricContract {
    @Override
    protected Metric metric() {
      return new EqualOpportunityRatio();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfFalseNegativeRateDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new FalseNegativeRateDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfFalsePositiveRateDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new FalsePositiveRateDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfEqualizedOddsDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new EqualizedOddsDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfEqualizedOddsRatio extends MetricContract {
    @Override
    protected Metric metric() {
      return new EqualizedOddsRatio();
    }

    /** The least of many ratios of rare errors is biased downwards in small samples. */
    @Override
    protected boolean covers() {
      return false;
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }
}
