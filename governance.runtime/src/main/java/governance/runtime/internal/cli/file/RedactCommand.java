package governance.runtime.internal.cli.file;

import governance.api.GovernanceException;
import governance.runtime.internal.access.Touched;
import governance.runtime.internal.border.ContributionFailedException;
import governance.runtime.internal.cli.command.CliContext;
import governance.runtime.internal.cli.command.NameModelOption;
import governance.runtime.internal.cli.command.Touching;
import governance.runtime.internal.cli.evaluate.EvaluateOptions;
import governance.runtime.internal.cli.terminal.Exit;
import governance.runtime.internal.cli.terminal.Table;
import governance.runtime.internal.redact.Redacting;
import governance.runtime.internal.redact.RowFile;
import governance.runtime.internal.spec.JsonText;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.store.Tree;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replaces personal data in a file. */
@Command(
    name = "redact",
    header = "Replaces personal data in a file by tags, pseudonyms or less exact values.",
    description =
        "Uses the transform privacy.redaction, as a run would. The file is only read. What rests on"
            + " dictionaries and patterns finds most and not all: read a sample of what comes out.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  governance redact notes.csv --out clean.csv",
      "  governance redact notes.jsonl --columns text,patient.name --profile gdpr --out clean.jsonl",
      "  governance redact letters.txt --report --json",
      "  governance redact letters.txt --model runs/ID/model --out clean.txt",
      "  governance redact notes.csv --key-file key --set actions=*=PSEUDONYM --set subject=id \\",
      "      --out clean.csv"
    })
public final class RedactCommand implements Callable<Integer>, Touching {
  private final CliContext context;

  @Parameters(
      paramLabel = "FILE",
      description = "Rows: .csv, .tsv, .jsonl, .ndjson or .txt, each also with .gz; UTF-8.")
  private Path file;

  @Option(
      names = "--columns",
      paramLabel = "COLUMN,…",
      split = ",",
      description =
          "Columns to look at, or COLUMN=CLASS where all values are of one class (default: all).")
  private List<String> columns = List.of();

