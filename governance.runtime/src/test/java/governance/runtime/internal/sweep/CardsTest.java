package governance.runtime.internal.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spreads runs over a list of devices that this machine does not have. */
class CardsTest {
  private static final List<String> DEVICES = List.of("cpu", "gpu:0", "gpu:1", "gpu:2");

  @TempDir Path folder;

  private static List<String> taken(Cards cards, int count) throws InterruptedException {
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(cards.take().get(Cards.VISIBLE));
    }
    return taken;
  }

  @Test
  void cardsAreGivenInTurn() throws Exception {
    assertEquals(List.of("0", "1", "2"), taken(Cards.of("gpu", DEVICES, null, 3), 3));
    assertEquals(List.of("0", "1"), taken(Cards.of("auto", DEVICES, "", 2), 2));
    assertEquals(List.of("0", "1", "2", "0", "1"), taken(Cards.of("gpu", DEVICES, null, 5), 5));
  }

  @Test
  void aCardThatIsFreeIsTakenNext() throws Exception {
    Cards cards = Cards.of("gpu", DEVICES, null, 3);
    Map<String, String> first = cards.take();
    Map<String, String> second = cards.take();
    cards.take();
    cards.giveBack(second);
    assertEquals(second, cards.take());
    cards.giveBack(first);
    assertEquals(first, cards.take());
  }

  @Test
  void cardsThatAreHiddenHereStayHidden() throws Exception {
    List<String> devices = List.of("cpu", "gpu:0", "gpu:1");
    assertEquals(List.of("5", "GPU-7f"), taken(Cards.of("gpu", devices, "5, GPU-7f", 2), 2));
  }

  @Test
  void thereIsNothingToSpread() throws Exception {
    assertSame(Cards.NONE, Cards.of("gpu:1", DEVICES, null, 3));
    assertSame(Cards.NONE, Cards.of("cpu", DEVICES, null, 3));
    assertSame(Cards.NONE, Cards.of("gpu", List.of("cpu", "gpu:0"), null, 3));
    assertSame(Cards.NONE, Cards.of("gpu", DEVICES, null, 1));
    assertEquals(Map.of(), Cards.NONE.take());
    Cards.NONE.giveBack(Map.of());
  }

  @Test
  void aProcessSeesItsCardOnly() throws IOException, InterruptedException {
    Path program = folder.resolve("governance");
    Files.writeString(program, "#!/bin/sh\necho \"card $CUDA_VISIBLE_DEVICES of $*\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    RunRequest request = new RunRequest("finance", Map.of(), Map.of(), folder.resolve("out"));
    Cards cards = Cards.of("gpu", DEVICES, null, 2);
    taken(cards, 2);
    RunProcess process = RunProcess.start(program, request, Optional.empty(), cards.take());
    assertEquals(0, process.await());
    String printed = Files.readString(folder.resolve("out/.printed.txt"));
    assertTrue(printed.startsWith("card 2 of run finance"), printed);
  }
}
