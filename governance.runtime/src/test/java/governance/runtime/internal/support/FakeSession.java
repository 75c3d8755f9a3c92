package governance.runtime.internal.support;

import governance.api.GovernanceException;
import governance.api.Problem;
import governance.api.Remedy;
import governance.api.model.Tensor;
import governance.api.train.PenaltyContext;
import governance.engine.MemoryUse;
import governance.engine.StepResult;
import governance.engine.Term;
import governance.engine.TermFailedException;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Stochastic gradient descent whose order depends on seed and step only; weights of terms shrink
 * the step.
 */
final class FakeSession implements TrainingSession {
  private static final int OUT_OF_RANGE = -100;

  private final FakeModel model;
  private final FakeEngine engine;
  private final TrainingData data;
  private final TrainingOptions options;
  private final List<Term> terms;
  private final List<StepResult> outstanding = new ArrayList<>();
  private TermFailedException failure;
  private long step;

  FakeSession(
      FakeModel model,
      TrainingData data,
      TrainingOptions options,
      List<Term> terms,
      FakeEngine engine) {
    this.engine = engine;
    this.model = model;
    this.data = data;
    this.options = options;
    this.terms = terms;
  }

  @Override
  public long steps() {
    return stepsPerEpoch() * options.epochs();
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public long stepsPerEpoch() {
    return (data.size() + options.batchSize() - 1) / options.batchSize();
  }

  @Override
  public MemoryUse memory() {
    int halvings = step < 2 ? 0 : 1;
    return new MemoryUse(options.batchSize() >> halvings, false, 1L << 20, 1L << 30, halvings);
  }

  @Override
  public List<StepResult> advance(Map<String, Double> weights) {
    if (failure == null) {
      try {
        outstanding.add(step(weights));
      } catch (TermFailedException e) {
        failure = e;
      }
    }
    if (failure != null && outstanding.isEmpty()) {
      TermFailedException thrown = failure;
      failure = null;
      throw thrown;
    }
    boolean told = failure != null || step % readEvery() == 0 || step % stepsPerEpoch() == 0;
    return told ? flush() : List.of();
  }

  @Override
  public int readEvery() {
    return Math.max(1, options.readEvery());
  }

  @Override
  public List<StepResult> flush() {
    List<StepResult> all = List.copyOf(outstanding);
    outstanding.clear();
    return all;
  }

  @Override
  public StepResult step(Map<String, Double> weights) {
    if (step >= engine.smallFrom()) {
      throw new GovernanceException(
          new Problem(
              Remedy.FIX_MACHINE,
              "memory",
              "ran out in step " + step,
              "",
              "Set train.microBatch=auto"));
    }
    Map<String, Double> values = new LinkedHashMap<>();
    double shrink = 1;
    for (Term term : terms) {
      double value = value(term);
      values.put(term.id(), value);
      shrink += weights.get(term.id()) * value;
    }
    Random random = new Random(options.seed() * 31 + step);
    double loss = 0;
    int batch = Math.min(options.batchSize(), data.size());
    for (int i = 0; i < batch; i++) {
      loss += learn(random.nextInt(data.size()), options.learningRate() / shrink) / batch;
    }
    long done = step++;
    int epoch = (int) (done / stepsPerEpoch());
    return new StepResult(
        done,
        epoch,
        loss,
        values,
        loss + shrink - 1,
        1,
        options.learningRate(),
        10,
        12,
        1_000,
        1_000_000);
  }

  private double value(Term term) {
    PenaltyContext context = FakeTensors.context(step);
    try {
      Tensor tensor = term.term().evaluate(context);
      double value = tensor.item();
      if (!Double.isFinite(value)) {
        throw new TermFailedException(
            term.id(), "returned " + value + ", expected a finite number", null);
      }
      return value;
    } catch (TermFailedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new TermFailedException(term.id(), String.valueOf(e.getMessage()), e);
    }
  }

  private double learn(int row, double rate) {
    int[] ids = data.inputs().get(row).ids();
    if (data.labels() != null) {
      return learn(rate, data.labels()[row], ids);
    }
    double loss = 0;
    for (int i = 0; i < ids.length; i++) {
      if (data.tokenLabels()[row][i] != OUT_OF_RANGE) {
        loss += learn(rate, data.tokenLabels()[row][i], ids[i]) / ids.length;
      }
    }
    return loss;
  }

  private double learn(double rate, int label, int... ids) {
    float[] p = model.probabilities(ids);
    for (int id : ids) {
      for (int c = 0; c < p.length; c++) {
        model.weights[id][c] -= rate * (p[c] - (c == label ? 1 : 0));
      }
    }
    return -Math.log(p[label]);
  }

  @Override
  public void checkpoint(Path file) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeLong(step);
      for (double[] row : model.weights) {
        for (double w : row) {
          out.writeDouble(w);
        }
      }
    }
    if (step >= engine.fullFrom()) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public void restore(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      step = in.readLong();
      for (double[] row : model.weights) {
        for (int c = 0; c < row.length; c++) {
          row[c] = in.readDouble();
        }
      }
    }
  }

  @Override
  public void checkpoint(WritableByteChannel out) throws IOException {
    Path file = Files.createTempFile("session", null);
    try {
      checkpoint(file);
      out.write(ByteBuffer.wrap(Files.readAllBytes(file)));
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public void restore(SeekableByteChannel in, String name) throws IOException {
    Path file = Files.createTempFile("session", null);
    try (InputStream bytes = Channels.newInputStream(in)) {
      Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
      restore(file);
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public void close() {}
}
