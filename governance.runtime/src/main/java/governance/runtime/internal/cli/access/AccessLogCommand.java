package governance.runtime.internal.cli.access;

import governance.runtime.internal.access.PolicyFolder;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.Evidence;
import governance.runtime.internal.cli.command.LogHeadOptions;
import governance.runtime.internal.cli.command.RunsOption;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.store.ChainedFile;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the log of accesses, and whether it is whole. */
@Command(
    name = "log",
    header = "Shows who did what, and whether the log is as it was written.",
    description =
        "With --verify: checks the chain, the length noted beside it, and what the runs below --out"
            + " saw of it. Ends with 0 when all is whole, with 3 when not. With --head: writes how"
            + " far it has grown, with --since also the proof that it only grew since then; see"
            + " governance proof growth.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance access log --last 50",
      "  governance access log --refused",
      "  governance access log --verify",
      "  governance access log --head march.json --since february.json"
    })
final class AccessLogCommand implements Callable<Integer> {
  private final CliContext context;

  @Option(names = "--verify", description = "Checks the log instead of showing it.")
  private boolean verify;

  @Mixin private LogHeadOptions head;

  @Option(names = "--user", paramLabel = "NAME", description = "Entries of one user.")
  private String user;

  @Option(names = "--refused", description = "Entries of what was refused.")
  private boolean refused;

  @Option(names = "--last", paramLabel = "N", description = "The newest N entries (default: 20).")
  private int last = 20;

  @Mixin private RunsOption runsFolder;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  AccessLogCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    PolicyFolder folder = context.access().folder();
    if (head.asked()) {
      return head.write("access", ChainedFile.lines(folder.logFile()), context.terminal());
    }
    return verify ? verified(folder) : shown(folder);
  }

  private int verified(PolicyFolder folder) throws IOException {
    List<Path> runs = Evidence.all(runsFolder.folder());
    List<String> faults = folder.faults(runs);
    Terminal terminal = context.terminal();
    long size = folder.entries().size();
    if (json) {
      Map<String, Object> tree = Tree.of("whole", faults.isEmpty());
      tree.put("entries", size);
      tree.put("runs", runs.size());
      tree.put("faults", faults);
      terminal.out().print(JsonText.write(tree));
    } else if (faults.isEmpty()) {
      terminal
          .out()
          .println(
              terminal.good("The log is whole: ")
                  + size
                  + " entries, compared with "
                  + runs.size()
                  + " runs.");
    } else {
      faults.forEach(fault -> terminal.out().println(terminal.bad("FAIL  ") + fault));
    }
    return faults.isEmpty() ? Exit.OK : Exit.BLOCKED;
  }

  private int shown(PolicyFolder folder) throws IOException {
    List<Map<String, Object>> entries = new ArrayList<>(folder.entries());
    entries.removeIf(e -> !wanted((Map<?, ?>) e.get("data")));
    List<Map<String, Object>> newest =
        entries.subList(Math.max(0, entries.size() - last), entries.size());
    if (json) {
      context.terminal().out().print(JsonText.write(Tree.of("entries", newest)));
      return Exit.OK;
    }
    Table table = new Table("lllll");
    for (Map<String, Object> entry : newest) {
      Map<?, ?> data = (Map<?, ?>) entry.get("data");
      boolean no = Boolean.FALSE.equals(data.get("allowed"));
      table.row(
          String.valueOf(entry.get("time")).replaceFirst("\\..*", "Z"),
          text(data, "user"),
          no ? context.terminal().bad("refused") : "",
          entry.get("type") + " " + what(data),
          text(data, "why"));
    }
    context.terminal().out().print(table.render(""));
    return Exit.OK;
  }

  private boolean wanted(Map<?, ?> data) {
    return (user == null || user.equals(data.get("user")))
        && (!refused || Boolean.FALSE.equals(data.get("allowed")));
  }

  private static String text(Map<?, ?> data, String key) {
    return data.get(key) == null ? "" : data.get(key).toString();
  }

  private static String what(Map<?, ?> data) {
    List<String> words = new ArrayList<>();
    for (String key :
        new String[] {"command", "operation", "verdict", "run", "parts", "data", "to", "status"}) {
      if (data.get(key) != null) {
        words.add(text(data, key).replaceAll("[\\[\\]]", ""));
      }
    }
    return String.join(" ", words);
  }
}
