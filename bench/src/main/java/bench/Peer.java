package bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A Python script in {@code bench/peer} that answers each line with numbers: wall and processor
 * milliseconds first.
 */
record Peer(Process process, BufferedReader in, PrintStream out) implements AutoCloseable {

  /** Starts a script with the Python of {@code PEER_PYTHON}, or says why it cannot. */
  static Optional<Peer> start(String script, Object... arguments) {
    String python = System.getenv().getOrDefault("PEER_PYTHON", "python3");
    List<String> command = new ArrayList<>(List.of(python, "bench/peer/" + script));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    try {
      Process process = new ProcessBuilder(command).redirectError(errors()).start();
      var in = new BufferedReader(new InputStreamReader(process.getInputStream()));
      Peer peer = new Peer(process, in, new PrintStream(process.getOutputStream(), true));
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

  /** What it says of its troubles goes to the file that {@code PEER_LOG} names, or nowhere. */
  private static Redirect errors() {
    String log = System.getenv("PEER_LOG");
    return log == null ? Redirect.DISCARD : Redirect.appendTo(new File(log));
  }

  /** Returns the numbers of the answer. */
  double[] ask(String question) {
    try {
      out.println(question);
      String answer = in.readLine();
      if (answer == null) {
        throw new IllegalStateException("the peer ended");
      }
      return Arrays.stream(answer.split(" ")).mapToDouble(Double::parseDouble).toArray();
    } catch (IOException e) {
      throw new IllegalStateException("the peer ended", e);
    }
  }

  /** Returns the time by that clock of what the question asks for. */
  double millis(Clock clock, String question) {
    return ask(question)[clock == Clock.WALL ? 0 : 1];
  }

  @Override
  public void close() {
    out.close();
    process.destroy();
  }
}
