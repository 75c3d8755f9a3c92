package governance.runtime.internal.store;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file of an installation that several processes add to, one JSON object a line, chained as the
 * event log of a run is ({@link EventChain}). Who holds it is alone with it, in this process and in
 * others, until it is closed. An entry is on the disk when {@link #append} returns; a line that a
 * killed process left half written is taken away by the next one that holds the file.
 */
public final class ChainedFile implements AutoCloseable {
  private static final int BLOCK = 1 << 12;

  /** File locks are held by a whole process: its threads take turns by this one. */
  private static final ReentrantLock TURN = new ReentrantLock();

  private final Path path;
  private final Clock clock;
  private final FileChannel file;
  private EventChain chain;
  private Map<String, Object> newest = Map.of();

  private ChainedFile(Path path, Clock clock, FileChannel file) {
    this.path = path;
    this.clock = clock;
    this.file = file;
  }

  /**
   * An entry's place.
   *
   * @param size number of entries up to it
   * @param hash its hash; of an empty file 64 zeros
   */
  public record Head(long size, String hash) {}

  /**
   * Holds a file, which is made if it is not there; waits until nobody else holds it.
   *
   * @throws GovernanceException if it cannot be written to, or its last line is none that this
   *     class has written
   */
  public static ChainedFile hold(Path path, Clock clock) {
    TURN.lock();
    FileChannel file = null;
    try {
      file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      file.lock(); // given back with the channel
      ChainedFile held = new ChainedFile(path, clock, file);
      held.chain = held.last();
      return held;
    } catch (IOException e) {
      release(file);
      throw Storage.problem(path, e);
    } catch (RuntimeException e) {
      release(file);
      throw e;
    }
  }

  private static void release(FileChannel file) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      TURN.unlock();
    }
  }

  /** Finds the end of the chain by the last line alone, and takes away what is no whole line. */
  private EventChain last() throws IOException {
    long end = before(file.size(), '\n');
    if (end < file.size()) {
      file.truncate(end);
    }
    if (end == 0) {
      return new EventChain();
    }
    long start = before(end - 1, '\n');
    ByteBuffer bytes = ByteBuffer.allocate((int) (end - 1 - start));
    while (bytes.hasRemaining() && file.read(bytes, start + bytes.position()) >= 0) {
      continue;
    }
    String line = new String(bytes.array(), StandardCharsets.UTF_8);
    try {
      Map<String, Object> entry = JsonReader.object(line);
      newest = entry;
      return EventChain.after((String) entry.get("hash"), (Long) entry.get("seq") + 1);
    } catch (RuntimeException e) {
      throw altered("its last line is no entry");
    }
  }

  /** Returns the position after the last such byte before a position, or 0. */
  private long before(long position, char wanted) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    long end = position;
    while (end > 0) {
      long start = Math.max(0, end - BLOCK);
      block.clear().limit((int) (end - start));
      while (block.hasRemaining() && file.read(block, start + block.position()) >= 0) {
        continue;
      }
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == wanted) {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  /**
   * Adds an entry; a whole line or none.
   *
   * @throws GovernanceException if it cannot be written
   */
  public Head append(String type, Map<String, ?> data) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("time", clock.instant().toString());
    entry.put("type", type);
    entry.put("data", data);
    EventChain after = chain.copy();
    byte[] line = (after.line(entry) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      long start = file.size();
      try {
        ByteBuffer bytes = ByteBuffer.wrap(line);
        while (bytes.hasRemaining()) {
          file.write(bytes, start + bytes.position());
        }
        file.force(false);
      } catch (IOException e) {
        file.truncate(start);
        throw e;
      }
    } catch (IOException e) {
      throw Storage.problem(path, e);
    }
    chain = after;
    newest = entry;
    return head();
  }

  /** Returns the last entry's place. */
  public Head head() {
    return new Head(chain.size(), chain.head());
  }

  /** Returns the last entry; empty where there is none. */
  public Map<String, Object> newest() {
    return newest;
  }

  /**
   * Returns all entries, oldest first.
   *
   * @throws GovernanceException if the chain does not hold
   */
  public List<Map<String, Object>> entries() {
    try {
      List<String> lines = lines(path);
      List<String> wrong = EventChain.check(lines);
      if (!wrong.isEmpty()) {
        throw altered(wrong.get(0));
      }
      List<Map<String, Object>> entries = new ArrayList<>();
      lines.forEach(line -> entries.add(JsonReader.object(line)));
      return entries;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Returns the whole lines of such a file, without holding it; none where there is no file. */
  public static List<String> lines(Path path) throws IOException {
    return Files.exists(path) ? JsonLines.whole(path) : List.of();
  }

  private GovernanceException altered(String what) {
    return GovernanceException.data(
        path.toString(),
        "was altered: " + what,
        "the file as it was written",
        "Restore it from a copy, or keep it as evidence and begin a new one in its place");
  }

  @Override
  public void close() {
    release(file);
  }
}
