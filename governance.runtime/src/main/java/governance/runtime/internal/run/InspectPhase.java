package governance.runtime.internal.run;

import governance.api.Kind;
import governance.api.data.Dataset;
import governance.api.data.Split;
import governance.api.inspect.DataAnalysis;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.inspect.AnalysisUse;
import governance.runtime.internal.inspect.Inspection;
import governance.runtime.internal.inspect.InspectionTree;
import governance.runtime.internal.plan.Chosen;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.spec.ContributionSpec;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks at the training rows before any transform, as part of the data phase. */
final class InspectPhase {
  static final String FILE = "data/inspection.json";

  private final Job job;
  private final Resolution resolution;
  private final RunSpec spec;
  private final Pins pins;

  InspectPhase(Job job, Resolution resolution, Pins pins) {
    this.job = job;
    this.resolution = resolution;
    this.spec = resolution.spec().orElseThrow();
    this.pins = pins;
  }

  /**
   * Returns what the evidence says, empty where the plan has no analysis. An analysis that fails is
   * recorded, and blocks release as missing evidence.
   */
  Map<String, Object> inspect(PreparedData data) {
    if (spec.inspection().isEmpty()) {
      return Map.of();
    }
    List<AnalysisUse> uses = new ArrayList<>();
    for (ContributionSpec each : spec.inspection()) {
      Chosen chosen = resolution.chosen(Kind.DATA_ANALYSIS, each.id());
      DataAnalysis instance = pins.get(Kind.DATA_ANALYSIS, each.id(), DataAnalysis.class);
      uses.add(new AnalysisUse(chosen.info(), instance, chosen.settings()));
    }
    Dataset rows = data.original().get(Split.TRAIN);
    InspectionTree tree =
        new InspectionTree(new Inspection(spec, rows, data.classes()).analyse(uses, job::turn));
    job.failures().addAll(tree.failures());
    return tree.tree(rows.size());
  }

  /** Returns what the data card says of an inspection: what stands out. */
  static Map<String, Object> card(Map<String, Object> inspection) {
    List<Object> findings = new ArrayList<>();
    for (Object each : (List<?>) inspection.get("findings")) {
      Map<?, ?> finding = (Map<?, ?>) each;
      if (!finding.get("severity").equals("INFO")) {
        findings.add(
            Tree.of(
                "severity", finding.get("severity"),
                "analysis", finding.get("analysis"),
                "sentence", finding.get("sentence")));
      }
    }
    return Tree.of("file", FILE, "rows", inspection.get("rows"), "findings", findings);
  }
}
