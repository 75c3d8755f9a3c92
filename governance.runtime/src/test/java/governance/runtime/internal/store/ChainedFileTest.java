package governance.runtime.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainedFileTest {
  @TempDir Path folder;

  private Path log() {
    return folder.resolve("log.jsonl");
  }

  private ChainedFile.Head add(String what) {
    try (ChainedFile file = ChainedFile.hold(log(), Clock.systemUTC())) {
      return file.append("access", Map.of("what", what));
    }
  }

  private List<String> check() throws IOException {
    return EventChain.check(ChainedFile.lines(log()));
  }

  @Test
  void goesOnWithTheChainEachTimeItIsHeld() throws IOException {
    for (int i = 1; i <= 3; i++) {
      assertEquals(i, add("x".repeat(5000 * i)).size());
    }
    assertEquals(List.of(), check());
    try (ChainedFile file = ChainedFile.hold(log(), Clock.systemUTC())) {
      assertEquals(3, file.entries().size());
      assertEquals(2L, file.entries().get(2).get("seq"));
    }
  }

  @Test
  void aLineThatAKilledProcessLeftHalfWrittenIsTakenAway() throws IOException {
    add("one");
    Files.writeString(log(), "{\"time\":\"20", StandardOpenOption.APPEND);
    assertEquals(2, add("two").size());
    assertEquals(List.of(), check());
  }

  @Test
  void aChangeARemovalAndAnInsertionBreakTheChain() throws IOException {
    add("one");
    add("two");
    add("three");
    List<String> lines = Files.readAllLines(log());
    Files.writeString(log(), Files.readString(log()).replace("two", "TWO"));
    assertTrue(check().get(0).startsWith("line 2: its hash does not follow"), "" + check());
    Files.write(log(), List.of(lines.get(0), lines.get(2)));
    assertEquals(List.of("line 2: has number 2, expected 1"), check());
    Files.write(log(), List.of(lines.get(0), lines.get(0)));
    assertEquals(1, check().size());
    Files.writeString(log(), "not json\n");
    assertThrows(GovernanceException.class, () -> add("four"));
  }

  @Test
  void threadsTakeTurns() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 10; i++) {
                  add("entry");
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(40, ChainedFile.lines(log()).size());
    assertEquals(List.of(), check());
  }
}
