package plugins.fairness.internal.inspect;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.DataAnalysis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import plugins.fairness.internal.Rate;
import plugins.fairness.internal.inspect.Subject.Target;

/**
 * How often texts that name a group of people have a class, against all others: the rate, the
 * log-odds, and a test corrected for how many terms there are. A model learns such an association
 * as if the name itself were a reason (Dixon et al. 2018).
 */
@Component
@Contribution(
    kind = Kind.DATA_ANALYSIS,
    id = "fairness.identity-terms",
    settings = IdentityTerms.Config.class,
    description = "Labels of texts that name a group of people, against all others.")
public final class IdentityTerms implements DataAnalysis {
  private static final String TITLE = "Identity terms and labels";
  private static final double LARGE = 0.1;
  private static final int SENTENCES = 6;

  /** The settings. */
  @ObjectClassDefinition(
      name = "Identity terms",
      description = "Labels of texts that name a group of people.")
  @interface Config {
    /** A list of terms. */
    @AttributeDefinition(
        description =
            "A text file of terms instead of the list that ships, lines such as"
                + " \"religion: muslim, jewish\".")
    String terms() default "";

    /** Texts below which a term is marked. */
    @AttributeDefinition(
        min = "0",
        description =
            "Terms in fewer texts are marked as small; they stay in the table, and no sentence rests"
                + " on them.")
    int smallGroup() default 30;
  }

  private record Found(String term, Target target, Rate with, Rate without, LogOdds odds) {
    double gap() {
      return with.value() - without.value();
    }
  }

  @Override
  public AnalysisResult analyse(AnalysisSetup setup) {
    Subject subject = new Subject(setup);
    Config config = setup.settings().as(Config.class);
    TermList list = TermList.read(config.terms());
    List<Column> texts = subject.texts();
    String without = texts.isEmpty() ? "there is no column of texts." : subject.withoutLabel();
    if (!without.isEmpty()) {
      return AnalysisResult.notApplicable(TITLE, without);
    }
    List<Target> targets = subject.targets();
    Map<String, long[]> hits = new HashMap<>();
    for (int row = 0; row < subject.size(); row++) {
      for (String term : list.in(Tokens.of(subject, texts, row))) {
        long[] counts = hits.computeIfAbsent(term, t -> new long[targets.size() + 1]);
        counts[0]++;
        for (int t = 0; t < targets.size(); t++) {
          counts[t + 1] += targets.get(t).rows().codes()[row];
        }
      }
    }
    Report report = new Report(TITLE);
    List<Found> all = found(list, targets, hits, subject.size());
    if (all.isEmpty()) {
      report.info(0, "No text has one of the %d identity terms.".formatted(list.terms().size()));
    }
    table(report, list, all, config.smallGroup());
    return report.result(subject.size());
  }

  private static List<Found> found(
      TermList list, List<Target> targets, Map<String, long[]> hits, long size) {
    List<Found> all = new ArrayList<>();
    for (int t = 0; t < targets.size(); t++) {
      Target target = targets.get(t);
      long having = target.rows().counts()[1];
      for (String term : list.terms()) {
        long[] counts = hits.get(term);
        if (counts != null) {
          Rate with = new Rate(counts[t + 1], counts[0]);
          Rate without = new Rate(having - counts[t + 1], size - counts[0]);
          all.add(new Found(term, target, with, without, LogOdds.ofRates(with, without)));
        }
      }
    }
    return all;
  }

  private static void table(Report report, TermList list, List<Found> all, int small) {
    double[] corrected = Chance.corrected(all.stream().mapToDouble(f -> f.odds().p()).toArray());
    Map<Found, Double> p = new HashMap<>();
    for (int i = 0; i < corrected.length; i++) {
      p.put(all.get(i), corrected[i]);
    }
    List<Found> sorted =
        all.stream()
            .sorted(
                Comparator.comparingDouble((Found f) -> -Math.abs(f.odds().z()))
                    .thenComparing(Found::term))
            .toList();
    Report.Sheet sheet =
        report
            .sheet("Texts with a term against all others")
            .text("category")
            .text("term")
            .text("class")
            .count("texts")
            .rate("rate")
            .share("rate of others")
            .number("log-odds")
            .number("z")
            .p("p corrected")
            .text("size")
            .note(
                "Rates with 95 % Wilson intervals; log-odds with half a text added to each cell; p"
                    + " corrected for "
                    + all.size()
                    + " tests (Benjamini-Hochberg).");
    int told = 0;
    for (Found one : sorted) {
      sheet.row(
          list.categories().get(one.term()),
          one.term(),
          one.target().name(),
          one.with().n(),
          one.with().value(),
          one.with().low(),
          one.with().high(),
          one.without().value(),
          one.odds().value(),
          one.odds().z(),
          p.get(one),
          one.with().n() < small ? "small" : "");
      boolean differs = p.get(one) < Chance.LEVEL && one.with().n() >= small;
      if (differs && told++ < SENTENCES) {
        sentence(report, one, p.get(one));
      }
    }
    if (told == 0 && !all.isEmpty()) {
      report.info(
          0,
          "Of %d identity terms that texts have, none is told from the others by its labels."
              .formatted(all.stream().map(Found::term).distinct().count()));
    }
  }

  private static void sentence(Report report, Found one, double p) {
    String text =
        "Texts with “%s” are %s in %s of %s, others in %s (log-odds %s, %s corrected)."
            .formatted(
                one.term(),
                one.target().name(),
                Words.percent(one.with().value()),
                Words.count(one.with().n()),
                Words.percent(one.without().value()),
                Words.number(one.odds().value()),
                Words.p(p));
    double gap = Math.abs(one.gap());
    if (gap >= LARGE) {
      report.warn(gap, text + " A model may take the name of the group for a reason.");
    } else {
      report.note(gap, text);
    }
  }
}
