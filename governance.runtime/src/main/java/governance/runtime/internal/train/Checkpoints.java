package governance.runtime.internal.train;

import governance.api.GovernanceException;
import governance.engine.TrainingSession;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.store.EvidenceFiles;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Storage;
import governance.runtime.internal.store.StoredFiles;
import governance.runtime.internal.store.Tree;
import governance.runtime.internal.train.EarlyStopping.Best;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Checkpoints of a run: the engine's file, and {@code state.json} that names it and holds
 * everything else that training depends on. The state is replaced atomically after the engine's
 * file is complete, so there is always one whole pair.
 */
public final class Checkpoints {
  private static final String FOLDER = "checkpoints/";
  private static final String STATE = "state.json";

  private final RunFolder folder;
  private final String below;

  /** Keeps checkpoints in a run's folder. */
  public Checkpoints(RunFolder folder) {
    this(folder, FOLDER);
  }

  /** Keeps checkpoints of a second model; {@code below} is a folder inside {@value #FOLDER}. */
  public Checkpoints(RunFolder folder, String below) {
    this.folder = folder;
    this.below = below;
  }

  /**
   * What training depends on besides the engine's own state.
   *
   * @param step steps done
   * @param multipliers state of each adapted weight, by penalty id
   * @param precision what is known of the precision of each penalty, by its id
   * @param validation figures of the evaluations after each epoch
   * @param early state of early stopping, empty without it
   */
  public record State(
      long step,
      Map<String, List<Double>> multipliers,
      Map<String, List<Double>> precision,
      List<Object> validation,
      Map<String, Object> early) {

    /** A state to be saved; that of early stopping is completed by the file's digest. */
    State(
        long step,
        Map<String, List<Double>> multipliers,
        Map<String, List<Double>> precision,
        List<Object> validation) {
      this(step, multipliers, precision, validation, Map.of());
    }
  }

  /** Returns whether a run's folder has a checkpoint. */
  public static boolean exist(Path run) {
    return StoredFiles.exists(run.resolve(FOLDER + STATE));
  }

  /**
   * Writes a checkpoint and takes older ones away, but for that of the best epoch.
   *
   * @param early early stopping of the training, or null
   */
  void save(TrainingSession session, State state, EarlyStopping early) {
    String name = name(state.step());
    if (folder.encrypts(below + name)) {
      folder.stream(below + name, out -> session.checkpoint(new StreamChannel(out)));
    } else {
      folder.file(below + name, session::checkpoint);
    }
    String sha256 = Digests.of(folder.stored(below + name));
    Optional<Best> best = early == null ? Optional.empty() : early.best();
    if (best.isPresent() && best.get().step() == state.step()) {
      early.written(sha256);
    }
    folder.json(
        below + STATE,
        Tree.of(
            "step",
            state.step(),
            "file",
            name,
            "sha256",
            sha256,
            "multipliers",
            state.multipliers(),
            "precision",
            state.precision(),
            "validation",
            state.validation(),
            "earlyStopping",
            early == null ? null : early.state()));
    Set<String> kept = new HashSet<>(Set.of(name));
    best.ifPresent(b -> kept.add(name(b.step())));
    try (Stream<Path> files = Files.list(folder.at(below))) {
      for (Path old : files.filter(f -> isOld(f, kept)).toList()) {
        Files.delete(old);
      }
    } catch (IOException e) {
      throw Storage.problem(folder.at(below), e);
    }
  }

  private static String name(long step) {
    return "step-" + step + ".bin";
  }

  private static boolean isOld(Path file, Set<String> kept) {
    String name = file.getFileName().toString();
    // ".bin.new" is what a process left that was killed while it wrote
    return name.contains(".bin") && !kept.contains(EvidenceFiles.plain(name));
  }

  /** Puts a session back to the last checkpoint, if there is one. */
  Optional<State> restore(TrainingSession session) throws IOException {
    Path state = folder.at(below + STATE);
    if (!StoredFiles.exists(state)) {
      return Optional.empty();
    }
    Map<String, Object> tree = JsonReader.file(state);
    restore(session, tree.get("file").toString(), tree.get("sha256").toString());
    return Optional.of(state(tree));
  }

  /** Puts a session back to the best epoch. */
  void restore(TrainingSession session, Best best) throws IOException {
    restore(session, name(best.step()), best.sha256());
  }

  private void restore(TrainingSession session, String name, String sha256) throws IOException {
    Path file = checked(name, sha256);
    if (folder.encrypts(below + name)) {
      session.restore(folder.channel(below + name), file.toString());
    } else {
      session.restore(file);
    }
  }

  private Path checked(String name, String sha256) {
    Path file = folder.stored(below + name);
    if (!Files.exists(file) || !Digests.of(file).equals(sha256)) {
      throw GovernanceException.data(
          file.toString(),
          "is missing or not what was written",
          "",
          "Start the run anew: it cannot be resumed");
    }
    return file;
  }

  /** Takes what a session writes in large pieces; the stream stays open. */
  private static final class StreamChannel implements WritableByteChannel {
    private final OutputStream out;
    private byte[] piece = new byte[0];

    StreamChannel(OutputStream out) {
      this.out = out;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int length = bytes.remaining();
      if (piece.length < length) {
        piece = new byte[length];
      }
      bytes.get(piece, 0, length);
      out.write(piece, 0, length);
      return length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @SuppressWarnings("unchecked") // the shape that save writes
  private static State state(Map<String, Object> tree) {
    return new State(
        ((Number) tree.get("step")).longValue(),
        numbers(tree.get("multipliers")),
        numbers(tree.get("precision")),
        (List<Object>) tree.get("validation"),
        (Map<String, Object>) tree.get("earlyStopping"));
  }

  @SuppressWarnings("unchecked") // the shape that save writes; absent in older checkpoints
  private static Map<String, List<Double>> numbers(Object tree) {
    Map<String, List<Double>> all = new TreeMap<>();
    if (tree != null) {
      ((Map<String, List<Number>>) tree)
          .forEach((id, v) -> all.put(id, v.stream().map(Number::doubleValue).toList()));
    }
    return all;
  }
}
