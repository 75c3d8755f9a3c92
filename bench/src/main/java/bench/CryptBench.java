package bench;

import governance.crypto.DataKey;
import governance.crypto.Keyring;
import governance.crypto.Protection;
import governance.crypto.internal.KeyringService;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** Megabytes of a file that are encrypted or decrypted in a second, beside plain copying of it. */
final class CryptBench {
  private static final int BYTES = 256_000_000;
  private static final int BUFFER = 1 << 16;
  private static final String PLACE = "run\nfile";

  private CryptBench() {}

  /** Something that copies one file to another. */
  private interface Copy {
    void copy(Path from, Path to) throws IOException;
  }

  /** Runs the cases given, or all. */
  static void run(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("crypt");
    try {
      measure(folder, args);
    } finally {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void measure(Path folder, String[] args) throws IOException {
    Protection by = new Protection(Protection.Kind.FILE, folder.resolve("key").toString());
    Keyring ring = new KeyringService().create(folder.resolve("ring"), by);
    DataKey key = ring.open(ring.envelope("bench"), "bench");
    Path plain = folder.resolve("plain");
    byte[] piece = new byte[BUFFER];
    new Random(1).nextBytes(piece);
    try (OutputStream out = Files.newOutputStream(plain)) {
      for (int done = 0; done < BYTES; done += BUFFER) {
        out.write(piece);
      }
    }
    Path encrypted = folder.resolve("encrypted");
    write(key, plain, encrypted);
    Path to = folder.resolve("to");
    for (String name : Turns.cases(args, "write", "read")) {
      switch (name) {
        case "write" ->
            compare(
                name,
                () -> seconds(CryptBench::plain, plain, to),
                () -> seconds((a, b) -> write(key, a, b), plain, to));
        case "read" ->
            compare(
                name,
                () -> seconds(CryptBench::plain, plain, to),
                () -> seconds((a, b) -> read(key, a, b), encrypted, to));
        default -> throw new IllegalArgumentException("case " + name + "; allowed: write, read");
      }
    }
  }

  private static void compare(String name, DoubleSupplier plain, DoubleSupplier ours) {
    Turns turns = Turns.take(2, Setup.turns(5), ours, plain);
    double mega = BYTES / 1e6;
    Turns.print(
        "crypt " + name,
        "ours MB/s",
        mega / turns.median(0),
        "plain MB/s",
        mega / turns.median(1),
        turns.ratio(1, 0));
  }

  private static double seconds(Copy copy, Path from, Path to) {
    long begin = System.nanoTime();
    try {
      copy.copy(from, to);
      try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void pour(InputStream in, OutputStream out) throws IOException {
    byte[] piece = new byte[BUFFER];
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      out.write(piece, 0, n);
    }
  }

  private static void plain(Path from, Path to) throws IOException {
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = Files.newOutputStream(to)) {
      pour(in, out);
    }
  }

  private static void write(DataKey key, Path from, Path to) throws IOException {
    try (InputStream in = Files.newInputStream(from);
        OutputStream out =
            key.encrypting(new BufferedOutputStream(Files.newOutputStream(to), BUFFER), PLACE)) {
      pour(in, out);
    }
  }

  private static void read(DataKey key, Path from, Path to) throws IOException {
    try (InputStream in = key.decrypting(Files.newInputStream(from), PLACE);
        OutputStream out = Files.newOutputStream(to)) {
      pour(in, out);
    }
  }
}
