package plugins.fairness.internal.metric;

import governance.api.evaluate.Metric;
import governance.testkit.MetricContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class GroupMetricsContractTest {
  private static final Map<String, Object> SETTINGS =
      Map.of("privileged", List.of("sex=m", "age=old"));

  /**
   * Another rate in the same comparison: how well intervals cover is tested with those that are not
   * of this class. Greatest differences and smallest ratios that are near parity in truth are
   * biased in small samples.
   */
  abstract static class RateContract extends MetricContract {
    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }

    @Override
    protected boolean covers() {
      return false;
    }
  }

  @Nested
  class OfAccuracyDifference extends RateContract {
    @Override
    protected Metric metric() {
      return new AccuracyDifference();
    }
  }

  @Nested
  class OfAccuracyRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new AccuracyRatio();
    }
  }

  @Nested
  class OfAverageAbsoluteOddsDifference extends RateContract {
    @Override
    protected Metric metric() {
      return new AverageAbsoluteOddsDifference();
    }
  }

  @Nested
  class OfAverageOddsDifference extends RateContract {
    @Override
    protected Metric metric() {
      return new AverageOddsDifference();
    }
  }

  @Nested
  class OfAverageOddsRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new AverageOddsRatio();
    }
  }

  @Nested
  class OfAveragePredictiveValueDifference extends RateContract {
    @Override
    protected Metric metric() {
      return new AveragePredictiveValueDifference();
    }
  }

  @Nested
  class OfAveragePredictiveValueRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new AveragePredictiveValueRatio();
    }
  }

  @Nested
  class OfBalance extends MetricContract {
    @Override
    protected Metric metric() {
      return new Balance();
    }
  }

  @Nested
  class OfBalancedAccuracyDifference extends RateContract {
    @Override
    protected Metric metric() {
      return new BalancedAccuracyDifference();
    }
  }

  @Nested
  class OfBalancedAccuracyRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new BalancedAccuracyRatio();
    }
  }

  @Nested
  class OfBaseRateDifference extends RateContract {
    @Override
    protected Metric metric() {
      return new BaseRateDifference();
    }
  }

  @Nested
  class OfBaseRateRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new BaseRateRatio();
    }
  }

  @Nested
  class OfDemographicDisparity extends MetricContract {
    @Override
    protected Metric metric() {
      return new DemographicDisparity();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

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
  class OfDifferentialFairness extends MetricContract {
    @Override
    protected Metric metric() {
      return new DifferentialFairness();
    }

    /** A least or greatest of many figures of few rows is biased in small samples. */
    @Override
    protected boolean covers() {
      return false;
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
  class OfEqualizedOddsRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new EqualizedOddsRatio();
    }
  }

  @Nested
  class OfErrorRateDifference extends RateContract {
    @Override
    protected Metric metric() {
      return new ErrorRateDifference();
    }
  }

  @Nested
  class OfErrorRateRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new ErrorRateRatio();
    }
  }

  @Nested
  class OfFalseDiscoveryRateDifference extends RateContract {
    @Override
    protected Metric metric() {
      return new FalseDiscoveryRateDifference();
    }
  }

  @Nested
  class OfFalseDiscoveryRateRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new FalseDiscoveryRateRatio();
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
  class OfFalseNegativeRateRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new FalseNegativeRateRatio();
    }
  }

  @Nested
  class OfFalseOmissionRateDifference extends RateContract {
    @Override
    protected Metric metric() {
      return new FalseOmissionRateDifference();
    }
  }

  @Nested
  class OfFalseOmissionRateRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new FalseOmissionRateRatio();
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
  class OfFalsePositiveRateRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new FalsePositiveRateRatio();
    }
  }

  @Nested
  class OfGroupSizeDifference extends RateContract {
    @Override
    protected Metric metric() {
      return new GroupSizeDifference();
    }
  }

  @Nested
  class OfGroupSizeRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new GroupSizeRatio();
    }
  }

  @Nested
  class OfNegativePredictiveValueDifference extends RateContract {
    @Override
    protected Metric metric() {
      return new NegativePredictiveValueDifference();
    }
  }

  @Nested
  class OfNegativePredictiveValueRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new NegativePredictiveValueRatio();
    }
  }

  @Nested
  class OfOutcomeDivergence extends MetricContract {
    @Override
    protected Metric metric() {
      return new OutcomeDivergence();
    }
  }

  @Nested
  class OfPredictiveParityDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new PredictiveParityDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfPredictiveParityRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new PredictiveParityRatio();
    }
  }

  @Nested
  class OfRepresentationDistance extends MetricContract {
    @Override
    protected Metric metric() {
      return new RepresentationDistance();
    }
  }

  @Nested
  class OfTreatmentEqualityDifference extends RateContract {
    @Override
    protected Metric metric() {
      return new TreatmentEqualityDifference();
    }
  }

  @Nested
  class OfTreatmentEqualityRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new TreatmentEqualityRatio();
    }
  }

  @Nested
  class OfTrueNegativeRateDifference extends RateContract {
    @Override
    protected Metric metric() {
      return new TrueNegativeRateDifference();
    }
  }

  @Nested
  class OfTrueNegativeRateRatio extends RateContract {
    @Override
    protected Metric metric() {
      return new TrueNegativeRateRatio();
    }
  }

  @Nested
  class OfUnexplainedDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new UnexplainedDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }
}
