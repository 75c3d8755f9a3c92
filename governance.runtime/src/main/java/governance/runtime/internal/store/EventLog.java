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

/**
 * What happened in a run, in order, one JSON object a line, chained by hashes ({@link EventChain}).
 * Events are kept in memory until the run's folder exists: a run that is refused leaves nothing
 * behind. Safe for use by several threads.
 */
public final class EventLog implements AutoCloseable {
  private static final String SEALED = "sealed";

  private final Clock clock;
  private EventChain chain = new EventChain();
  private final List<Map<String, Object>> waiting = new ArrayList<>();
  private FileChannel file;
  private FileCipher cipher = FileCipher.NONE;

  /** Makes an empty log in memory. */
  public EventLog(Clock clock) {
    this.clock = clock;
  }

  /** Begins a new file with the events so far. */
  public synchronized void open(Path path) throws IOException {
    open(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  synchronized void open(FileChannel fresh) throws IOException {
    file = fresh;
    flush();
  }

  /**
   * Goes on with the file of an interrupted run, and adds the events so far. A last line that was
   * cut off while it was written is removed.
   *
   * @throws IOException if the file cannot be read
   * @throws GovernanceException if its chain does not hold
   */
  public synchronized void reopen(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    int whole = bytes.length;
    while (whole > 0 && bytes[whole - 1] != '\n') {
      whole--;
    }
    String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      String fault = chain.follow(line);
      if (fault != null) {
        throw GovernanceException.data(
            path.toString(),
            "was altered, line " + chain.size() + ": " + fault,
            "the log as it was written",
            "Start a new run: this one cannot be trusted any more");
      }
    }
    file = FileChannel.open(path, StandardOpenOption.WRITE);
    file.truncate(whole);
    file.position(whole);
    flush();
  }

  /**
   * Reads the events of a log without checking its chain, and unseals what is sealed; a last line
   * that was cut off while it was written is left out.
   */
  public static List<Map<String, Object>> read(Path path) throws IOException {
    return JsonLines.whole(path).stream()
        .map(line -> unsealed(path, JsonReader.object(line)))
        .toList();
  }

  /**
   * Reads the events as they stand in the file, so that no key is needed; what is sealed stays so.
   */
  public static List<Map<String, Object>> stored(Path path) throws IOException {
    return JsonLines.whole(path).stream().map(JsonReader::object).toList();
  }

  private static Map<String, Object> unsealed(Path path, Map<String, Object> entry) {
    if (entry.get("data") instanceof Map<?, ?> data
        && data.size() == 1
        && data.get(SEALED) instanceof String sealed) {
      String text = StoredFiles.unseal(path, sealed, place(entry.get("type").toString()));
      entry.put("data", JsonReader.object(text));
    }
    return entry;
  }

  /** Seals the data of certain events from now on, those that wait included. */
  public synchronized void encrypt(FileCipher by) {
    cipher = by;
  }

  /** Records one event. */
  public synchronized void add(String type, Map<String, ?> data) throws IOException {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("time", clock.instant().toString());
    entry.put("type", type);
    entry.put("data", data);
    waiting.add(entry);
    if (file != null) {
      flush();
    }
  }

  /** Writes what waits; an event that finds no room waits on, so that no line is half there. */
  private void flush() throws IOException {
    EventChain after = chain.copy();
    StringBuilder lines = new StringBuilder();
    for (Map<String, Object> entry : waiting) {
      lines.append(after.line(sealed(entry))).append('\n');
    }
    ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
    long start = file.position();
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      file.truncate(start);
      throw e;
    }
    waiting.clear();
    chain = after;
  }

  /** What is sealed is chained as it stands in the file, so the chain is checked without a key. */
  private Map<String, Object> sealed(Map<String, Object> entry) {
    String type = entry.get("type").toString();
    if (!cipher.seals(type)) {
      return entry;
    }
    Map<String, Object> sealed = new LinkedHashMap<>(entry);
    sealed.put("data", Map.of(SEALED, cipher.seal(Json.canonical(entry.get("data")), place(type))));
    return sealed;
  }

  private static String place(String type) {
    return "events.jsonl\n" + type;
  }

  /** Forces what was written onto the disk; called at the end of each phase. */
  public synchronized void sync() throws IOException {
    if (file != null) {
      file.force(true);
    }
  }

  /** Returns the hash of the last event. */
  public synchronized String head() {
    return chain.head();
  }

  @Override
  public synchronized void close() throws IOException {
    if (file != null) {
      sync();
      file.close();
      file = null;
    }
  }
}
