package bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import governance.api.model.Task;
import governance.engine.Precision;
import governance.engine.TrainingOptions.Schedule;
import governance.engine.internal.nn.Encoder;
import governance.engine.internal.nn.EncoderConfig;
import governance.engine.internal.nn.Initializer;
import governance.engine.internal.nn.Inputs;
import governance.engine.internal.nn.ModelConfig;
import governance.engine.internal.nn.Parameters;
import governance.engine.internal.script.ScriptModule;
import governance.engine.internal.train.LearningRate;
import governance.engine.internal.train.Trainer;
import governance.engine.internal.train.TrainerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Times our training step and the peer's, taking turns, and prints medians and their ratio. */
public final class StepBench {
  private static final int ROWS = 16;
  private static final int LENGTH = 128;

  public static void main(String[] args) throws Exception {
    int threads = Integer.getInteger("threads", 2);
    boolean cpu = "cpu".equals(System.getProperty("clock"));
    Engine.getEngine("PyTorch");
    JniUtils.setNumThreads(threads);
    List<String> cases = args.length > 0 ? List.of(args) : List.of("tiny-f32", "tiny-bf16", "mini-f32", "mini-bf16", "base-f32", "base-bf16");
    for (String name : cases) {
      run(name, threads, cpu);
    }
  }

  private static void run(String name, int threads, boolean cpu) throws Exception {
    int[] s = shape(name);
    int pairs = Integer.getInteger("pairs", s[1] > 500 ? 5 : 25);
    int warm = s[1] > 500 ? 2 : 6;
    try (Peer peer = Peer.start(s, threads); Ours ours = new Ours(s, name.endsWith("bf16"))) {
      List<Double> mine = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < pairs + warm; i++) {
        double a = ours.step(cpu && threads == 1);
        double b = peer == null ? Double.NaN : peer.step(cpu);
        if (i >= warm) {
          mine.add(a);
          theirs.add(b);
          ratios.add(b / a);
        }
      }
      System.out.printf("step %s ours=%.1f peer=%.1f ratio=%.3f%n", name, median(mine), median(theirs), median(ratios));
    }
  }

  private static int[] shape(String name) {
    return switch (name.replaceAll("-.*", "")) {
      case "tiny" -> new int[] {2, 128, 2};
      case "mini" -> new int[] {4, 256, 4};
      case "base" -> new int[] {12, 768, 12};
      default -> throw new IllegalArgumentException("no shape " + name + "; allowed: tiny, mini, base");
    };
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static final class Ours implements AutoCloseable {
    final NDManager root = NDManager.newBaseManager("PyTorch");
    final ScriptModule script = ScriptModule.load(root);
    final Trainer trainer;
    final int[][] rows = new int[ROWS][LENGTH];
    final long[] labels = new long[ROWS];

    Ours(int[] s, boolean half) {
      EncoderConfig e = EncoderConfig.bert(30522, s[1], s[0], s[2], 4 * s[1], 512);
      ModelConfig config = new ModelConfig(e, Task.SEQUENCE_CLASSIFICATION, List.of("a", "b"));
      Parameters p = new Parameters(root, config);
      new Initializer(e, 1).fill(p, n -> true);
      Encoder encoder = new Encoder(script, config, p, half ? Precision.BF16 : Precision.F32);
      LearningRate rate = new LearningRate(2e-5, 0, 1000, Schedule.CONSTANT);
      trainer = new Trainer(root, script, encoder, new TrainerOptions(1, rate, 0.01, 0));
      Random random = new Random(1);
      for (int i = 0; i < ROWS; i++) {
        labels[i] = i % 2;
        for (int j = 0; j < LENGTH; j++) {
          rows[i][j] = 1000 + random.nextInt(29000);
        }
      }
    }

    double step(boolean cpu) {
      long start = now(cpu);
      trainer.begin();
      double loss = trainer.backward(1, passes -> {
        NDArray y = passes.manager().create(labels);
        NDArray logits = passes.forward(Inputs.of(passes.manager(), rows, 0)).logits();
        return script.call("cross_entropy").with(logits).with(y).with(1L).one(passes.manager());
      });
      trainer.apply();
      if (!Double.isFinite(loss)) {
        throw new IllegalStateException("loss " + loss);
      }
      return (now(cpu) - start) / 1e6;
    }

    private static long now(boolean cpu) {
      return cpu ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() : System.nanoTime();
    }

    @Override
    public void close() {
      trainer.close();
      script.close();
      root.close();
    }
  }

  private record Peer(Process process, BufferedReader in, PrintStream out) implements AutoCloseable {
    static Peer start(int[] s, int threads) throws IOException {
      String python = System.getenv().getOrDefault("PEER_PYTHON", "python3");
      if (python.equals("none")) {
        return null;
      }
      Process p = new ProcessBuilder(python, "bench/peer/step.py", "" + s[0], "" + s[1], "" + s[2], "" + threads).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      Peer peer = new Peer(p, new BufferedReader(new InputStreamReader(p.getInputStream())), new PrintStream(p.getOutputStream(), true));
      String hello = peer.in.readLine();
      if (hello == null || !hello.startsWith("ready")) {
        System.out.println("peer skipped: " + python + " has no torch and transformers; set PEER_PYTHON");
        p.destroy();
        return null;
      }
      return peer;
    }

    double step(boolean cpu) throws IOException {
      out.println("go");
      String[] answer = in.readLine().split(" ");
      return Double.parseDouble(answer[cpu ? 1 : 0]);
    }

    @Override
    public void close() {
      out.close();
      process.destroy();
    }
  }
}
