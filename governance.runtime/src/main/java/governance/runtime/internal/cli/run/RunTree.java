package governance.runtime.internal.cli.run;

import com.google.gson.JsonElement;
import governance.api.Problem;
import governance.api.run.RunInfo;
import governance.runtime.internal.cli.command.Evidence;
import governance.runtime.internal.cli.terminal.ProblemPrinter;
import governance.runtime.internal.spec.JsonText;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The object that {@code --json} prints for a run. */
final class RunTree {
  private RunTree() {}

  static String json(RunInfo info, List<Problem> problems) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("run", info.id());
    tree.put("status", info.status().name());
    tree.put("message", info.message());
    tree.put("step", info.step());
    tree.put("steps", info.steps());
    boolean written = Files.isDirectory(info.evidence());
    tree.put("evidence", written ? info.evidence().toAbsolutePath().toString() : null);
    Evidence evidence = new Evidence(info.evidence());
    Map<String, JsonElement> metrics = new LinkedHashMap<>();
    evidence.metrics().entrySet().forEach(e -> metrics.put(e.getKey(), e.getValue()));
    tree.put("metrics", metrics);
    tree.put("gates", evidence.gates().asList());
    tree.put("problems", problems.stream().map(ProblemPrinter::tree).toList());
    return JsonText.write(tree);
  }
}
