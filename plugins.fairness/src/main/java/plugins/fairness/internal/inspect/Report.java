package plugins.fairness.internal.inspect;

import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisTable;
import governance.api.inspect.AnalysisTable.Column;
import governance.api.inspect.AnalysisTable.Format;
import governance.api.inspect.Finding;
import governance.api.inspect.Finding.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects what an analysis finds. */
final class Report {
  private final String title;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Sheet> sheets = new ArrayList<>();

  Report(String title) {
    this.title = title;
  }

  /** A table that is being written. */
  static final class Sheet {
    private final String title;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Object>> rows = new ArrayList<>();
    private String note = "";

    private Sheet(String title) {
      this.title = title;
    }

    Sheet text(String name) {
      return column(name, Format.TEXT);
    }

    Sheet count(String name) {
      return column(name, Format.COUNT);
    }

    Sheet number(String name) {
      return column(name, Format.NUMBER);
    }

    Sheet share(String name) {
      return column(name, Format.SHARE);
    }

    /** Adds a share with the ends of its interval. */
    Sheet rate(String name) {
      return share(name).share(name + " low").share(name + " high");
    }

    Sheet p(String name) {
      return column(name, Format.P_VALUE);
    }

    private Sheet column(String name, Format format) {
      columns.add(new Column(name, format));
      return this;
    }

    Sheet note(String text) {
      note = text;
      return this;
    }

    void row(Object... values) {
      rows.add(Arrays.asList(values));
    }

    void row(List<Object> values) {
      rows.add(values);
    }
  }

  Sheet sheet(String name) {
    Sheet sheet = new Sheet(name);
    sheets.add(sheet);
    return sheet;
  }

  void warn(double strength, String sentence) {
    add(Severity.WARNING, strength, sentence);
  }

  void note(double strength, String sentence) {
    add(Severity.NOTE, strength, sentence);
  }

  void info(double strength, String sentence) {
    add(Severity.INFO, strength, sentence);
  }

  void add(Severity severity, double strength, String sentence) {
    double bounded = Double.isNaN(strength) ? 0 : Math.max(0, Math.min(1, strength));
    findings.add(new Finding(severity, bounded, sentence));
  }

  AnalysisResult result(long rows) {
    List<AnalysisTable> tables = new ArrayList<>();
    for (Sheet sheet : sheets) {
      if (!sheet.rows.isEmpty()) {
        tables.add(new AnalysisTable(sheet.title, sheet.columns, sheet.rows, sheet.note));
      }
    }
    return AnalysisResult.of(title, rows, findings, tables);
  }
}
