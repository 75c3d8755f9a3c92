package plugins.fairness.internal.inspect;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.data.Column;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.DataAnalysis;
import governance.api.inspect.Finding.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import plugins.fairness.internal.inspect.Subject.Attribute;

/**
 * Which words of the texts tell the protected attribute: log-odds of each word in texts of a group
 * against those of the others, with an informative Dirichlet prior, and the mutual information of
 * its presence.
 */
@Component
@Contribution(
    kind = Kind.DATA_ANALYSIS,
    id = "fairness.proxy-words",
    settings = ProxyWords.Config.class,
    description = "Which words of the texts tell the protected attribute.")
public final class ProxyWords implements DataAnalysis {
  private static final String TITLE = "Words that tell protected attributes";
  private static final double STRONG = 0.05;

  /** The settings. */
  @ObjectClassDefinition(
      name = "Words as proxies",
      description = "Which words of the texts tell the protected attribute.")
  @interface Config {
    /** Texts that a word must be in. */
    @AttributeDefinition(min = "1", description = "Words in fewer texts are not looked at.")
    int minimumTexts() default 20;

    /** Words shown. */
    @AttributeDefinition(min = "1", description = "Words that are shown for each group.")
    int shown() default 15;

    /** Weight of the prior. */
    @AttributeDefinition(
        min = "0.001",
        description =
            "Weight of the prior, in occurrences of words: the greater, the more rare words are shrunk.")
    double prior() default 500;
  }

  @Override
  public AnalysisResult analyse(AnalysisSetup setup) {
    Subject subject = new Subject(setup);
    List<Column> texts = subject.texts();
    String without = texts.isEmpty() ? "there is no column of texts." : subject.withoutGroups();
    if (!without.isEmpty()) {
      return AnalysisResult.notApplicable(TITLE, without);
    }
    Config config = setup.settings().as(Config.class);
    List<Attribute> attributes = subject.attributes();
    Report report = new Report(TITLE);
    Map<String, int[][]> counts = counts(subject, texts, attributes);
    counts
        .values()
        .removeIf(
            c ->
                Arrays.stream(c).mapToInt(g -> Arrays.stream(g).sum()).max().orElse(0)
                    < config.minimumTexts());
    for (int a = 0; a < attributes.size(); a++) {
      attribute(report, attributes.get(a), a, counts, config);
    }
    return report.result(subject.size());
  }

  /** Counts for each word, attribute and group the texts that it is in. */
  private static Map<String, int[][]> counts(
      Subject subject, List<Column> texts, List<Attribute> attributes) {
    Map<String, int[][]> counts = new TreeMap<>();
    for (int row = 0; row < subject.size(); row++) {
      for (String word : new LinkedHashSet<>(Tokens.of(subject, texts, row))) {
        int[][] of =
            counts.computeIfAbsent(
                word,
                w ->
                    attributes.stream().map(t -> new int[t.groups().size()]).toArray(int[][]::new));
        for (int a = 0; a < of.length; a++) {
          int group = attributes.get(a).groups().codes()[row];
          if (group >= 0) {
            of[a][group]++;
          }
        }
      }
    }
    return counts;
  }

  private record Word(String text, LogOdds odds, int own, int others, double told) {}

  private static void attribute(
      Report report, Attribute attribute, int at, Map<String, int[][]> counts, Config config) {
    long[] sizes = attribute.groups().counts();
    long known = Arrays.stream(sizes).sum();
    long[] all = new long[sizes.length];
    counts.values().forEach(c -> IntStream.range(0, all.length).forEach(g -> all[g] += c[at][g]));
    long everything = Arrays.stream(all).sum();
    Report.Sheet sheet =
        report
            .sheet("Words by " + attribute.name())
            .text("group")
            .text("word")
            .count("texts of the group")
            .count("texts of others")
            .number("log-odds")
            .number("z")
            .share("entropy told")
            .p("p corrected")
            .note(
                "The words most typical of each group, of %s in at least %d texts. p corrected for the words of a group."
                    .formatted(Words.count(counts.size()), config.minimumTexts()));
    for (int g = 0; g < sizes.length && sizes.length > 1 && everything > all[g]; g++) {
      int group = g;
      List<Word> words = new ArrayList<>();
      counts.forEach(
          (word, c) -> words.add(word(word, c[at], group, all[group], everything, config.prior())));
      double[] p = Chance.corrected(words.stream().mapToDouble(w -> w.odds().p()).toArray());
      List<Integer> best =
          IntStream.range(0, words.size())
              .boxed()
              .filter(i -> words.get(i).odds().value() > 0)
              .sorted(
                  Comparator.comparingDouble((Integer i) -> -words.get(i).odds().z())
                      .thenComparing(i -> words.get(i).text()))
              .limit(config.shown())
              .toList();
      List<Word> telling = new ArrayList<>();
      for (int i : best) {
        Word word = words.get(i);
        double told = told(counts.get(word.text())[at], sizes);
        sheet.row(
            attribute.groups().names().get(g),
            word.text(),
            word.own(),
            word.others(),
            word.odds().value(),
            word.odds().z(),
            told,
            p[i]);
        if (p[i] < Chance.LEVEL) {
          telling.add(new Word(word.text(), word.odds(), word.own(), word.others(), told));
        }
      }
      sentence(report, attribute, g, telling, sizes[g], known - sizes[g]);
    }
  }

  private static Word word(
      String text, int[] by, int group, long own, long everything, double prior) {
    int all = Arrays.stream(by).sum();
    LogOdds odds = LogOdds.ofWord(by[group], own, all - by[group], everything - own, prior);
    return new Word(text, odds, by[group], all - by[group], Double.NaN);
  }

  private static double told(int[] by, long[] sizes) {
    long[][] table = new long[2][sizes.length];
    for (int g = 0; g < sizes.length; g++) {
      table[0][g] = sizes[g] - by[g];
      table[1][g] = by[g];
    }
    return new Information(new Crosstab(table)).told();
  }

  private static void sentence(
      Report report, Attribute attribute, int group, List<Word> telling, long own, long others) {
    if (telling.isEmpty()) {
      return;
    }
    Word best = telling.stream().max(Comparator.comparingDouble(Word::told)).orElseThrow();
    String words =
        String.join(", ", telling.stream().limit(6).map(w -> "“" + w.text() + "”").toList());
    report.add(
        best.told() >= STRONG ? Severity.WARNING : Severity.NOTE,
        best.told(),
        "Texts of %s have more often the words %s; “%s” is in %s of them and in %s of the others, and tells %s of %s."
            .formatted(
                Words.group(attribute.name(), attribute.groups().names().get(group)),
                words,
                best.text(),
                Words.percent((double) best.own() / own),
                Words.percent((double) best.others() / others),
                Words.percent(best.told()),
                attribute.name()));
  }
}
