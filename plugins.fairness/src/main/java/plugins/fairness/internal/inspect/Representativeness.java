package plugins.fairness.internal.inspect;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.inspect.AnalysisResult;
import governance.api.inspect.AnalysisSetup;
import governance.api.inspect.DataAnalysis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import plugins.fairness.internal.Rate;
import plugins.fairness.internal.inspect.Subject.Attribute;

/**
 * Whether groups have the shares that a reference gives them: the ratio of each group's share to
 * its reference, the total variation distance, and the chi-square test of fit. Without a reference
 * equal shares are compared with, for information.
 */
@Component
@Contribution(
    kind = Kind.DATA_ANALYSIS,
    id = "fairness.representativeness",
    settings = Representativeness.Config.class,
    description = "Shares of groups against a reference, such as a census.")
public final class Representativeness implements DataAnalysis {
  private static final String TITLE = "Representativeness";
  private static final double UNDER = 0.8;

  /** The settings. */
  @ObjectClassDefinition(
      name = "Representativeness",
      description = "Shares of groups against a reference.")
  @interface Config {
    /** Reference shares. */
    @AttributeDefinition(
        description =
            "Shares that groups should have, as ATTRIBUTE:GROUP=SHARE; those of an attribute sum to"
                + " 1.")
    String[] shares() default {};

    /** A file of reference shares. */
    @AttributeDefinition(
        description =
            "A CSV file of such shares with the columns attribute, group, share; nothing for none.")
    String reference() default "";
  }

  @Override
  public AnalysisResult analyse(AnalysisSetup setup) {
    Subject subject = new Subject(setup);
    Config config = setup.settings().as(Config.class);
    ReferenceShares reference = ReferenceShares.of(config.shares(), config.reference());
    String without = subject.withoutGroups();
    if (!without.isEmpty()) {
      return AnalysisResult.notApplicable(TITLE, without);
    }
    List<Attribute> attributes = subject.attributes();
    reference.check(attributes);
    Report report = new Report(TITLE);
    List<Attribute> compared = attributes.stream().filter(a -> a.groups().size() > 0).toList();
    List<Map<String, Double>> shares = new ArrayList<>();
    List<Fit> fits = new ArrayList<>();
    for (Attribute attribute : compared) {
      Map<String, Double> own = reference.shares().get(attribute.name());
      shares.add(own == null ? equal(attribute.groups()) : own);
      fits.add(Fit.of(attribute.groups(), shares.get(shares.size() - 1)));
    }
    double[] corrected = Chance.corrected(fits.stream().mapToDouble(Fit::p).toArray());
    summary(report, compared, fits, corrected, reference);
    for (int i = 0; i < compared.size(); i++) {
      boolean given = reference.shares().containsKey(compared.get(i).name());
      groups(report, compared.get(i), shares.get(i), given);
      if (given) {
        sentence(report, compared.get(i), shares.get(i), fits.get(i), corrected[i]);
      } else {
        report.info(
            0,
            "No reference shares are given for %s (--reference FILE); against equal shares of its %d groups the total variation distance is %s."
                .formatted(
                    compared.get(i).name(),
                    compared.get(i).groups().size(),
                    Words.number(fits.get(i).variation())));
      }
    }
    return report.result(subject.size());
  }

  private static Map<String, Double> equal(Categories groups) {
    Map<String, Double> equal = new LinkedHashMap<>();
    groups.names().forEach(name -> equal.put(name, 1.0 / groups.size()));
    return equal;
  }

  private static void summary(
      Report report,
      List<Attribute> attributes,
      List<Fit> fits,
      double[] p,
      ReferenceShares given) {
    Report.Sheet sheet =
        report
            .sheet("Fit to the reference")
            .text("attribute")
            .text("reference")
            .count("n")
            .number("total variation")
            .number("chi-square")
            .count("freedom")
            .p("p corrected");
    for (int i = 0; i < attributes.size(); i++) {
      boolean own = given.shares().containsKey(attributes.get(i).name());
      Fit fit = fits.get(i);
      sheet.row(
          attributes.get(i).name(),
          own ? "given" : "equal shares",
          fit.n(),
          fit.variation(),
          fit.chiSquare(),
          fit.freedom(),
          p[i]);
    }
  }

