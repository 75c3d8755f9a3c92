package governance.runtime.internal.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.runtime.internal.spec.EncryptionSpec.Part;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EncryptedPartsTest {
  @Test
  void filesBelongToTheirParts() {
    assertEquals(Optional.of(Part.PREDICTIONS), EncryptedParts.of("predictions.conll"));
    assertEquals(Optional.of(Part.CHECKPOINTS), EncryptedParts.of("checkpoints/reference/x.bin"));
    assertEquals(Optional.of(Part.MODEL), EncryptedParts.of("model/decision-rule.json"));
    assertEquals(Optional.of(Part.DATA), EncryptedParts.of("data/cooperation.jsonl"));
    for (String name : List.of("report.html", "anything.pdf", "data/card.json", "metrics.json")) {
      assertEquals(Optional.of(Part.EVIDENCE), EncryptedParts.of(name), name);
    }
  }

  @Test
  void whatACheckWithoutAKeyNeedsStaysOpen() {
    for (String name :
        List.of(
            "encryption.json",
            "events.jsonl",
            "manifest.json",
            "status.json",
            "plan.json",
            "spec.json",
            "training-member-2.jsonl",
            "data/lineage.json",
            ".lock",
            ".reserve")) {
      assertEquals(Optional.empty(), EncryptedParts.of(name), name);
    }
  }
}
