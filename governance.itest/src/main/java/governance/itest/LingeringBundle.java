package governance.itest;

import governance.api.Kind;
import governance.api.data.DataSource;
import governance.api.data.DatasetTransform;
import governance.api.evaluate.Gate;
import governance.api.evaluate.Metric;
import governance.api.explain.Explainer;
import governance.api.report.ReportRenderer;
import governance.api.report.ReportSink;
import governance.api.train.Penalty;
import governance.itest.fixture.LingeringPlugin;
import java.util.ArrayList;
import java.util.List;

/** A third party's bundle that takes part in every phase of a run. */
final class LingeringBundle {
  static final String NAME = "itest.lingering";

  private static final Class<?> TYPE = LingeringPlugin.class;

  private LingeringBundle() {}

  static PluginJar of(String version) {
    return new PluginJar(NAME, version)
        .imports("governance.api", "governance.api.data", "governance.api.evaluate")
        .imports("governance.api.explain", "governance.api.model", "governance.api.report")
        .imports("governance.api.train")
        .contributes(Kind.DATA_SOURCE, "itest.source", TYPE, DataSource.class)
        .contributes(Kind.TRANSFORM, "itest.transform", TYPE, DatasetTransform.class)
        .contributes(Kind.PENALTY, "itest.term", TYPE, Penalty.class)
        .contributes(Kind.METRIC, "itest.metric", TYPE, Metric.class)
        .contributes(Kind.EXPLAINER, "itest.explainer", TYPE, Explainer.class)
        .contributes(Kind.GATE, "itest.gate", TYPE, Gate.class)
        .contributes(Kind.RENDERER, "itest.renderer", TYPE, ReportRenderer.class)
        .contributes(Kind.SINK, "itest.sink", TYPE, ReportSink.class);
  }

  /** The words of a small run that uses all of it. */
  static List<String> run(String out) {
    List<String> words = new ArrayList<>(List.of("run", "finance", "--quiet", "--out", out));
    List<String> spec =
        List.of(
            "transforms=[{\"id\":\"data.row-text\"},{\"id\":\"itest.transform\"}]",
            "penalties=[{\"id\":\"itest.term\",\"weight\":0.1}]",
            "metrics=[\"quality.accuracy\",\"itest.metric\"]",
            "explainers=[{\"id\":\"itest.explainer\",\"rows\":8}]",
            "gates=[{\"id\":\"itest.gate\"}]",
            "reports=[\"report.json\",\"report.html\",\"itest.renderer\"]",
            "sinks=[\"itest.sink\"]",
            "data.settings.rows=200",
            "train.threads=1",
            "train.epochs=1",
            "model.layers=1",
            "model.hidden=32",
            "model.intermediate=64",
            "evaluation.reference=false",
            "evaluation.bootstrap=10");
    spec.forEach(value -> words.addAll(List.of("--set", value)));
    return words;
  }
}
