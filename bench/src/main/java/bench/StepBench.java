package bench;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import governance.engine.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Times our training step and the peer's, taking turns, and prints for each case {@code step CASE
 * ours=MS peer=MS ratio=R}: medians, and the median over the pairs of peer time / our time. The
 * peer always computes in float32.
 */
public final class StepBench {
  private static final List<String> ALL =
      List.of("tiny-f32", "tiny-bf16", "mini-f32", "mini-bf16", "base-f32", "base-bf16");

  private StepBench() {}

  /**
   * Runs the cases given, or all. Properties: {@code threads} (default 2), {@code pairs}, {@code
   * clock}: {@code wall} (default) or {@code cpu}, the latter with one thread only.
   */
  public static void main(String[] args) throws Exception {
    int threads = Integer.getInteger("threads", 2);
    boolean cpu = System.getProperty("clock", "wall").equals("cpu");
    if (cpu && threads != 1) {
      System.err.println("error: clock cpu with " + threads + " threads; allowed: 1 thread");
      System.exit(2);
    }
    Engine.getEngine("PyTorch");
    JniUtils.setNumThreads(threads);
    for (String name : args.length > 0 ? List.of(args) : ALL) {
      run(name, threads, cpu);
    }
  }

  private static void run(String name, int threads, boolean cpu) throws Exception {
    Shape shape = Shape.of(name);
    int pairs = Integer.getInteger("pairs", shape.hidden() > 500 ? 5 : 25);
    int warm = shape.hidden() > 500 ? 2 : 6;
    Precision precision = name.endsWith("bf16") ? Precision.BF16 : Precision.F32;
    Optional<PeerStep> peer = PeerStep.start(shape, threads);
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    try (OurStep step = new OurStep(shape, precision)) {
      for (int i = 0; i < pairs + warm; i++) {
        double a = step.millis(cpu);
        double b = peer.isPresent() ? peer.get().millis(cpu) : Double.NaN;
        if (i >= warm) {
          ours.add(a);
          theirs.add(b);
          ratios.add(b / a);
        }
      }
    } finally {
      peer.ifPresent(PeerStep::close);
    }
    String line = "step %s ours=%.1f peer=%.1f ratio=%.2f%n";
    System.out.printf(Locale.ROOT, line, name, median(ours), median(theirs), median(ratios));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