  private static void groups(
      Report report, Attribute attribute, Map<String, Double> shares, boolean given) {
    Report.Sheet sheet =
        report
            .sheet("Shares of " + attribute.name() + (given ? "" : " against equal shares"))
            .text("group")
            .count("n")
            .rate("share")
            .share("reference share")
            .number("ratio");
    long[] counts = attribute.groups().counts();
    long n = Arrays.stream(counts).sum();
    shares.forEach(
        (group, share) -> {
          int index = attribute.groups().names().indexOf(group);
          Rate rate = new Rate(index < 0 ? 0 : counts[index], n);
          sheet.row(
              group,
              rate.hits(),
              rate.value(),
              rate.low(),
              rate.high(),
              share,
              rate.value() / share);
        });
  }

  private static void sentence(
      Report report, Attribute attribute, Map<String, Double> shares, Fit fit, double p) {
    long[] counts = attribute.groups().counts();
    List<String> absent = new ArrayList<>();
    String least = null;
    double worst = Double.POSITIVE_INFINITY;
    for (Map.Entry<String, Double> entry : shares.entrySet()) {
      int index = attribute.groups().names().indexOf(entry.getKey());
      double ratio = index < 0 ? 0 : counts[index] / (double) fit.n() / entry.getValue();
      if (index < 0 && entry.getValue() > 0) {
        absent.add(entry.getKey() + " (" + Words.percent(entry.getValue()) + ")");
      } else if (ratio < worst) {
        worst = ratio;
        least = entry.getKey();
      }
    }
    if (!absent.isEmpty()) {
      report.warn(
          1,
          "No row has %s %s, which the reference has: the group is absent, or its name is spelt otherwise (the data has %s)."
              .formatted(
                  attribute.name(),
                  String.join(", ", absent),
                  String.join(", ", attribute.groups().names().stream().limit(10).toList())));
    }
    if (least == null) {
      return;
    }
    Rate own = new Rate(counts[attribute.groups().names().indexOf(least)], fit.n());
    String text =
        "%s: %s is %s of %s rows where the reference says %s (ratio %s); total variation distance %s, %s corrected."
            .formatted(
                attribute.name(),
                least,
                Words.percent(own.value()),
                Words.count(fit.n()),
                Words.percent(shares.get(least)),
                Words.number(worst),
                Words.number(fit.variation()),
                Double.isNaN(p) ? "p not defined" : Words.p(p));
    if (p < Chance.LEVEL && worst < UNDER) {
      report.warn(fit.variation(), text);
    } else if (p < Chance.LEVEL) {
      report.note(fit.variation(), text);
    } else {
      report.info(fit.variation(), text);
    }
  }

  /** How well counts fit shares. */
  private record Fit(long n, double variation, double chiSquare, long freedom, double p) {
    static Fit of(Categories groups, Map<String, Double> shares) {
      long[] counts = groups.counts();
      long n = Arrays.stream(counts).sum();
      double variation = 0;
      double chiSquare = 0;
      long expectedGroups = 0;
      for (Map.Entry<String, Double> entry : shares.entrySet()) {
        int index = groups.names().indexOf(entry.getKey());
        double seen = index < 0 ? 0 : counts[index];
        double expected = n * entry.getValue();
        variation += Math.abs(seen - expected) / n / 2;
        chiSquare += expected > 0 ? (seen - expected) * (seen - expected) / expected : 0;
        expectedGroups += expected > 0 ? 1 : 0;
      }
      long freedom = expectedGroups - 1;
      return new Fit(n, variation, chiSquare, freedom, Chance.chiSquare(chiSquare, freedom));
    }
  }
}
