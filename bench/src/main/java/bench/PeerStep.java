package bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The training step of Hugging Face Transformers that a case is compared with. */
final class PeerStep {
  private PeerStep() {}

  /** Starts it, compiled by {@code torch.compile} or not. */
  static Optional<Peer> start(String name, Setup setup, boolean compiled) {
    Shape shape = Shape.of(name);
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of(shape.layers(), shape.hidden(), shape.heads(), setup.threads()));
    arguments.addAll(List.of("--rows", Shape.rows(name)));
    if (!setup.device().equals("cpu")) {
      arguments.addAll(List.of("--device", setup.device().replace("gpu", "cuda")));
      arguments.addAll(List.of("--precision", precision(name)));
    }
    if (compiled) {
      arguments.add("--compile");
    }
    return Peer.start("step.py", arguments.toArray());
  }

  private static String precision(String name) {
    return name.contains("-bf16") ? "bf16" : Shape.tf32(name) ? "tf32" : "f32";
  }

  /**
   * Does the steps of one turn and returns how long one took, in milliseconds; NaN without peer,
   * and from the turn on in which it ended: the other sides are measured all the same.
   */
  static double millis(Optional<Peer> peer, Setup setup) {
    if (peer.isEmpty() || !peer.get().process().isAlive()) {
      return Double.NaN;
    }
    int count = setup.steps();
    String question = count == 1 ? "go" : "steps " + count;
    try {
      return peer.get().millis(setup.clock(), question) / count;
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage() + ": figures without it; PEER_LOG tells its words");
      return Double.NaN;
    }
  }
}
