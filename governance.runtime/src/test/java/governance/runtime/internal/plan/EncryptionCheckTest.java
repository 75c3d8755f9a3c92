package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Problem;
import governance.api.data.Role;
import governance.runtime.internal.spec.EncryptionSpec;
import governance.runtime.internal.spec.EncryptionSpec.Part;
import governance.runtime.internal.support.Specs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EncryptionCheckTest {
  private static List<Problem> problems(Specs specs, EncryptionSpec encryption) {
    specs.role("id", Role.ID).role("text", Role.TEXT).role("label", Role.LABEL);
    List<Problem> problems = new ArrayList<>();
    new EncryptionCheck(specs.encrypted(encryption).build(), problems)
        .check(Optional.of(specs.plan("id,text,label")));
    return problems;
  }

  @Test
  void columnsMustBeThere() {
    EncryptionSpec wrong =
        new EncryptionSpec(Optional.empty(), Set.of(), Optional.of("ID"), List.of("txt"));
    List<Problem> problems = problems(new Specs(), wrong);
    assertEquals(2, problems.size());
    assertTrue(problems.get(0).message().contains("no column \"ID\""), problems::toString);
    assertTrue(problems.get(1).advice().contains("text"), problems::toString);
    EncryptionSpec right =
        new EncryptionSpec(Optional.empty(), Set.of(), Optional.of("id"), List.of("text"));
    assertEquals(List.of(), problems(new Specs(), right));
  }

  @Test
  void sinksDoNotGoWithEncryptedEvidence() {
    EncryptionSpec evidence =
        new EncryptionSpec(Optional.empty(), Set.of(Part.EVIDENCE), Optional.empty(), List.of());
    List<Problem> problems = problems(new Specs().sink("s"), evidence);
    assertTrue(problems.get(0).got().contains("in the clear"), problems::toString);
    assertEquals(List.of(), problems(new Specs(), evidence));
  }
}
