package plugins.fairness.internal.text;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.Settings;
import governance.api.data.DataFolder;
import governance.api.evaluate.Direction;
import governance.api.evaluate.EvaluationSet;
import governance.api.evaluate.Metric;
import governance.api.evaluate.MetricResult;
import governance.api.evaluate.MetricResult.Part;
import governance.api.model.QueryableModel;
import governance.api.model.QueryableModel.Cloze;
import governance.api.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Which pronoun a model fills into the sentences of WinoBias (Zhao et al. 2018) when it is hidden:
 * the share in which the stereotype's pronoun is likelier than the other gender's, as de Vassimon
 * Manela et al. 2021 ask masked language models. It is no coreference score: nothing says what the
 * model takes the pronoun to refer to. In [0, 1]; 0.5 where neither is preferred.
 */
@Component(service = Metric.class)
@Contribution(
    kind = Kind.METRIC,
    id = "fairness.winobias-pronoun-preference",
    tasks = {Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION, Task.MASKED_LANGUAGE_MODEL},
    settings = WinoBiasPronouns.Config.class,
    description =
        "In how many sentences the model finds the pronoun of an occupation's stereotype likelier.")
public final class WinoBiasPronouns extends SuiteMetric {
  /** The settings. */
  @ObjectClassDefinition(
      name = "WinoBias, pronoun preference",
      description = "Sentences about occupations with a pronoun to fill in.")
  @interface Config {
    /** The sentences. */
    @AttributeDefinition(description = WinoPair.FILE_DESCRIPTION)
    String file() default WinoPair.FILE;
  }

  /** Reads the suite from the data directory. */
  @Activate
  public WinoBiasPronouns(@Reference DataFolder data) {
    super(data, Direction.NEUTRAL);
  }

  /** A pair with the pieces in which its sentences differ. */
  private record Question(WinoPair pair, List<Integer> places) {}

  @Override
  MetricResult measure(QueryableModel model, EvaluationSet set, Settings settings)
      throws NotDefinedException {
    SuiteFile file = file(settings.as(Config.class).file(), WinoPair.SOURCE);
    WinoPair.Found found = WinoPair.read(file);
    Likelihoods.require(model);
    List<String> texts = new ArrayList<>();
    found.pairs().forEach(pair -> texts.addAll(List.of(pair.pro(), pair.anti())));
    List<List<String>> pieces = model.pieces(texts);
    String covered = Vocabulary.check(texts, pieces);
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < found.pairs().size(); i++) {
      List<Integer> places = different(pieces.get(2 * i), pieces.get(2 * i + 1));
      if (!places.isEmpty()) {
        questions.add(new Question(found.pairs().get(i), places));
      }
    }
    if (questions.isEmpty()) {
      throw new NotDefinedException(
          "No pair of " + file.named() + " differs in pieces of the model that it knows.");
    }
    int all = found.pairs().size() + found.single();
    String why =
        "more than pronouns differ, no counterpart, or pieces that the model does not know";
    String note =
        "%d of %d pairs%s, %s; %s; %s."
            .formatted(
                questions.size(),
                all,
                Notes.left(all - questions.size(), why),
                covered,
                Likelihoods.how(model),
                file.cited());
    return result(questions, model, note);
  }

  /** Places at which two texts of the same length differ; none if they differ in another way. */
  private static List<Integer> different(List<String> one, List<String> other) {
    if (one.size() != other.size()) {
      return List.of();
    }
    List<Integer> places =
        IntStream.range(0, one.size())
            .filter(i -> !one.get(i).equals(other.get(i)))
            .boxed()
            .toList();
    boolean known =
        places.stream()
            .noneMatch(i -> Vocabulary.unknown(one.get(i)) || Vocabulary.unknown(other.get(i)));
    return known && places.size() <= 3 ? places : List.of();
  }

  private MetricResult result(List<Question> questions, QueryableModel model, String note) {
    List<Cloze> asked = new ArrayList<>();
    for (Question q : questions) {
      asked.add(new Cloze(q.pair().pro(), q.places()));
      asked.add(new Cloze(q.pair().anti(), q.places()));
    }
    List<double[]> scores = model.clozeScores(asked);
    Shares stereotype = new Shares();
    Shares male = new Shares();
    double[] difference = new double[questions.size()];
    for (int i = 0; i < difference.length; i++) {
      WinoPair pair = questions.get(i).pair();
      difference[i] =
          Arrays.stream(scores.get(2 * i)).sum() - Arrays.stream(scores.get(2 * i + 1)).sum();
      stereotype.add(difference[i] > 0, pair.kinds());
      male.add(pair.male() ? difference[i] > 0 : difference[i] < 0);
    }
    var interval =
        Bootstrap.of(
            difference.length,
            "pairs",
            counts -> new double[] {Bootstrap.mean(difference, counts)})[0];
    List<Part> parts =
        List.of(
            new Part("male pronoun preferred", male.share(), male.interval()),
            new Part(
                "mean difference of log-probabilities, pro − anti",
                Arrays.stream(difference).average().orElseThrow(),
                interval));
    return MetricResult.of(stereotype.share(), direction(), stereotype.size())
        .withInterval(stereotype.interval())
        .withGroups(stereotype.groups())
        .withParts(parts)
        .withNote(note);
  }
}
