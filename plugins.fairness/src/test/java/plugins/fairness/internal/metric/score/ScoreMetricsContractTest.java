package plugins.fairness.internal.metric.score;

import governance.api.evaluate.Metric;
import governance.testkit.MetricContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class ScoreMetricsContractTest {
  private static final Map<String, Object> SETTINGS =
      Map.of("privileged", List.of("sex=m", "age=old"));

  @Nested
  class OfAucDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new AucDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfCalibrationErrorDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new CalibrationErrorDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfCalibrationInTheLargeDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new CalibrationInTheLargeDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfExposureDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new ExposureDifference();
    }
  }

  @Nested
  class OfExposureRatio extends MetricContract {
    @Override
    protected Metric metric() {
      return new ExposureRatio();
    }

    /** A least or greatest of many figures of few rows is biased in small samples. */
    @Override
    protected boolean covers() {
      return false;
    }
  }

  @Nested
  class OfGeneralizedOddsDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new GeneralizedOddsDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfIdentityAuc extends MetricContract {
    @Override
    protected Metric metric() {
      return new IdentityAuc();
    }
  }

  @Nested
  class OfInfeasibleIndex extends MetricContract {
    @Override
    protected Metric metric() {
      return new InfeasibleIndex();
    }

    /** A least or greatest of many figures of few rows is biased in small samples. */
    @Override
    protected boolean covers() {
      return false;
    }
  }

  @Nested
  class OfKolmogorovSmirnovDistance extends MetricContract {
    @Override
    protected Metric metric() {
      return new KolmogorovSmirnovDistance();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfPairwiseAccuracyDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new PairwiseAccuracyDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfRankingDivergence extends MetricContract {
    @Override
    protected Metric metric() {
      return new RankingDivergence();
    }
  }

  @Nested
  class OfRepresentationAtTop extends MetricContract {
    @Override
    protected Metric metric() {
      return new RepresentationAtTop();
    }
  }

  @Nested
  class OfScoreMeanDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new ScoreMeanDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfSelectiveAccuracyDifference extends MetricContract {
    @Override
    protected Metric metric() {
      return new SelectiveAccuracyDifference();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }

  @Nested
  class OfWassersteinDistance extends MetricContract {
    @Override
    protected Metric metric() {
      return new WassersteinDistance();
    }

    @Override
    protected Map<String, Object> settings() {
      return SETTINGS;
    }
  }
}
