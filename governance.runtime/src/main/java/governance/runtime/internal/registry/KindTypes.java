package governance.runtime.internal.registry;

import governance.api.Kind;
import governance.api.data.DataSource;
import governance.api.data.DatasetTransform;
import governance.api.domain.DomainPack;
import governance.api.evaluate.DecisionRule;
import governance.api.evaluate.Gate;
import governance.api.evaluate.Metric;
import governance.api.explain.Explainer;
import governance.api.inspect.DataAnalysis;
import governance.api.party.PartyModel;
import governance.api.report.ReportRenderer;
import governance.api.report.ReportSink;
import governance.api.train.GradientPolicy;
import governance.api.train.Penalty;

/** The interface that a contribution of each kind implements. */
public final class KindTypes {
  private KindTypes() {}

  /** Returns the interface. */
  public static Class<?> of(Kind kind) {
    return switch (kind) {
      case PENALTY -> Penalty.class;
      case TRANSFORM -> DatasetTransform.class;
      case DATA_ANALYSIS -> DataAnalysis.class;
      case GRADIENT_POLICY -> GradientPolicy.class;
      case METRIC -> Metric.class;
      case EXPLAINER -> Explainer.class;
      case DECISION_RULE -> DecisionRule.class;
      case PARTY -> PartyModel.class;
      case GATE -> Gate.class;
      case DATA_SOURCE -> DataSource.class;
      case DOMAIN_PACK -> DomainPack.class;
      case RENDERER -> ReportRenderer.class;
      case SINK -> ReportSink.class;
    };
  }
}