  @Option(
      names = "--profile",
      paramLabel = "P",
      description = "hipaa (Safe Harbor, the default), gdpr (direct identifiers) or all.")
  private String profile;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "The key of pseudonyms and date shifts, at least 16 bytes.")
  private Path keyFile;

  @Option(
      names = "--model",
      paramLabel = "FOLDER",
      description =
          "A model that tags the words of persons and places, such as runs/ID/model; finds what"
              + " dictionaries do not.")
  private Path model;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A setting of privacy.redaction, such as actions=DATE=SHIFT (see: governance describe"
              + " privacy.redaction). A list as JSON. May come several times.")
  private List<String> set = List.of();

  @Option(
      names = "--report",
      description = "Shows what would be replaced, by column and class, and writes no rows.")
  private boolean report;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where rows are written, in the format of FILE (default: the output).")
  private Path out;

  @Option(names = "--json", description = "Prints what was replaced as one JSON object.")
  private boolean json;

  public RedactCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Touched touched() {
    return Touched.file(file);
  }

  @Override
  public Integer call() throws IOException {
    check();
    if (model != null) {
      NameModelOption.check(context, model);
    }
    try (Redacting redacting =
        Redacting.of(context.registry(), settings(), context.directory().folder())) {
      if (report) {
        redact(redacting, Writer.nullWriter());
      } else if (out == null) {
        print(redacting);
      } else {
        Storage.replace(out.toAbsolutePath(), to -> write(redacting, to, packed(out)));
      }
      tell(redacting);
      return Exit.OK;
    } catch (ContributionFailedException e) {
      context.terminal().err().println("error: " + e.getMessage());
      return Exit.CONTRIBUTION;
    }
  }

  private void check() throws IOException {
    if (json && out == null && !report) {
      throw GovernanceException.spec(
          "--json",
          "the rows are written to the output already",
          "--json with --out or --report",
          "Name a file with --out");
    }
    if (report && out != null) {
      throw GovernanceException.spec(
          "--report", "comes with --out, and writes no rows", "one of them", "Leave one out");
    }
    if (out != null && Files.exists(out) && Files.exists(file) && Files.isSameFile(out, file)) {
      throw GovernanceException.spec(
          "--out", out + " is the file that is read", "another file", "Choose another file");
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (String one : set) {
      int at = one.indexOf('=');
      if (at < 1) {
        throw GovernanceException.spec("--set", "got " + one, "KEY=VALUE", "Correct it");
      }
      String key = one.substring(0, at);
      Object value = EvaluateOptions.plain(key, JsonText.lenient(one.substring(at + 1), "--set"));
      settings.merge(key, value, RedactCommand::both);
    }
    if (!columns.isEmpty()) {
      settings.put("columns", columns);
    }
    if (profile != null) {
      settings.put("profile", profile.toUpperCase(Locale.ROOT));
    }
    if (model != null) {
      settings.put("model", model.toAbsolutePath().normalize().toString());
    }
    if (keyFile != null) {
      settings.put("keyFile", keyFile.toString());
    }
    return settings;
  }

  /** A setting that comes twice is a list. */
  private static Object both(Object first, Object second) {
    List<Object> all = new ArrayList<>();
    for (Object each : List.of(first, second)) {
      if (each instanceof List<?> list) {
        all.addAll(list);
      } else {
        all.add(each);
      }
    }
    return all;
  }

  private void redact(Redacting redacting, Writer to) throws IOException {
    try (RowFile rows = RowFile.open(file)) {
      redacting.redact(rows, to);
      to.flush();
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause());
    } catch (CharacterCodingException | ZipException | EOFException e) {
      throw unreadable(e);
    }
  }

  /** What keeps the file from being read; a problem of the place that is written to passes. */
  private GovernanceException unreadable(IOException e) throws IOException {
    if (e instanceof CharacterCodingException) {
      return GovernanceException.data(
          file.toString(), "is not in UTF-8", "UTF-8", "Convert it, such as with iconv");
    }
    if (e instanceof ZipException || e instanceof EOFException) {
      return GovernanceException.data(
          file.toString(), "is no whole gzip file", "gzip", "Check how it was written");
    }
    throw e;
  }

  private static boolean packed(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  private void write(Redacting redacting, Path to, boolean packed) throws IOException {
    try (OutputStream bytes = Files.newOutputStream(to);
        OutputStream packing = packed ? new GZIPOutputStream(bytes) : bytes;
        Writer writer =
            new BufferedWriter(new OutputStreamWriter(packing, StandardCharsets.UTF_8))) {
      redact(redacting, writer);
    } catch (RuntimeException e) {
      Files.deleteIfExists(to);
      throw e;
    }
  }

  /** Rows are printed when all of them could be read. */
  private void print(Redacting redacting) throws IOException {
    Path whole = Files.createTempFile("governance", ".redacted");
    try {
      write(redacting, whole, false);
      Files.copy(whole, context.terminal().out());
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private void tell(Redacting redacting) {
    if (json) {
      List<Map<String, Object>> replaced = new ArrayList<>();
      redacting.changes().forEach((what, n) -> replaced.add(Tree.of("what", what, "count", n)));
      context
          .terminal()
          .out()
          .print(
              JsonText.write(
                  Tree.of(
                      "file",
                      file.getFileName().toString(),
                      "rows",
                      redacting.rows(),
                      "replaced",
                      replaced,
                      "out",
                      out == null ? null : out.toString())));
      return;
    }
    Table table = new Table("rl");
    redacting.changes().forEach((what, count) -> table.row(String.valueOf(count), what));
    var to = report ? context.terminal().out() : context.terminal().err();
    to.print(table.render("  "));
    long all = redacting.changes().values().stream().mapToLong(Long::longValue).sum();
    to.println(
        redacting.rows() + " rows, " + all + (report ? " places found." : " places replaced."));
  }
}
