package governance.runtime.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  /** Computed with Python's hashlib: h_i = SHA-256(h_{i-1} || entry_i), h_0 = 32 zero bytes. */
  @Test
  void chainsAsDocumented() {
    EventChain chain = new EventChain();
    assertEquals(
        "dc4604f233a19de803e003ace8716912b7e1dca5fed4e205ebdc963bcaf1736a",
        chain.add("{\"actor\":\"a\",\"op\":\"propose\"}"));
    assertEquals(
        "c534e6a37c60c01e9f5fd4ac7660ef5694f6993f99af50a903edb4d8336c5841",
        chain.add("{\"actor\":\"b\",\"op\":\"approve\"}"));
    assertEquals(
        "9f548af64b98585dc39a24555e6187353e8f0581e11fdcb90921197ff4044253",
        chain.add("{\"actor\":\"r\",\"op\":\"audit\"}"));
  }

  @Test
  void keepsEventsInMemoryUntilTheFileIsThere() throws IOException {
    Path file = write(3);
    List<String> lines = Files.readAllLines(file);
    assertEquals(3, lines.size());
    assertTrue(EventChain.check(lines).isEmpty());
    assertTrue(lines.get(0).contains("\"time\":\"2026-01-02T03:04:05Z\""), lines.get(0));
  }

  /** The event that found no room is written once there is some, and the chain still holds. */
  @Test
  void anEventThatFindsNoRoomIsNotHalfThere() throws IOException {
    Path file = folder.resolve("events.jsonl");
    FullChannel full =
        new FullChannel(
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 300);
    try (EventLog log = new EventLog(CLOCK)) {
      log.open(full);
      log.add("begun", Map.of());
      String head = log.head();
      IOException refused =
          assertThrows(IOException.class, () -> log.add("more", Map.of("text", "x".repeat(200))));
      assertEquals("No space left on device", refused.getMessage());
      assertEquals(head, log.head());
      assertEquals(1, Files.readAllLines(file).size());
      full.room = 1000;
      log.add("ended", Map.of());
    }
    List<String> lines = Files.readAllLines(file);
    assertEquals(3, lines.size());
    assertTrue(EventChain.check(lines).isEmpty(), EventChain.check(lines).toString());
  }

  @Test
  void everyChangeIsFound() throws IOException {
    List<String> lines = Files.readAllLines(write(4));
    List<String> altered = new ArrayList<>(lines);
    altered.set(1, altered.get(1).replace("\"value\":0.1", "\"value\":0.2"));
    assertTrue(EventChain.check(altered).get(0).startsWith("line 2"));
    List<String> removed = new ArrayList<>(lines);
    removed.remove(2);
    assertTrue(EventChain.check(removed).get(0).startsWith("line 3"));
    List<String> inserted = new ArrayList<>(lines);
    inserted.add(2, inserted.get(1));
    assertTrue(EventChain.check(inserted).get(0).startsWith("line 3"));
    List<String> spaced = new ArrayList<>(lines);
    spaced.set(1, spaced.get(1).replace("\"type\":", "\"type\" :"));
    assertEquals(
        List.of("line 2: is not in the form in which it was written"), EventChain.check(spaced));
    List<String> twice = new ArrayList<>(lines);
    twice.set(1, twice.get(1).replace("\"value\":0.1", "\"value\":0.2,\"value\":0.1"));
    assertTrue(EventChain.check(twice).get(0).startsWith("line 2"));
    List<String> broken = new ArrayList<>(lines);
    broken.set(0, "{");
    assertTrue(EventChain.check(broken).get(0).startsWith("line 1"));
  }

  @Test
  void goesOnAfterATornLine() throws IOException {
    Path file = write(2);
    Files.writeString(file, "{\"seq\":2,\"ti", StandardOpenOption.APPEND);
    try (EventLog log = new EventLog(CLOCK)) {
      log.reopen(file);
      log.add("resumed", Map.of());
    }
    List<String> lines = Files.readAllLines(file);
    assertEquals(3, lines.size());
    assertTrue(EventChain.check(lines).isEmpty());
  }

  @Test
  void refusesToGoOnAfterAnAlteredLine() throws IOException {
    Path file = write(2);
    Files.writeString(file, Files.readString(file).replace("0.1", "0.3"));
    try (EventLog log = new EventLog(CLOCK)) {
      GovernanceException error = assertThrows(GovernanceException.class, () -> log.reopen(file));
      assertTrue(error.getMessage().contains("altered"), error.getMessage());
    }
  }

  @Test
  void aFileIsNotOverwritten() throws IOException {
    Path file = write(1);
    try (EventLog log = new EventLog(CLOCK)) {
      assertThrows(IOException.class, () -> log.open(file));
    }
    assertFalse(Files.readString(file).isEmpty());
  }

  private Path write(int events) throws IOException {
    Path file = folder.resolve("events.jsonl");
    try (EventLog log = new EventLog(CLOCK)) {
      log.add("first", Map.of("value", 1));
      log.open(file);
      for (int i = 1; i < events; i++) {
        log.add("next", Map.of("value", i / 10.0));
      }
    }
    return file;
  }
}
