package governance.runtime.internal.audit;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Problem;
import governance.api.Settings;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.AnalysisTable;
import governance.api.inspect.DataAnalysis;
import governance.api.model.Task;
import governance.api.run.ContributionInfo;
import governance.runtime.internal.access.Part;
import governance.runtime.internal.border.Border;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.redact.RowFile;
import governance.runtime.internal.registry.Held;
import governance.runtime.internal.registry.Registry;
import governance.runtime.internal.settings.SettingsCheck;
import governance.runtime.internal.store.EvidenceFiles;
import governance.runtime.internal.store.StoredFiles;
import governance.runtime.internal.vault.SealedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Personal data in what a run left, found by the analysis that inspections use. Dates, ages,
 * regions and web addresses are not counted: they name nobody by themselves.
 */
final class PersonalDataAudit {
  private static final String ID = "personal-data";
  private static final String ANALYSIS = "privacy.personal-data";
  private static final Set<String> INDIRECT =
      Set.of("DATE", "AGE", "REGION", "LOCATION", "POSTAL_CODE", "URL");
  private static final String REMEDY =
      "Delete or close the file; redact before training with the transform privacy.redaction";

  private static final Pattern FRACTION =
      Pattern.compile("-?\\d+\\.\\d+([eE][-+]?\\d+)?|-?\\d+[eE][-+]?\\d+");

  private final Path run;
  private final Registry registry;
  private final Map<String, Object> given;
  private Settings settings;

  /**
   * Prepares.
   *
   * @param given settings of the analysis, beside its defaults
   */
  PersonalDataAudit(Path run, Registry registry, Map<String, Object> given) {
    this.run = run;
    this.registry = registry;
    this.given = given;
  }

  /** How often a class was found. */
  private static final class Count {
    private long rows;
    private long checked;
    private final Set<String> columns = new java.util.TreeSet<>();
  }

  void look(Findings into) throws IOException {
    Optional<ContributionInfo> info = registry.find(Kind.DATA_ANALYSIS, ANALYSIS);
    if (info.isEmpty()) {
      into.unchecked(ID, "all files", ANALYSIS + " is not there: install plugins.privacy");
      return;
    }
    settings = settings(info.get());
    into.unchecked(
        ID,
        "model/ and checkpoints/",
        "what weights remember is a matter of attacks, not of a search");
    try (Held<DataAnalysis> analysis = registry.hold(info.get(), DataAnalysis.class)) {
      for (Path file : files()) {
        try {
          file(file, info.get(), analysis.get(), into);
        } catch (GovernanceException | ContributionFailedException e) {
          into.unchecked(ID, name(file), e.getMessage());
        } catch (IOException | UncheckedIOException e) {
          into.unchecked(ID, name(file), "cannot be read: " + e.getMessage());
        }
      }
    }
  }

  private Settings settings(ContributionInfo info) {
    List<Problem> problems = new ArrayList<>();
    Map<String, Object> values =
        new SettingsCheck(ANALYSIS, registry.declaration(info).settings(), key -> "", problems)
            .check(given);
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
    return Settings.of(ANALYSIS, values);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(run)) {
      return all.filter(Files::isRegularFile)
          .filter(f -> Part.ofFile(name(f)) != Part.MODEL && !name(f).startsWith("."))
          .map(f -> f.resolveSibling(EvidenceFiles.plain(f.getFileName().toString())))
          .filter(f -> name(f).matches(".*\\.(json|jsonl|html|txt|csv|tsv|conll|md)"))
          .filter(f -> !f.endsWith("manifest.json"))
          .sorted()
          .toList();
    }
  }

  private String name(Path file) {
    return run.relativize(file).toString().replace('\\', '/');
  }

  private void file(Path file, ContributionInfo info, DataAnalysis analysis, Findings into)
      throws IOException {
    Map<String, Count> counts = new TreeMap<>();
    long rows = 0;
    if (SealedFiles.rows(run, name(file))) {
      into.unchecked(ID, name(file), "what is sealed in its rows was not searched");
    }
    if (table(file)) {
      try (RowFile parts = RowFile.open(file, StoredFiles::open)) {
        for (Dataset part = parts.next(); part != null; part = parts.next()) {
          count(part, info, analysis, counts);
          rows += part.size();
        }
      }
    } else {
      Dataset texts = DocumentTexts.of(file);
      count(texts, info, analysis, counts);
      rows = texts.size();
    }
    boolean document = !Set.of(Part.ROWS, Part.PREDICTIONS, Part.EXPLANATIONS).contains(part(file));
    for (Map.Entry<String, Count> each : counts.entrySet()) {
      tell(name(file), each.getKey(), each.getValue(), rows, document, into);
    }
  }

  private boolean table(Path file) throws IOException {
    if (!name(file).matches(".*\\.(jsonl|csv|tsv)") || log(file)) {
      return false;
    }
    try (InputStream in = StoredFiles.open(file)) {
      return in.read() >= 0;
    }
  }

  private Part part(Path file) {
    return Part.ofFile(name(file));
  }

  /** Logs have lines of several kinds. */
  private boolean log(Path file) {
    return part(file) == Part.AGGREGATES;
  }

  private void count(
      Dataset rows, ContributionInfo info, DataAnalysis analysis, Map<String, Count> counts) {
    if (rows.size() == 0) {
      return;
    }
    Dataset texts = withoutFractions(rows);
    AnalysisResult result = Border.call(info, () -> analysis.analyse(new Setup(texts, settings)));
    for (AnalysisTable found : result.tables()) {
      for (List<Object> row : found.rows()) {
        Count count = counts.computeIfAbsent(row.get(1).toString(), c -> new Count());
        count.columns.add(row.get(0).toString());
        count.rows += ((Number) row.get(2)).longValue();
        count.checked += ((Number) row.get(5)).longValue();
      }
    }
  }

  /** Digits after a point are no number of a card, whatever their check digit says. */
  private static Dataset withoutFractions(Dataset rows) {
    List<List<?>> columns = new ArrayList<>();
    for (Column column : rows.schema().columns()) {
      List<Object> values = new ArrayList<>();
      for (Object value : rows.values(column.name())) {
        values.add(value instanceof String s && FRACTION.matcher(s).matches() ? null : value);
      }
      columns.add(values);
    }
    return Dataset.of(rows.schema(), columns);
  }

  private static void tell(
      String file, String type, Count count, long rows, boolean document, Findings into) {
    if (INDIRECT.contains(type) || document && type.equals("PERSON")) {
      return;
    }
    boolean sure = count.checked > 0;
    Severity severity =
        sure ? Severity.HIGH : type.equals("PERSON") ? Severity.LOW : Severity.MEDIUM;
    List<String> columns = new ArrayList<>(count.columns);
    String where =
        columns.equals(List.of(DocumentTexts.COLUMN)) ? "" : " of " + String.join(", ", columns);
    into.add(
        "personal-data." + type.toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        severity,
        file,
        type
            + " in "
            + count.rows
            + " of "
            + rows
            + " texts"
            + where
            + (sure ? ", " + count.checked + " times with a checksum that holds" : ""),
        REMEDY);
  }

  private record Setup(Dataset data, Settings settings) implements AnalysisSetup {
    @Override
    public Task task() {
      return Task.SEQUENCE_CLASSIFICATION;
    }

    @Override
    public Optional<String> label() {
      return Optional.empty();
    }

    @Override
    public List<String> classes() {
      return List.of();
    }

    @Override
    public int favourable() {
      return -1;
    }

    @Override
    public long seed() {
      return 1;
    }
  }
}
