package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.Optional;

/** The training step of Hugging Face Transformers, in a process that answers on request. */
record PeerStep(Process process, BufferedReader in, PrintStream out) implements AutoCloseable {

  /** Starts the peer, or says why there is none. */
  static Optional<PeerStep> start(Shape shape, int threads) throws IOException {
    String python = System.getenv().getOrDefault("PEER_PYTHON", "python3");
    String[] command = {
      python,
      "bench/peer/step.py",
      String.valueOf(shape.layers()),
      String.valueOf(shape.hidden()),
      String.valueOf(shape.heads()),
      String.valueOf(threads)
    };
    try {
      Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
      var in = new BufferedReader(new InputStreamReader(process.getInputStream()));
      PeerStep peer = new PeerStep(process, in, new PrintStream(process.getOutputStream(), true));
      String hello = in.readLine();
      if (hello != null && hello.startsWith("ready")) {
        return Optional.of(peer);
      }
      peer.close();
    } catch (IOException e) {
      System.err.println("cannot start " + python + ": " + e.getMessage());
    }
    System.err.println("peer skipped: set PEER_PYTHON to a Python with torch and transformers");
    return Optional.empty();
  }

  /** Milliseconds of one step: wall time, or CPU time of all threads. */
  double millis(boolean cpu) {
    try {
      out.println("go");
      return Double.parseDouble(in.readLine().split(" ")[cpu ? 1 : 0]);
    } catch (IOException e) {
      throw new IllegalStateException("the peer ended", e);
    }
  }

  @Override
  public void close() {
    out.close();
    process.destroy();
  }
}
