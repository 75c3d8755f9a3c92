package governance.runtime.internal.cli.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import governance.runtime.internal.cli.command.Evidence;
import governance.runtime.internal.cli.plan.PrivacyLines;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import java.nio.file.Path;

/** What a run found: figures before and after, gates, and where the evidence is. */
final class ResultView {
  private final Terminal terminal;
  private final Evidence evidence;
  private final StringBuilder text = new StringBuilder();

  ResultView(Terminal terminal, Evidence evidence) {
    this.terminal = terminal;
    this.evidence = evidence;
  }

  String render() {
    String metrics = new MetricTable(terminal, evidence.metrics()).render();
    text.append(metrics).append(metrics.isEmpty() ? "" : "\n");
    gates();
    for (String line : new DataNotes(evidence.dataCard()).lines()) {
      text.append(terminal.warning("data      " + line)).append('\n');
    }
    String notice = string(evidence.dataCard(), "notice");
    if (!notice.isEmpty()) {
      text.append(terminal.warning("notice    " + notice)).append('\n');
    }
    PrivacyLines.of(evidence.privacy()).forEach(l -> text.append("privacy   " + l + '\n'));
    for (Path document : evidence.documents()) {
      text.append("report    ").append(document).append('\n');
    }
    text.append("evidence  ").append(evidence.folder()).append('\n');
    return text.toString();
  }

  private void gates() {
    Table table = new Table("lll");
    for (JsonElement gate : evidence.gates()) {
      if (gate instanceof JsonObject one) {
        table.row(painted(string(one, "status")), string(one, "id"), string(one, "reason"));
      }
    }
    if (!table.isEmpty()) {
      text.append(table.render("")).append('\n');
    }
  }

  private String painted(String status) {
    return switch (status) {
      case "PASS" -> terminal.good(status);
      case "FAIL", "ERROR" -> terminal.bad(status);
      default -> terminal.warning(status);
    };
  }

  static String string(JsonObject owner, String key) {
    return owner.get(key) instanceof JsonPrimitive p ? p.getAsString() : "";
  }
}
