package governance.runtime.internal.cli.evidence;

import governance.runtime.internal.access.Part;
import governance.runtime.internal.access.PolicyFolder;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.RunArgument;
import governance.runtime.internal.cli.command.Touching;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.cli.terminal.Terminal;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.store.EvidenceCheck;
import governance.runtime.internal.store.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the reviews of a run. */
@Command(
    name = "show",
    header = "Shows what reviewers said of a run.",
    footerHeading = "%nExamples:%n",
    footer = {"  governance review show latest"})
final class ReviewShowCommand implements Callable<Integer>, Touching {
  private final CliContext context;

  @Mixin private RunArgument argument;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  ReviewShowCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Touched touched() {
    return Touched.run(argument.evidence().folder(), Part.AGGREGATES);
  }

  @Override
  public Integer call() throws IOException {
    Path folder = argument.evidence().folder();
    String head = new EvidenceCheck(folder).head();
    List<Map<String, Object>> reviews = new ArrayList<>();
    Optional<PolicyFolder> place = context.access().place();
    for (Map<String, Object> entry :
        place.isPresent() ? place.get().entries() : List.<Map<String, Object>>of()) {
      Map<?, ?> data = (Map<?, ?>) entry.get("data");
      if ("review".equals(entry.get("type"))
          && folder.getFileName().toString().equals(data.get("run"))) {
        reviews.add(
            Tree.of(
                "time", entry.get("time"),
                "user", data.get("user"),
                "verdict", data.get("verdict"),
                "note", data.get("note"),
                "same", head.equals(data.get("eventsHead"))));
      }
    }
    Terminal terminal = context.terminal();
    if (json) {
      terminal
          .out()
          .print(
              JsonText.write(Tree.of("run", folder.getFileName().toString(), "reviews", reviews)));
      return Exit.OK;
    }
    Table table = new Table("lllll");
    for (Map<String, Object> review : reviews) {
      table.row(
          review.get("time").toString(),
          review.get("user").toString(),
          review.get("verdict").toString(),
          review.get("note").toString(),
          Boolean.TRUE.equals(review.get("same")) ? "" : terminal.bad("of other evidence"));
    }
    terminal.out().print(reviews.isEmpty() ? "No reviews.\n" : table.render(""));
    return Exit.OK;
  }
}
