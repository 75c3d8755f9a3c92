package governance.testkit;

import governance.api.Kind;
import java.util.List;

/** Which contract a contribution of each kind keeps to. */
public final class Contracts {
  private Contracts() {}

  /**
   * Returns the contracts of a kind; a contribution extends one of them. Metrics have three: for
   * those over predictions, those that ask the model and those that attack it.
   */
  public static List<Class<?>> of(Kind kind) {
    return switch (kind) {
      case PENALTY -> List.of(PenaltyContract.class);
      case TRANSFORM -> List.of(TransformContract.class);
      case DATA_ANALYSIS -> List.of(DataAnalysisContract.class);
      case GRADIENT_POLICY -> List.of(GradientPolicyContract.class);
      case METRIC ->
          List.of(MetricContract.class, ModelMetricContract.class, AttackMetricContract.class);
      case EXPLAINER -> List.of(ExplainerContract.class);
      case DECISION_RULE -> List.of(DecisionRuleContract.class);
      case PARTY -> List.of(PartyModelContract.class);
      case GATE -> List.of(GateContract.class);
      case DATA_SOURCE -> List.of(DataSourceContract.class);
      case DOMAIN_PACK -> List.of(DomainPackContract.class);
      case RENDERER -> List.of(RendererContract.class);
      case SINK -> List.of(SinkContract.class);
    };
  }
}
