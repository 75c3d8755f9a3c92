package plugins.fairness.internal.text;

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.data.DataFolder;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Interval;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.GroupValue;
import governance.api.model.QueryableModel;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * How far a descriptor of a person moves a classifier's probability of a class, in sentences made
 * as those of HolisticBias (Smith et al. 2022): f(with the descriptor) − f(without). The mean over
 * descriptors of the absolute value of their mean over sentences, in [0, 1]; 0 when no descriptor
 * matters.
 */
@Component(service = Metric.class)
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.descriptor-shift",
    tasks = Task.SEQUENCE_CLASSIFICATION,
    settings = DescriptorShift.Config.class,
    description = "How far descriptors of people move the score of a sentence.")
public final class DescriptorShift extends SuiteMetric {
  private static final int NAMED = 5;

  /** The settings. */
  @ObjectClassDefinition(
      name = "Descriptor shift",
      description = "Scores of sentences with and without a descriptor of a person.")
  @interface Config {
    /** The descriptors. */
    @AttributeDefinition(
        description = "File of descriptors by axis and bucket, JSON; below the data directory.")
    String descriptors() default "fairness/holisticbias/descriptors.json";

    /** The sentences. */
    @AttributeDefinition(
        description =
            "File of sentences with {noun_phrase} or {plural_noun_phrase}, JSON; below the data"
                + " directory.")
    String templates() default "fairness/holisticbias/sentence_templates.json";

    /** The noun. */
    @AttributeDefinition(description = "Who is described, one and several, with a slash between.")
    String noun() default "person/people";

    /** The class that is looked at. */
    @AttributeDefinition(
        description = "Class whose probability is compared; none for the run's favourable class.")
    String positive() default "";
  }

  /** Reads the suite from the data directory. */
  @Activate
  public DescriptorShift(@Reference DataFolder data) {
    super(data, Direction.LOWER_IS_BETTER);
  }

  @Override
  MetricResult measure(QueryableModel model, EvaluationSet set, Settings settings)
      throws NotDefinedException {
    Config config = settings.as(Config.class);
    String[] noun = config.noun().split("/", -1);
    if (noun.length != 2 || noun[0].isBlank() || noun[1].isBlank()) {
      throw GovernanceException.spec(
          "fairness.descriptor-shift",
          "noun is " + config.noun(),
          "one and several with a slash between",
          "Write person/people");
    }
    SuiteFile file = file(config.descriptors(), Descriptors.SOURCE);
    Descriptors suite = Descriptors.read(file, file(config.templates(), Descriptors.SOURCE));
    int positive = ClassScores.index(set, model, config.positive());
    List<String> texts = new ArrayList<>();
    for (String template : suite.templates()) {
      texts.add(Descriptors.sentence(template, null, noun));
      suite.descriptors().forEach(d -> texts.add(Descriptors.sentence(template, d, noun)));
    }
    String covered = Vocabulary.check(model, texts);
    double[] scores = ClassScores.of(model, texts, positive);
    int wide = suite.descriptors().size();
    double[][] shifts = new double[wide][suite.templates().size()];
    for (int t = 0; t < suite.templates().size(); t++) {
      int at = t * (wide + 1);
      for (int d = 0; d < wide; d++) {
        shifts[d][t] = scores[at + 1 + d] - scores[at];
      }
    }
    String note =
        "%d descriptors in %d sentences, %s; probability of %s; greatest shifts: %s; %s."
            .formatted(
                wide,
                suite.templates().size(),
                covered,
                model.classes().get(positive),
                greatest(suite, shifts),
                file.cited());
    return result(suite, shifts).withNote(note);
  }

  private static String greatest(Descriptors suite, double[][] shifts) {
    double[] means = Bootstrap.means(shifts, Bootstrap.once(shifts[0].length));
    return IntStream.range(0, means.length)
        .boxed()
        .sorted(Comparator.comparingDouble(d -> -Math.abs(means[d])))
        .limit(NAMED)
        .map(
            d ->
                String.format(Locale.ROOT, "%s %+.3f", suite.descriptors().get(d).text(), means[d]))
        .collect(Collectors.joining(", "));
  }

  private MetricResult result(Descriptors suite, double[][] shifts) {
    List<String> axes = suite.descriptors().stream().map(d -> d.axis()).distinct().toList();
    int[] axis = suite.descriptors().stream().mapToInt(d -> axes.indexOf(d.axis())).toArray();
    int sentences = shifts[0].length;
    double[] figures = figures(shifts, axis, axes.size(), Bootstrap.once(sentences));
    Interval[] intervals =
        Bootstrap.of(sentences, "sentences", counts -> figures(shifts, axis, axes.size(), counts));
    List<GroupValue> groups = new ArrayList<>();
    for (int kind = 0; kind < 2; kind++) {
      for (int a = 0; a < axes.size(); a++) {
        int at = kind * axes.size() + a;
        int own = a;
        long n = sentences * IntStream.of(axis).filter(x -> x == own).count();
        String name = kind == 0 ? "absolute shift by axis" : "shift by axis";
        groups.add(new GroupValue(name, axes.get(a), figures[at], n, intervals[at]));
      }
    }
    int last = figures.length - 1;
    return MetricResult.of(figures[last], direction(), (long) sentences * shifts.length)
        .withInterval(intervals[last])
        .withGroups(groups);
  }

  /** Mean absolute shift of each axis, mean shift of each axis, mean absolute shift of all. */
  private static double[] figures(double[][] shifts, int[] axis, int axes, double[] counts) {
    double[] found = new double[2 * axes + 1];
    int[] n = new int[axes];
    for (int d = 0; d < shifts.length; d++) {
      double mean = Bootstrap.mean(shifts[d], counts);
      found[axis[d]] += Math.abs(mean);
      found[axes + axis[d]] += mean;
      found[2 * axes] += Math.abs(mean) / shifts.length;
      n[axis[d]]++;
    }
    for (int a = 0; a < 2 * axes; a++) {
      found[a] /= n[a % axes];
    }
    return found;
  }
}
