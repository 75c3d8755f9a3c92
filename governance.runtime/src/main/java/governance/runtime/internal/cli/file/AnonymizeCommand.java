package governance.runtime.internal.cli.file;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.RowsArgument;
import governance.runtime.internal.cli.command.TransformUse;
import governance.runtime.internal.cli.command.WholeFile;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.data.Anonymisation;
import governance.runtime.internal.settings.SettingsCheck;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.store.Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Generalises the quasi-identifiers of a file, by the transform that a run would use. */
@Command(
    name = "anonymize",
    header = "Generalises quasi-identifiers of a file until nobody stands out in them.",
    description =
        "Writes the rows as CSV and tells what was lost. All other columns are copied: leave out"
            + " with --drop what names a person. Nothing is written on bad input.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance anonymize patients.csv --quasi age,zip,sex --k 10 --out safe.csv",
      "  governance anonymize patients.csv --quasi age,zip --k 5 --sensitive illness --l 3 \\",
      "      --method global --suppress 0.02 --hierarchy age=interval:5,10,20 --json --out safe.csv"
    })
public final class AnonymizeCommand implements Callable<Integer> {
  private static final String TRANSFORM = "privacy.k-anonymity";

  private final CliContext context;

  @Mixin private RowsArgument file;

  @Option(
      names = "--quasi",
      paramLabel = "COLUMN,…",
      split = ",",
      required = true,
      description = "Columns that may identify a person together.")
  private List<String> quasi = List.of();

  @Option(
      names = "--k",
      paramLabel = "N",
      description = "Least number of rows that are equal (default: 5).")
  private Long least;

  @Option(
      names = "--sensitive",
      paramLabel = "COLUMN",
      description = "What nobody may learn of a person, for --l and --t.")
  private String sensitive;

  @Option(names = "--l", paramLabel = "L", description = "Least diversity of the sensitive column.")
  private Double diversity;

  @Option(
      names = "--t",
      paramLabel = "T",
      description = "Greatest distance of the sensitive column from all rows, up to 1.")
  private Double closeness;

  @Option(
      names = "--method",
      paramLabel = "mondrian|global",
      description = "Local recoding, or one level for each column (default: mondrian).")
  private String method;

  @Option(
      names = "--suppress",
      paramLabel = "SHARE",
      description = "Greatest share of rows that may be left out, with global (default: 0).")
  private Double suppress;

  @Option(
      names = "--hierarchy",
      paramLabel = "COLUMN=HOW",
      description =
          "interval:5,10,20, prefix:4,3,2, date:month,year, or tree:FILE. May come several times.")
  private List<String> hierarchies = List.of();

  @Option(
      names = "--drop",
      paramLabel = "COLUMN,…",
      split = ",",
      description = "Columns that are left out, such as names.")
  private Set<String> dropped = Set.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=JSON",
      description = "Any other setting of privacy.k-anonymity. May come several times.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--out", paramLabel = "FILE", description = "Where rows are written, as CSV.")
  private Path out;

  @Option(names = "--json", description = "Prints one JSON object of what was done.")
  private boolean json;

  public AnonymizeCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Anonymisation done = anonymise();
    if (out != null) {
      String text = SeparatedRows.text(done.after());
      Storage.replaceText(out.toAbsolutePath(), text);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rows", done.before().size());
    tree.put("published", done.after().size());
    tree.put("quasi", quasi);
    tree.put("figures", done.figures());
    tree.put("out", out == null ? null : out.toString());
    context.terminal().out().print(json ? JsonText.write(tree) : text(done));
    return Exit.OK;
  }

  private String text(Anonymisation done) {
    Table table = new Table("lr");
    done.figures()
        .forEach((name, value) -> table.row(name, String.format(Locale.ROOT, "%,.6g", value)));
    String head =
        String.format(
            Locale.ROOT, "%,d of %,d rows published", done.after().size(), done.before().size());
    String where = out == null ? " (nothing written: give --out FILE)" : " in " + out;
    return head + where + "\n" + table.render("  ");
  }

  private Anonymisation anonymise() {
    TransformUse transform = TransformUse.of(context, TRANSFORM);
    Map<String, Object> settings = settings(transform.info());
    Set<String> typed = new HashSet<>(quasi);
    typed.add(sensitive);
    WholeFile read = file.read(context, typed, dropped);
    return transform.on(read.rows(), settings, read.seed());
  }

  private Map<String, Object> settings(ContributionInfo info) {
    Map<String, Object> given = new LinkedHashMap<>();
    set.forEach((key, value) -> given.put(key, value(value)));
    given.put("quasi", quasi);
    put(given, "k", least);
    put(given, "sensitive", sensitive);
    put(given, "l", diversity);
    put(given, "t", closeness);
    put(given, "method", method == null ? null : method.toUpperCase(Locale.ROOT));
    put(given, "suppress", suppress);
    put(given, "hierarchies", hierarchies.isEmpty() ? null : hierarchies);
    List<Problem> problems = new ArrayList<>();
    Map<String, Object> checked =
        new SettingsCheck(
                "transform " + TRANSFORM,
                context.registry().declaration(info).settings(),
                key -> set.containsKey(key) ? "--set" : "--" + key,
                problems)
            .check(given);
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
    return checked;
  }

  private static void put(Map<String, Object> given, String key, Object value) {
    if (value != null) {
      given.put(key, value);
    }
  }

  /** Numbers and true or false as such, anything else as a text. */
  private static Object value(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
