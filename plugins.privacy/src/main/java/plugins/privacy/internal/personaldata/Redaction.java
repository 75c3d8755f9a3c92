package plugins.privacy.internal.personaldata;

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.TransformSetup;
import governance.api.model.ModelFolders;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Finds personal data in texts, words and columns that are known by their names, and masks it, puts
 * keyed pseudonyms in its place, moves dates or makes it less exact. Learns nothing from the rows.
 */
@Component
@Contribution(kind = Kind.TRANSFORM, id = Redaction.ID, settings = Redaction.Config.class)
public final class Redaction implements DatasetTransform {
  static final String ID = "privacy.redaction";

  /** The settings. */
  @ObjectClassDefinition(
      name = "Redaction",
      description = "Replaces personal data in texts by tags, pseudonyms or less exact values.")
  @interface Config {
    /** Which classes are replaced and how. */
    @AttributeDefinition(
        description =
            "HIPAA (Safe Harbor), GDPR (direct identifiers) or ALL: which classes are replaced and"
                + " how.")
    Profile profile() default Profile.HIPAA;

    /** What differs from the profile. */
    @AttributeDefinition(
        description =
            "What differs from the profile, each CLASS=ACTION with KEEP, MASK, PSEUDONYM, SHIFT or"
                + " GENERALISE, such as DATE=SHIFT. * stands for all classes that are not kept.")
    String[] actions() default {};

    /** Columns to look at. */
    @AttributeDefinition(
        description =
            "Columns to look at, each column or column=CLASS where values are of one class; by"
                + " default all of texts that are no label, tags, group or key.")
    String[] columns() default {};

    /** File that holds the key. */
    @AttributeDefinition(description = "File with the key of pseudonyms and shifts, 16 bytes on.")
    String keyFile() default "";

    /** Environment variable that holds the key. */
    @AttributeDefinition(description = "Environment variable with the key, instead of a file.")
    String keyVariable() default "";

    /** Column that tells persons apart. */
    @AttributeDefinition(
        description =
            "Column that tells persons apart: dates of one person are moved by the same number of"
                + " days. Without it all dates are.")
    String subject() default "";

    /** Greatest shift. */
    @AttributeDefinition(
        description = "Greatest number of days that dates are moved by.",
        min = "1",
        max = "36500")
    int shiftDays() default 365;

    /** Order of day and month. */
    @AttributeDefinition(description = "Whether 5/6/2020 is in June.")
    boolean dayFirst() default false;

    /** The year that ages are reckoned in. */
    @AttributeDefinition(
        description =
            "The year that ages are reckoned in: GENERALISE masks dates of 90 years before and"
                + " earlier, whose year would tell such an age. 0: the present year.",
        min = "0",
        max = "9999")
    int year() default 0;

    /** Lists of names and places. */
    @AttributeDefinition(
        description =
            "Further names, each first=FILE, last=FILE or place=FILE: one a line, the first field"
                + " counts.")
    String[] dictionaries() default {};

    /** Folder of a model that finds names. */
    @AttributeDefinition(description = NameModel.FOLDER)
    String model() default "";

    /** Threshold of the model. */
    @AttributeDefinition(description = NameModel.THRESHOLD, min = "0", max = "1")
    double modelThreshold() default 0.5;
  }

  private final ModelFolders models;

  /** Without models. */
  public Redaction() {
    this(null);
  }

  /** Asks models through the runtime, where there is one. */
  @Activate
  public Redaction(@Reference(cardinality = ReferenceCardinality.OPTIONAL) ModelFolders models) {
    this.models = models;
  }

  @Override
  public FittedTransform fit(TransformSetup setup) {
    Config config = setup.settings().as(Config.class);
    if (config.shiftDays() < 1 || config.shiftDays() > 36_500) {
      throw GovernanceException.spec(
          ID + " setting shiftDays", "got " + config.shiftDays(), "1 to 36500", "Give days");
    }
    Map<DataClass, Action> actions = actions(config);
    Secret secret = secret(config, actions);
    Lexicon lexicon = new Lexicon();
    Dictionaries.read(
        lexicon, ID + " setting dictionaries", config.dictionaries(), setup.dataDirectory());
    int present = config.year() == 0 ? Year.now(ZoneOffset.UTC).getValue() : config.year();
    Rules rules = new Rules(actions, secret, config.shiftDays(), config.dayFirst(), present);
    Scanner scanner = new Scanner(lexicon);
    Optional<NameModel> model =
        NameModel.of(ID, models, config.model(), config.modelThreshold(), setup.dataDirectory());
    model.ifPresent(m -> m.ask(tagger -> null)); // one that is none is told before training
    List<ColumnChoice> columns =
        ColumnChoice.of(setup.training().schema(), config.columns(), config.subject());
    return new FittedRedaction(scanner, rules, columns, config, model);
  }

  private static Map<DataClass, Action> actions(Config config) {
    Map<DataClass, Action> actions = config.profile().actions();
    for (String entry : config.actions()) {
      String[] parts = entry.toUpperCase(Locale.ROOT).split("=", 2);
      try {
        Action action = Action.valueOf(parts[1].strip());
        if (parts[0].strip().equals("*")) {
          actions.replaceAll((type, old) -> old == Action.KEEP ? old : action);
        } else {
          actions.put(DataClass.valueOf(parts[0].strip()), action);
        }
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw GovernanceException.spec(
            ID + " setting actions",
            "got \"" + entry + "\"",
            "CLASS=ACTION with a class of "
                + Arrays.toString(DataClass.values())
                + " and an action of "
                + Arrays.toString(Action.values()),
            "Correct it");
      }
    }
    return actions;
  }

  private static Secret secret(Config config, Map<DataClass, Action> actions) {
    boolean file = !config.keyFile().isEmpty();
    boolean variable = !config.keyVariable().isEmpty();
    if (file && variable) {
      throw GovernanceException.spec(
          ID, "both keyFile and keyVariable are set", "one of them", "Leave one out");
    }
    if (file) {
      return Secret.file(ID + " setting keyFile", config.keyFile());
    }
    if (variable) {
      return Secret.variable(ID + " setting keyVariable", config.keyVariable());
    }
    if (actions.containsValue(Action.PSEUDONYM) || actions.containsValue(Action.SHIFT)) {
      throw GovernanceException.spec(
          ID,
          "pseudonyms and shifts need a key, and none is set",
          "keyFile or keyVariable",
          "Make a key file: head -c 32 /dev/urandom > FILE");
    }
    return null;
  }
}
