package plugins.privacy.internal.personaldata;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.data.DataFolder;
import governance.api.data.Dataset;
import governance.api.data.Role;
import governance.api.data.ValueType;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.AnalysisTable;
import governance.api.inspect.AnalysisTable.Format;
import governance.api.inspect.DataAnalysis;
import governance.api.inspect.Finding;
import governance.api.inspect.Finding.Severity;
import governance.api.model.ModelFolders;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Lists what personal data columns hold, by class, without a value. */
@Component
@Contribution(
    kind = Kind.DATA_ANALYSIS,
    id = PersonalDataAnalysis.ID,
    settings = PersonalDataAnalysis.Config.class,
    description = "What personal data the columns hold, by class; no value is shown.")
public final class PersonalDataAnalysis implements DataAnalysis {
  static final String ID = "privacy.personal-data";
  private static final String TITLE = "Personal data";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Personal data",
      description = "Lists what personal data columns hold, by class.")
  @interface Config {
    /** Folder of a model that finds names. */
    @AttributeDefinition(description = NameModel.FOLDER)
    String model() default "";

    /** Threshold of the model. */
    @AttributeDefinition(description = NameModel.THRESHOLD, min = "0", max = "1")
    double modelThreshold() default 0.5;
  }

  private final ModelFolders models;
  private final DataFolder folder;

  /** Without models. */
  public PersonalDataAnalysis() {
    this(null, Optional::empty);
  }

  /** Asks models through the runtime, where there is one. */
  @Activate
  public PersonalDataAnalysis(
      @Reference(cardinality = ReferenceCardinality.OPTIONAL) ModelFolders models,
      @Reference(cardinality = ReferenceCardinality.OPTIONAL) DataFolder folder) {
    this.models = models;
    this.folder = folder == null ? Optional::empty : folder;
  }

  /** How often a class was found in a column. */
  private static final class Count {
    private long rows;
    private long places;
    private long checked;
  }

  @Override
  public AnalysisResult analyse(AnalysisSetup setup) {
    Dataset data = setup.data();
    List<Column> columns =
        data.schema().columns().stream()
            .filter(c -> c.type() != ValueType.NUMBER)
            .filter(c -> c.role() != Role.LABEL && c.role() != Role.TAGS)
            .toList();
    if (data.size() == 0 || columns.isEmpty()) {
      return AnalysisResult.notApplicable(TITLE, "there is no row, or no column of texts.");
    }
    Config config = setup.settings().as(Config.class);
    Optional<NameModel> model =
        NameModel.of(ID, models, config.model(), config.modelThreshold(), folder.folder());
    return model.isPresent()
        ? model.get().ask(tagger -> analyse(data, columns, tagger))
        : analyse(data, columns, (NameTagger) null);
  }

  private static AnalysisResult analyse(Dataset data, List<Column> columns, NameTagger tagger) {
    Scanner scanner = new Scanner(new Lexicon());
    List<Detector> detectors = tagger == null ? List.of(scanner) : List.of(scanner, tagger);
    List<Finding> findings = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    for (Column column : columns) {
      if (tagger != null && whole(column).isEmpty()) {
        tagger.readValues(data.values(column.name()));
      }
      Map<DataClass, Count> counts = count(data, column, detectors);
      counts.forEach(
          (type, count) -> {
            rows.add(
                List.of(
                    column.name(),
                    type.name(),
                    count.rows,
                    (double) count.rows / data.size(),
                    count.places,
                    count.checked));
            findings.add(finding(column, type, count, data.size()));
          });
    }
    if (findings.isEmpty()) {
      String none = "No personal data was found in " + columns.size() + " columns of texts.";
      findings.add(new Finding(Severity.INFO, 0, none));
    }
    return AnalysisResult.of(TITLE, data.size(), findings, List.of(table(rows)));
  }

  private static AnalysisTable table(List<List<Object>> rows) {
    List<AnalysisTable.Column> heads =
        List.of(
            new AnalysisTable.Column("column", Format.TEXT),
            new AnalysisTable.Column("class", Format.TEXT),
            new AnalysisTable.Column("rows", Format.COUNT),
            new AnalysisTable.Column("share", Format.SHARE),
            new AnalysisTable.Column("places", Format.COUNT),
            new AnalysisTable.Column("checked", Format.COUNT));
    return new AnalysisTable(
        "Columns and classes",
        heads,
        rows,
        "Checked are places where a checksum or a rule of issue held; others rest on form, context"
            + ", dictionary or a model's word. Names and places in texts are found in part only.");
  }

  private static Map<DataClass, Count> count(
      Dataset data, Column column, List<Detector> detectors) {
    Map<DataClass, Count> counts = new EnumMap<>(DataClass.class);
    Optional<DataClass> whole = whole(column);
    for (Object value : data.values(column.name())) {
      String text = value instanceof List<?> list ? words(list) : (String) value;
      if (text == null || text.isBlank()) {
        continue;
      }
      Set<DataClass> seen = new HashSet<>();
      List<Found> found =
          whole.isPresent()
              ? List.of(new Found(0, text.length(), whole.get(), false))
              : Redactor.find(detectors, text);
      for (Found one : found) {
        Count count = counts.computeIfAbsent(one.type(), t -> new Count());
        count.places++;
        count.checked += one.checked() ? 1 : 0;
        count.rows += seen.add(one.type()) ? 1 : 0;
      }
    }
    return counts;
  }

  private static Optional<DataClass> whole(Column column) {
    return ColumnNames.of(column.name()).filter(c -> c != DataClass.AGE);
  }

  private static String words(List<?> words) {
    return String.join(" ", words.stream().map(String::valueOf).toList());
  }

  private static Finding finding(Column column, DataClass type, Count count, int rows) {
    boolean indirect =
        Profile.GDPR.actions().get(type) == Action.KEEP || type == DataClass.LOCATION;
    boolean read = column.role() != Role.IGNORED && column.role() != Role.ID;
    String text =
        "%s is found in %d of %d rows of %s%s."
            .formatted(
                type,
                count.rows,
                rows,
                column.name(),
                count.checked > 0
                    ? ", " + count.checked + " times with a checksum that holds"
                    : "");
    String advice = " A model that learns from it can give it away: see privacy.redaction.";
    return new Finding(
        indirect || !read ? Severity.NOTE : Severity.WARNING,
        (double) count.rows / rows,
        indirect || !read ? text : text + advice);
  }
}
