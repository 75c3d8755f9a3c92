package governance.api;

/** The extension points: what a contribution does in a run. */
public enum Kind {
  /** A differentiable term of the objective, {@code governance.api.train.Penalty}. */
  PENALTY,
  /** A change to the data before training, {@code governance.api.data.DatasetTransform}. */
  TRANSFORM,
  /**
   * A look at the data before training, {@code governance.api.inspect.DataAnalysis}.
   *
   * @since 1.1
   */
  DATA_ANALYSIS,
  /** Clipping, noise and sampling of gradients, {@code governance.api.train.GradientPolicy}. */
  GRADIENT_POLICY,
  /** A figure computed from predictions, {@code governance.api.evaluate.Metric}. */
  METRIC,
  /** An explanation of single predictions, {@code governance.api.explain.Explainer}. */
  EXPLAINER,
  /**
   * How scores become decisions after training, {@code governance.api.evaluate.DecisionRule}.
   *
   * @since 1.1
   */
  DECISION_RULE,
  /**
   * A model that another party holds, {@code governance.api.party.PartyModel}.
   *
   * @since 1.1
   */
  PARTY,
  /** A release decision, {@code governance.api.evaluate.Gate}. */
  GATE,
  /** A reader or generator of data, {@code governance.api.data.DataSource}. */
  DATA_SOURCE,
  /** Defaults and limits of a domain, {@code governance.api.domain.DomainPack}. */
  DOMAIN_PACK,
  /** A document made from a run, {@code governance.api.report.ReportRenderer}. */
  RENDERER,
  /** A place that documents are delivered to, {@code governance.api.report.ReportSink}. */
  SINK
}
