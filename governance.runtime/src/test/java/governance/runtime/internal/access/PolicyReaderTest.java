package governance.runtime.internal.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {
  @TempDir Path folder;

  private Policy read(String json) throws IOException {
    return PolicyReader.read(Files.writeString(folder.resolve("policy.json"), json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"version":1,"users":{"a":["operater"]}} | users.a: role "operater": is not known; allowed: operator, data-owner, auditor, regulator, reviewer. Did you mean "operator"?
          {"version":1,"commands":{"trian":["operator"]}} | commands."trian": is not known
          {"version":1,"parts":{"row":{}}} | Did you mean "rows"?
          {"version":1,"parts":{"rows":{"auditor":"sometimes"}}} | parts.rows.auditor: "sometimes": is not known; allowed: never, granted, always
          {"version":1,"parts":{"rows":"never"}} | parts.rows: is no object
          {"version":1,"users":{"a":["auditor"]},"data":{"x":{"owners":["b"]}}} | data.x: user "b": is not known; allowed: a
          {"version":1,"data":{"x":["a"]}} | data.x: is no object
          {"version":1,"data":{"x":{"owner":[]}}} | Did you mean "owners"?
          {"version":1,"data":{"loans/a.csv":{}}} | is a path that is not absolute
          {"version":2} | version: is not 1
          {"users":{}} | version: is not 1
          {"version":1,"user":{}} | "user": is not known
          {"version":1,"sudo":"root"} | sudo: is no list of texts
          {"version":1,"users":{"a":[],"a":["auditor"]}} | the key "a" comes twice
          {"version":1 | policy.json
          """)
  void whatIsNotUnderstoodIsRefused(String json, String message) {
    GovernanceException e = assertThrows(GovernanceException.class, () -> read(json));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void allProblemsAreToldTogether() {
    String json = "{\"version\":3,\"users\":{\"a\":[\"x\",\"y\"]}}";
    GovernanceException e = assertThrows(GovernanceException.class, () -> read(json));
    assertEquals(3, e.problems().size(), e.getMessage());
  }

  @Test
  void whatThePolicySaysReplacesTheDefaults() throws IOException {
    Policy policy =
        read(
            """
            {"version":1,"users":{"o":["operator"],"r":["reviewer"],"n":[]},
             "data":{"set":{"owners":["r"],"use":["o"]}},
             "commands":{"predict":["reviewer"],"doctor":[]},
             "parts":{"rows":{"reviewer":"granted"}}}""");
    Data set = new Data(Optional.of("set"), List.of());
    assertTrue(policy.may("r", "predict"));
    assertFalse(policy.may("o", "predict"), "replaced, not added to");
    assertFalse(policy.may("o", "doctor"));
    assertTrue(policy.may("o", "run"));
    assertFalse(policy.may("n", "list"), "no role");
    assertFalse(policy.may("stranger", "list"));
    assertFalse(policy.may("o", "no such command"));
    assertTrue(policy.reads("r", Part.ROWS, set));
    assertTrue(policy.reads("o", Part.ROWS, set));
    Data other = new Data(Optional.of("other"), List.of());
    assertFalse(policy.reads("r", Part.ROWS, other));
    assertFalse(policy.reads("r", Part.ROWS, Data.UNKNOWN));
    assertEquals(Set.of("r"), policy.owners(set));
  }

  @Test
  void theMostSpecialRuleCounts() throws IOException {
    Path all = Files.createDirectory(folder.resolve("all"));
    Path secret = Files.createDirectory(all.resolve("secret"));
    Path file = Files.writeString(secret.resolve("a.csv"), "x");
    Path open = Files.writeString(all.resolve("b.csv"), "x");
    Policy policy =
        read(
            """
            {"version":1,"users":{"o":["operator"],"p":["operator"]},
             "data":{"*":{"use":["p"]},"FOLDER":{"use":["o"]},"FOLDER/secret":{"use":[]},
                     "set":{"use":[]}}}"""
                .replace("FOLDER", all.toRealPath().toString()));
    assertTrue(policy.uses("o", Data.file(open)));
    assertFalse(policy.uses("o", Data.file(file)));
    assertFalse(policy.uses("o", new Data(Optional.empty(), List.of(open, file))), "all of it");
    assertFalse(policy.uses("p", Data.file(open)), "the rule for all does not add to another");
    assertTrue(policy.uses("p", Data.file(folder.resolve("elsewhere.csv"))));
    assertFalse(policy.uses("p", new Data(Optional.of("set"), List.of(open))));
    Path link = Files.createSymbolicLink(all.resolve("link.csv"), file);
    assertFalse(policy.uses("o", Data.file(link)), "a link leads to what it names");
    Path around = all.resolve("../all/secret/a.csv");
    assertFalse(policy.uses("o", Data.file(around)));
  }
}
