package governance.runtime.internal.cli.inspect;

import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.DataSource;
import governance.api.data.Role;
import governance.api.inspect.DataAnalysis;
import governance.runtime.internal.data.Classes;
import governance.runtime.internal.data.InspectedRows;
import governance.runtime.internal.inspect.AnalysisUse;
import governance.runtime.internal.inspect.Inspection;
import governance.runtime.internal.inspect.InspectionTree;
import governance.runtime.internal.plan.Chosen;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.registry.Held;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.store.Json;
import governance.runtime.internal.store.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Data that was looked at without a run.
 *
 * @param tree what was read and found
 * @param failures the analyses that failed
 */
record DataInspection(Map<String, Object> tree, List<String> failures) {
  /**
   * Reads the data of a plan and analyses it.
   *
   * @param all whether to look at all rows, and not at training rows alone
   * @throws governance.api.GovernanceException if data or settings do not suit
   */
  static DataInspection of(Registry registry, Resolution resolution, boolean all) {
    RunSpec spec = resolution.spec().orElseThrow();
    DataPlan plan = resolution.data().orElseThrow();
    List<Held<?>> held = new ArrayList<>();
    try {
      Held<DataSource> source = registry.hold(plan.source().info(), DataSource.class);
      held.add(source);
      List<AnalysisUse> uses = new ArrayList<>();
      for (Chosen chosen : resolution.chosen()) {
        if (chosen.info().kind() == Kind.DATA_ANALYSIS) {
          Held<DataAnalysis> one = registry.hold(chosen.info(), DataAnalysis.class);
          held.add(one);
          uses.add(new AnalysisUse(chosen.info(), one.get(), chosen.settings()));
        }
      }
      InspectedRows rows = InspectedRows.read(spec, plan, source.get(), all);
      InspectionTree found =
          new InspectionTree(
              new Inspection(spec, rows.rows(), rows.classes()).analyse(uses, Runnable::run));
      Map<String, Object> tree = head(resolution, rows, all);
      tree.putAll(found.tree(rows.rows().size()));
      return new DataInspection(tree, found.failures());
    } finally {
      held.forEach(Held::close);
    }
  }

  private static Map<String, Object> head(Resolution resolution, InspectedRows rows, boolean all) {
    RunSpec spec = resolution.spec().orElseThrow();
    Classes classes = rows.classes();
    Path file = spec.data().file().orElse(null);
    String name =
        spec.data().name().orElseGet(() -> file == null ? "" : file.getFileName().toString());
    int favourable = classes.favourable();
    return Tree.of(
        "data", name,
        "domain", spec.domain(),
        "read", rows.read(),
        "rejected", rows.rejected(),
        "used", rows.used(),
        "part", all ? "ALL" : "TRAIN",
        "label", classes.column().isEmpty() ? null : classes.column(),
        "favourable", favourable < 0 ? null : classes.names().get(favourable),
        "protected", rows.rows().schema().with(Role.PROTECTED).stream().map(Column::name).toList());
  }

  String json() {
    return Json.pretty(tree);
  }
}
