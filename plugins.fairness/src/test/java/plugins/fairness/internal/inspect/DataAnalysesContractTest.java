package plugins.fairness.internal.inspect;

import governance.api.inspect.DataAnalysis;
import governance.testkit.DataAnalysisContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** Every analysis keeps to the contract of its kind. */
class DataAnalysesContractTest {
  @Nested
  class GroupBaseRatesContract extends DataAnalysisContract {
    @Override
    protected DataAnalysis analysis() {
      return new GroupBaseRates();
    }
  }

  @Nested
  class LabelDisparityContract extends DataAnalysisContract {
    @Override
    protected DataAnalysis analysis() {
      return new LabelDisparity();
    }
  }

  @Nested
  class RepresentativenessContract extends DataAnalysisContract {
    @Override
    protected DataAnalysis analysis() {
      return new Representativeness();
    }
  }

  @Nested
  class ReferenceContract extends DataAnalysisContract {
    @Override
    protected DataAnalysis analysis() {
      return new Representativeness();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("shares", List.of("sex:f=0.51", "sex:m=0.49"));
    }
  }

  @Nested
  class LabelInconsistencyContract extends DataAnalysisContract {
    @Override
    protected DataAnalysis analysis() {
      return new LabelInconsistency();
    }
  }

  @Nested
  class DuplicateRowsContract extends DataAnalysisContract {
    @Override
    protected DataAnalysis analysis() {
      return new DuplicateRows();
    }
  }

  @Nested
  class MissingnessContract extends DataAnalysisContract {
    @Override
    protected DataAnalysis analysis() {
      return new Missingness();
    }
  }

  @Nested
  class ProxiesContract extends DataAnalysisContract {
    @Override
    protected DataAnalysis analysis() {
      return new Proxies();
    }
  }

  @Nested
  class ProxyWordsContract extends DataAnalysisContract {
    @Override
    protected DataAnalysis analysis() {
      return new ProxyWords();
    }
  }

  @Nested
  class ConditionalDisparityContract extends DataAnalysisContract {
    @Override
    protected DataAnalysis analysis() {
      return new ConditionalDisparity();
    }
  }

  @Nested
  class GivenContract extends DataAnalysisContract {
    @Override
    protected DataAnalysis analysis() {
      return new ConditionalDisparity();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("given", List.of("income", "region"), "smallGroup", 5);
    }
  }

  @Nested
  class IdentityTermsContract extends DataAnalysisContract {
    @Override
    protected DataAnalysis analysis() {
      return new IdentityTerms();
    }
  }
}
