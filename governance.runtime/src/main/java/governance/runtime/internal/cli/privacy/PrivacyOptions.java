package governance.runtime.internal.cli.privacy;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.runtime.internal.privacy.EpsilonWords;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What every question about privacy takes, and the ranges of all that they take. */
final class PrivacyOptions {
  private static final double LEAST_NOISE = 0.01;
  private static final double MOST_NOISE = 1e6;
  private static final long MOST_STEPS = 1_000_000_000;

  @Option(
      names = "--rate",
      paramLabel = "Q",
      required = true,
      description = "Probability with which a row takes part in a step: batch size over rows.")
  private double rate;

  @Option(
      names = "--delta",
      paramLabel = "D",
      description =
          "Probability with which the guarantee may fail; below 1/n. Default with --rows: n^-1.1.")
  private Double delta;

  @Option(names = "--rows", paramLabel = "N", description = "Number n of training rows.")
  private Long rows;

  @Option(
      names = "--accountant",
      paramLabel = "NAME",
      description = "pld (tight, with a lower bound, default) or rdp.")
  private String accountant = "pld";

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  private final List<Problem> problems = new ArrayList<>();

  String accountant() {
    return accountant;
  }

  boolean json() {
    return json;
  }

  double rate() {
    return rate;
  }

  double delta() {
    return delta != null ? delta : Math.pow(rows, -1.1);
  }

  /** Checks what is common; problems are collected until {@link #complain}. */
  PrivacyOptions check() {
    if (rows != null && rows < 2) {
      problems.add(
          wrong("--rows", rows, "whole numbers from 2", "Give the number of training rows"));
    } else if (delta == null && rows == null) {
      problems.add(
          wrong("--delta", "nothing", "numbers in (0, 1)", "Give it, or --rows N for N^-1.1"));
    } else if (!(delta() >= 1e-100 && delta() < 1)) {
      problems.add(
          wrong("--delta", delta(), "numbers from 1e-100, below 1", "Choose one well below 1/n"));
    } else if (rows != null && delta() >= 1.0 / rows) {
      String advice =
          "Choose one well below: at 1/n a mechanism may publish one whole row and still keep it";
      problems.add(wrong("--delta", delta(), "below 1/n = " + number(1.0 / rows), advice));
    }
    return this;
  }

  PrivacyOptions noise(double noise) {
    if (!(noise >= LEAST_NOISE && noise <= MOST_NOISE)) {
      String advice =
          noise == 0
              ? "Without noise there is no privacy: epsilon is infinite"
              : "It is the standard deviation of the noise over the clip norm, usually 0.5 to 10";
      problems.add(wrong("--noise", noise, "numbers in [0.01, 1000000]", advice));
    }
    return this;
  }

  PrivacyOptions rate(double rate) {
    if (!(rate > 0 && rate <= 1)) {
      problems.add(
          wrong(
              "--rate", rate, "numbers in (0, 1]", "It is the expected batch size over the rows"));
    }
    return this;
  }

  PrivacyOptions steps(long steps) {
    if (steps < 1 || steps > MOST_STEPS) {
      problems.add(
          wrong("--steps", steps, "1 to 1000000000", "It is the number of updates of all epochs"));
    }
    return this;
  }

  PrivacyOptions epsilon(double epsilon) {
    if (!(epsilon > 0 && epsilon <= 1e6)) {
      String advice =
          epsilon <= 0
              ? "Nothing can be learned from rows at 0; usual targets are 1 to 8"
              : "Such a guarantee says nothing; usual targets are 1 to 8";
      problems.add(wrong("--epsilon", epsilon, "numbers above 0, at most 1000000", advice));
    }
    return this;
  }

  /** Reports all problems together. */
  void complain() {
    if (!problems.isEmpty()) {
      throw new GovernanceException(problems);
    }
  }

  static String number(double value) {
    return EpsilonWords.number(value);
  }

  /** Returns what is wrong with the value of an option. */
  static Problem wrong(String option, Object got, String allowed, String advice) {
    String value = got instanceof Double d ? number(d) : String.valueOf(got);
    return new Problem(Remedy.FIX_SPEC, option, "got " + value, allowed, advice);
  }
}
