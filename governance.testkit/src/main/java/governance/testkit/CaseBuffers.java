package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.model.Tensor;
import governance.api.train.OwnBuffer;
import governance.api.train.PenaltyTerm;
import governance.api.train.PrivateStatistic;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a term under test keeps from step to step: reading gives what the last {@link #endStep}
 * left, as in training a step that fails leaves buffers alone.
 */
public final class CaseBuffers {
  private final List<OwnBuffer> declared;
  private final List<PrivateStatistic> statistics;
  private final Map<String, double[]> contributed = new LinkedHashMap<>();
  private final Map<String, double[]> values = new LinkedHashMap<>();
  private final Map<String, double[]> pending = new LinkedHashMap<>();
  private double gap = Double.NaN;
  private double standardError = Double.NaN;

  private CaseBuffers(List<OwnBuffer> declared, List<PrivateStatistic> statistics) {
    this.declared = declared;
    this.statistics = statistics;
    for (OwnBuffer buffer : declared) {
      long count = buffer.shape().stream().reduce(1L, Math::multiplyExact);
      double[] first = new double[Math.toIntExact(count)];
      Arrays.fill(first, buffer.first());
      values.put(buffer.name(), first);
    }
  }

  /** Returns the buffers of a term as they are before training. */
  public static CaseBuffers of(PenaltyTerm term) {
    return new CaseBuffers(term.buffers(), term.statistics());
  }

  /** No buffers. */
  static CaseBuffers none() {
    return new CaseBuffers(List.of(), List.of());
  }

  OwnBuffer declared(String name) {
    return declared.stream()
        .filter(b -> b.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the term declared no buffer \"" + name + "\""));
  }

  /** Returns the values of a buffer, in row-major order. */
  public double[] values(String name) {
    declared(name);
    return values.get(name).clone();
  }

  void keep(String name, long[] shape, double[] kept) {
    assertEquals(
        declared(name).shape(), Arrays.stream(shape).boxed().toList(), "shape kept in " + name);
    assertTrue(Arrays.stream(kept).allMatch(Double::isFinite), () -> "kept in " + name);
    pending.put(name, kept);
  }

  private PrivateStatistic statistic(String name) {
    return statistics.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the term declared no statistic \"" + name + "\""));
  }

  /** Returns what earlier steps might have released: the same figures for every batch. */
  double[] released(String name) {
    double[] figures = new double[statistic(name).size()];
    for (int i = 0; i < figures.length; i++) {
      figures[i] = 3 + i % 3 - i % 2 * 0.5;
    }
    return figures;
  }

  void contribute(String name, int rows, Tensor values) {
    PrivateStatistic statistic = statistic(name);
    assertEquals(
        List.of((long) rows, (long) statistic.size()),
        Arrays.stream(values.shape()).boxed().toList(),
        "shape contributed to " + name);
    double[] flat = values.toArray();
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int i = 0; i < statistic.size(); i++) {
        sum += Math.pow(flat[row * statistic.size() + i], 2);
      }
      double norm = Math.sqrt(sum);
      assertTrue(
          norm <= statistic.bound() * (1 + 1e-6),
          "a row contributes a norm of " + norm + " to " + name + ", bound " + statistic.bound());
    }
    contributed.put(name, flat);
  }

  /** Returns what the rows of the last batch contributed, by statistic. */
  Map<String, double[]> contributed() {
    return contributed;
  }

  void estimated(Tensor size, Tensor error) {
    gap = size.item();
    standardError = error.item();
    assertTrue(gap >= 0 && Double.isFinite(gap), () -> "estimated a gap of " + gap);
    assertTrue(
        standardError >= 0 && Double.isFinite(standardError),
        () -> "estimated a standard error of " + standardError);
  }

  /** The step is done: what it kept counts from now on. */
  public void endStep() {
    values.putAll(pending);
    pending.clear();
  }

  /** Returns the gap that the term said it measured, NaN if it said nothing. */
  public double gap() {
    return gap;
  }

  /** Returns the standard error of that gap, NaN if the term said nothing. */
  public double standardError() {
    return standardError;
  }
}
