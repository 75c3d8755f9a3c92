package governance.runtime.internal.cli.catalogue;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.engine.Engine;
import governance.engine.ModelDescription;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Figures;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.spec.JsonText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the models of the model directory. */
@Command(
    name = "models",
    header = "Shows the models that --model takes by name, and why one cannot be used.",
    description =
        "Models lie in the folder that GOVERNANCE_MODELS names, by default models in the data"
            + " directory; each is a folder in Hugging Face layout.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance models", "  GOVERNANCE_MODELS=~/models governance models --json"})
public final class ModelsCommand implements Callable<Integer> {
  private final CliContext context;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  public ModelsCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Map<String, ModelDescription> all = new LinkedHashMap<>();
    for (String name : context.models().names()) {
      context.models().find(name).ifPresent(folder -> all.put(name, engine().describe(folder)));
    }
    if (json) {
      context.terminal().out().print(JsonText.write(tree(all)));
    } else {
      show(all);
    }
    return Exit.OK;
  }

  private Engine engine() {
    return context
        .engine()
        .get()
        .orElseThrow(
            () ->
                new GovernanceException(
                    new Problem(
                        Remedy.INSTALL_BUNDLE,
                        "the engine",
                        "is not installed",
                        "",
                        "See what is wrong: governance doctor")));
  }

  private void show(Map<String, ModelDescription> all) {
    Terminal terminal = context.terminal();
    String folder = context.models().folder().map(Path::toString).orElse("not set");
    terminal.out().println("model directory (GOVERNANCE_MODELS): " + folder);
    if (!all.isEmpty()) {
      terminal.out().println();
    }
    Table table = new Table("llrrrrl");
    if (!all.isEmpty()) {
      String[] head = {"model", "architecture", "layers/hidden/heads", "parameters", "size"};
      table.row(head[0], head[1], head[2], head[3], head[4], "pieces", "tokenizer");
    }
    all.forEach((name, d) -> table.row(cells(name, d)));
    terminal.out().print(table.render("  "));
    all.forEach(this::problems);
  }

  private static String[] cells(String name, ModelDescription d) {
    return new String[] {
      name,
      d.type(),
      d.shape().map(s -> s.layers() + "/" + s.hidden() + "/" + s.heads()).orElse(""),
      d.parameters() == 0 ? "" : String.format(Locale.ROOT, "%,d", d.parameters()),
      d.bytes() == 0 ? "" : Figures.bytes(d.bytes()),
      d.vocabulary() == 0 ? "" : String.format(Locale.ROOT, "%,d", d.vocabulary()),
      d.tokenizer()
    };
  }

  private void problems(String name, ModelDescription d) {
    Terminal terminal = context.terminal();
    if (!d.usable()) {
      terminal.out().println();
      terminal.out().println("  " + name + " " + terminal.bad("cannot be used"));
      for (Problem problem : d.problems()) {
        terminal.out().println("      " + problem.message());
      }
    }
  }

  private Map<String, Object> tree(Map<String, ModelDescription> all) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("directory", context.models().folder().map(Path::toString).orElse(null));
    tree.put("models", all.entrySet().stream().map(e -> tree(e.getKey(), e.getValue())).toList());
    return tree;
  }

  private static Map<String, Object> tree(String name, ModelDescription d) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("architecture", d.type().isEmpty() ? null : d.type());
    tree.put("layers", d.shape().map(s -> s.layers()).orElse(null));
    tree.put("hidden", d.shape().map(s -> s.hidden()).orElse(null));
    tree.put("heads", d.shape().map(s -> s.heads()).orElse(null));
    tree.put("intermediate", d.shape().map(s -> s.intermediate()).orElse(null));
    tree.put("positions", d.shape().map(s -> s.positions()).orElse(null));
    tree.put("vocabulary", d.shape().map(s -> s.vocabulary()).orElse(null));
    tree.put("parameters", d.parameters());
    tree.put("bytes", d.bytes());
    tree.put("tokenizer", d.tokenizer().isEmpty() ? null : d.tokenizer());
    tree.put("pieces", d.vocabulary());
    tree.put("usable", d.usable());
    tree.put("problems", d.problems().stream().map(Problem::message).toList());
    return tree;
  }
}
