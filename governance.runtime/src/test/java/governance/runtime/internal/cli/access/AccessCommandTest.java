package governance.runtime.internal.cli.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.runtime.internal.access.AccessControl;
import governance.runtime.internal.cli.CliFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types and sees, with a policy and without. */
class AccessCommandTest {
  private static final String ME = ProcessHandle.current().info().user().orElseThrow();

  @TempDir Path folder;
  private CliFixture cli;

  @BeforeEach
  void fixture() {
    cli = new CliFixture(folder);
    cli.access = new AccessControl(Optional.of(folder.resolve("access")), Clock.systemUTC());
  }

  private void run(int code, String... words) {
    assertEquals(code, cli.run(words), cli.out() + cli.err());
  }

  private void says(String text) {
    assertTrue((cli.out() + cli.err()).contains(text), cli.out() + cli.err());
  }

  private Path runFolder(String name) throws IOException {
    Path run = Files.createDirectories(folder.resolve("runs").resolve(name));
    Files.writeString(
        run.resolve("status.json"),
        "{\"run\":\"" + name + "\",\"status\":\"PASSED\",\"message\":\"\",\"eventsHead\":null}");
    Files.writeString(run.resolve("plan.json"), "{\"data\":{\"dataset\":\"set\",\"parts\":[]}}");
    Files.writeString(run.resolve("predictions.jsonl"), "{\"row\":1}\n");
    Files.writeString(run.resolve("metrics.json"), "{}");
    return run;
  }

  @Test
  void withoutAPolicyAllIsAsBefore() {
    run(0, "list");
    run(0, "access", "show");
    says("none: everything is allowed");
    run(0, "access", "check", "anybody", "run");
    says("there is no policy");
    run(2, "access", "grant", "set", "alice");
    says("Make one: governance access init");
    run(2, "access");
    says("init, show, check, grant, revoke or log");
    assertTrue(Files.notExists(folder.resolve("access")));
  }

  @Test
  void whoSetsAPolicyUpIsOperatorAndAuditorAndHasNoData() {
    run(0, "access", "init");
    says("user      " + ME + ": operator, auditor");
    says("No data is granted to anybody yet");
    run(2, "access", "init");
    says("is there already");
    run(0, "list");
    run(3, "access", "check", ME, "run", "loan-applications");
    says("refused: access: " + ME + " (operator, auditor) has no grant for the data loan-app");
    run(2, "access", "check", ME, "rnu");
    says("Did you mean \"run\"?");
    run(2, "access", "check", "rot", "run");
    says("is not in the policy");
    run(0, "access", "log");
    says("command access init");
    run(0, "access", "log", "--verify", "--out", folder.toString());
    says("The log is whole: ");
  }

  @Test
  void aWrongFirstPolicyIsRefusedAndNothingIsWritten() {
    run(2, "access", "init", "--user", "al=operator,boss");
    says("users.al: role \"boss\": is not known");
    run(2, "access", "init", "--user", "al=operator", "--data", "set=bob");
    says("user \"bob\": is not known; allowed: al");
    assertTrue(Files.notExists(folder.resolve("access/policy.json")));
    run(0, "access", "init", "--user", ME + "=auditor,reviewer", "--data", "*=" + ME);
  }

  @Test
  void eachRoleSeesItsPartsOfARun() throws IOException {
    String run = runFolder("r1").toString();
    run(0, "access", "init", "--user", ME + "=regulator");
    run(0, "show", run, "--part", "aggregates");
    says("==> metrics.json <==");
    run(2, "show", run, "--part", "predictions");
    says(ME + " (regulator) may not read the predictions of run r1; allowed: operator, data-owner");
    run(2, "show", run, "--part", "prediction");
    says("Did you mean \"predictions\"?");
    run(2, "evaluate", run + "/predictions.jsonl", "--label", "row");
    says("may not use \"evaluate\"");
    run(2, "run", "finance");
    says("may not use \"run\"; allowed: operator");
    policy("regulator", "operator");
    run(2, "show", run, "--part", "predictions");
    says("may not read the predictions of run r1 without a grant for its data");
    run(2, "evaluate", run + "/predictions.jsonl", "--label", "row");
    says("may not read the predictions of run r1");
    policy("operator", "auditor");
    run(0, "show", run, "--part", "predictions");
    says("{\"row\":1}");
    run(0, "access", "log", "--last", "3", "--json");
    says("\"predictions\"");
  }

  private void policy(String from, String to) throws IOException {
    Path file = folder.resolve("access/policy.json");
    Files.writeString(file, Files.readString(file).replace(from, to));
  }

  @Test
  void filesAreDataAndNeedAGrant() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.csv"), "a,b\n1,2\n");
    run(0, "access", "init", "--user", ME + "=operator");
    run(2, "redact", file.toString(), "--report");
    says("has no grant for the data FOLDER/notes.csv; allowed: nobody. Nobody owns it");
    run(2, "redact", file.toString(), "--out", folder + "/access/log.jsonl");
    says("which is in the folder of the policy");
    run(0, "list");
    says("");
  }

  @Test
  void helpIsFreeAndAStrangerGetsNothingElse() {
    run(0, "access", "init", "--user", "alice=operator");
    run(0, "run", "--help");
    run(0, "--version");
    run(2, "list");
    says(ME + " (no role) may not use \"list\"; allowed: operator, data-owner, auditor");
    run(2, "shell", "--allowed");
    says("may not use \"shell\"; allowed: nobody");
  }

  @Test
  void aTamperedLogIsToldWithExitCode3() throws IOException {
    run(0, "access", "init");
    run(0, "list");
    Path log = folder.resolve("access/log.jsonl");
    Files.writeString(log, Files.readString(log).replace("\"list\"", "\"data\""));
    run(3, "access", "log", "--verify", "--out", folder.toString());
    says("FAIL  log.jsonl line 3: its hash does not follow from its content");
  }
}
