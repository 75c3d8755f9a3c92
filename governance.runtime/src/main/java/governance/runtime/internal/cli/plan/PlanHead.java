package governance.runtime.internal.cli.plan;

import governance.api.data.Column;
import governance.engine.Tuning.Adapter;
import governance.engine.Tuning.Freeze;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.plan.DataPlan;
import governance.runtime.internal.plan.ModelDirectory;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.spec.Fields;
import governance.runtime.internal.spec.ModelSpec;
import governance.runtime.internal.spec.RunSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The first lines of a plan: what is tuned on what. */
final class PlanHead {
  /** Most names of one role that are shown. */
  private static final int NAMES = 6;

  private final ModelDirectory models;
  private final boolean all;
  private boolean cut;

  PlanHead(ModelDirectory models, boolean all) {
    this.models = models;
    this.all = all;
  }

  /** Whether something was left out. */
  boolean cut() {
    return cut;
  }

  String render(RunSpec spec, Resolution resolution) {
    Table table = new Table("ll");
    table.row(
        "domain", resolution.domain().map(d -> d.id() + " (" + d.title() + ")").orElse("none"));
    table.row("task", Fields.written(spec.task()));
    resolution.data().ifPresent(data -> table.row("data", data(data)));
    resolution.data().ifPresent(data -> table.row("columns", columns(data)));
    table.row("model", model(spec.model()));
    return table.render("");
  }

  private static String data(DataPlan data) {
    return data.dataset()
        .map(d -> d.name() + " (" + d.licence() + ")")
        .orElseGet(
            () -> data.parts().get(0).file().map(Path::toString).orElse(data.source().info().id()));
  }

  private String columns(DataPlan data) {
    Map<String, List<String>> byRole = new LinkedHashMap<>();
    for (Column column : data.schema().columns()) {
      String role = Fields.written(column.role());
      byRole.computeIfAbsent(role, r -> new ArrayList<>()).add(column.name());
    }
    List<String> roles = new ArrayList<>();
    byRole.forEach((role, names) -> roles.add(role + " " + shortened(names)));
    return String.join("; ", roles);
  }

  private String shortened(List<String> names) {
    if (all || names.size() <= NAMES) {
      return String.join(", ", names);
    }
    cut = true;
    return String.join(", ", names.subList(0, NAMES))
        + ", "
        + PlanView.CUT
        + " ("
        + names.size()
        + ")";
  }

  private String model(ModelSpec model) {
    String start =
        model
            .folder()
            .map(f -> models.name(f).orElse(f.toString()))
            .orElseGet(() -> "random weights, " + shape(model));
    String members = model.committee() == 1 ? "" : ", committee of " + model.committee();
    return start
        + model.tuning().adapter().map(PlanHead::adapter).orElse("")
        + frozen(model.tuning().freeze())
        + members;
  }

  private static String shape(ModelSpec model) {
    return model.layers() + (model.layers() == 1 ? " layer of " : " layers of ") + model.hidden();
  }

  private static String adapter(Adapter adapter) {
    String which =
        adapter
            .folder()
            .map(f -> " of " + f)
            .orElseGet(() -> " of rank " + adapter.rank() + " on " + targets(adapter));
    return ", LoRA adapter" + which + (adapter.merge() ? ", merged when written" : "");
  }

  private static String targets(Adapter adapter) {
    return adapter.targets().isEmpty() ? "query and value" : String.join(", ", adapter.targets());
  }

  private static String frozen(Freeze freeze) {
    if (freeze.layers() == Freeze.ALL_LAYERS) {
      return ", head only";
    }
    String embeddings = freeze.embeddings() ? ", embeddings frozen" : "";
    return embeddings
        + switch (freeze.layers()) {
          case 0 -> "";
          case 1 -> ", lowest layer frozen";
          default -> ", lowest " + freeze.layers() + " layers frozen";
        };
  }
}
