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
   * Does the steps of one turn and returns how long one took, in milliseconds; NaN without peer.
   */
  static double millis(Optional<Peer> peer, Setup setup) {
    int count = setup.steps();
    String question = count == 1 ? "go" : "steps " + count;
    return peer.map(p -> p.millis(setup.clock(), question) / count).orElse(Double.NaN);
  }
}
