package governance.runtime.internal.cli.evidence;

import governance.api.GovernanceException;
import governance.runtime.internal.access.Part;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.RunArgument;
import governance.runtime.internal.cli.command.Touching;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.store.EvidenceCheck;
import governance.runtime.internal.store.Tree;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Records a review. */
@Command(
    name = "add",
    header = "Records what a reviewer says of a finished run.",
    description =
        "Written to the log of accesses with the last hash of the run's events, so that it is about"
            + " this evidence and no other. The run must be as it was sealed.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance review add latest --verdict accept --note \"Figures and card were read.\"",
      "  governance review add latest --verdict reject --note \"Too few rows of one group.\""
    })
final class ReviewAddCommand implements Callable<Integer>, Touching {
  /** What a reviewer can say. */
  enum Verdict {
    /** Agrees with the release. */
    ACCEPT,
    /** Does not agree. */
    REJECT,
    /** Says something only. */
    COMMENT
  }

  private final CliContext context;

  @Mixin private RunArgument argument;

  @Option(
      names = "--verdict",
      paramLabel = "VERDICT",
      required = true,
      description = "accept, reject or comment.")
  private Verdict verdict;

  @Option(names = "--note", paramLabel = "TEXT", required = true, description = "Why, in words.")
  private String note;

  ReviewAddCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Touched touched() {
    return Touched.run(argument.evidence().folder(), Part.AGGREGATES, Part.REPORT);
  }

  @Override
  public Integer call() {
    if (context.access().policy().isEmpty()) {
      throw GovernanceException.spec(
          "review",
          "there is no policy, so nobody is known to be a reviewer",
          "",
          "Make one: governance access init");
    }
    Path folder = argument.evidence().folder();
    EvidenceCheck check = argument.evidence().sealed();
    context
        .access()
        .note(
            "review",
            Tree.of(
                "run", folder.getFileName().toString(),
                "eventsHead", check.head(),
                "verdict", verdict.name().toLowerCase(Locale.ROOT),
                "note", note));
    context.terminal().out().println("Recorded in " + context.access().folder().logFile());
    return Exit.OK;
  }
}
