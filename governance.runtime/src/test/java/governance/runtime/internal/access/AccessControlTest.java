package governance.runtime.internal.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.security.auth.Subject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessControlTest {
  private static final Data SET = new Data(Optional.of("set"), List.of());
  private static final String ME = ProcessHandle.current().info().user().orElseThrow();

  @TempDir Path home;
  private AccessControl access;

  @BeforeEach
  void control() {
    access = new AccessControl(Optional.of(home.resolve("access")), Clock.systemUTC());
  }

  private void begin(String... roles) {
    access.folder().begin(Map.of(ME, List.of(roles)), Map.of("set", ME));
  }

  private void allow(String command) {
    access.command(command, () -> Touched.NOTHING, List.of());
  }

  private String refused(Runnable what) {
    return assertThrows(GovernanceException.class, what::run).getMessage();
  }

  private List<Map<String, Object>> entries() throws IOException {
    return access.folder().entries();
  }

  private static Map<?, ?> data(Map<String, Object> entry) {
    return (Map<?, ?>) entry.get("data");
  }

  @Test
  void withoutAPolicyEverythingIsAllowedAndNothingIsWritten() {
    allow("run");
    assertEquals(Optional.empty(), access.data(SET));
    assertFalse(Files.exists(home.resolve("access")));
    new AccessControl(Optional.empty(), Clock.systemUTC())
        .command("run", () -> Touched.NOTHING, List.of());
  }

  @Test
  void whatIsNotGrantedIsRefusedAndBothAreLogged() throws IOException {
    begin("auditor");
    allow("verify");
    String message = refused(() -> allow("run"));
    assertTrue(
        message.startsWith(
            "access: " + ME + " (auditor) may not use \"run\"; allowed: operator. Ask "),
        message);
    List<Map<String, Object>> log = entries();
    assertEquals(
        List.of("policy", "command", "command", "command"),
        log.stream().map(e -> e.get("type")).toList());
    Map<?, ?> verify = data(log.get(2));
    assertEquals(ME, verify.get("user"));
    assertEquals(List.of("auditor"), verify.get("roles"));
    assertEquals(true, verify.get("allowed"));
    assertEquals(false, data(log.get(3)).get("allowed"));
    assertEquals(access.policy().orElseThrow().sha256(), verify.get("policy"));
    assertEquals(List.of(), access.folder().faults(List.of()));
  }

  @Test
  void dataNeedsAGrantAndTheRefusalNamesItsOwner() throws IOException {
    access
        .folder()
        .begin(Map.of(ME, List.of("operator"), "bob", List.of("data-owner")), Map.of("set", "bob"));
    String message = access.data(SET).orElseThrow().message();
    assertTrue(message.contains("has no grant for the data set; allowed: bob. Ask bob"), message);
    assertTrue(message.endsWith("governance access grant set " + ME), message);
    message = access.data(new Data(Optional.of("other"), List.of())).orElseThrow().message();
    assertTrue(message.contains("allowed: nobody. Nobody owns it"), message);
    assertThrows(GovernanceException.class, () -> access.run("run", home.resolve("r1"), SET));
    assertEquals("run", entries().get(entries().size() - 1).get("type"));
  }

  @Test
  void anOwnerGrantsAndRevokesAndNobodyElse() {
    access
        .folder()
        .begin(
            Map.of(ME, List.of("data-owner"), "al", List.of("operator"), "bo", List.of("operator")),
            Map.of("set", ME, "his", "bo"));
    Policy before = access.policy().orElseThrow();
    User me = access.user();
    assertTrue(access.would(before, "al", "run", Optional.of(SET)).isPresent());
    access.folder().grant(me, "set", "al", true);
    Policy granted = access.policy().orElseThrow();
    assertEquals(Optional.empty(), access.would(granted, "al", "run", Optional.of(SET)));
    refused(() -> access.folder().grant(me, "set", "al", true));
    refused(() -> access.folder().grant(me, "his", "al", true));
    refused(() -> access.folder().grant(me, "none", "al", true));
    refused(() -> access.folder().grant(me, "set", "stranger", true));
    access.folder().grant(me, "set", "al", false);
    assertTrue(
        access.would(access.policy().orElseThrow(), "al", "run", Optional.of(SET)).isPresent());
    assertEquals(List.of(), access.folder().faults(List.of()));
  }

  @Test
  void ofGrantsAtOnceNoneIsLost() throws Exception {
    Map<String, List<String>> users = new TreeMap<>(Map.of(ME, List.of("data-owner")));
    List<String> others = IntStream.range(0, 12).mapToObj(i -> "user" + i).toList();
    others.forEach(other -> users.put(other, List.of("operator")));
    access.folder().begin(users, Map.of("set", ME));
    User me = access.user();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (String other : others) {
      threads.execute(() -> access.folder().grant(me, "set", other, true));
    }
    threads.shutdown();
    assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS));
    Policy policy = access.policy().orElseThrow();
    assertEquals(Set.copyOf(others), policy.data().get(0).use());
    assertEquals(List.of(), access.folder().faults(List.of()));
  }

  private Path run(String name, String dataset) throws IOException {
    Path run = Files.createDirectories(home.resolve(name).resolve("model")).getParent();
    Files.writeString(run.resolve("status.json"), "{}");
    Files.writeString(run.resolve("plan.json"), "{\"data\":{\"dataset\":\"" + dataset + "\"}}");
    return run;
  }

  /** A made-up run on granted data would show rows of another one, as the account may read them. */
  @Test
  void aLinkOutOfARunIsNotFollowed() throws IOException {
    begin("operator");
    Path other = run("other", "his");
    Path rows = Files.createDirectories(other.resolve("data")).resolve("train.jsonl");
    Files.writeString(rows, "{}");
    Path own = run("own", "set");
    access.command("show", () -> Touched.run(own, Part.ROWS), List.of());
    Files.createSymbolicLink(own.resolve("within"), own.resolve("plan.json"));
    access.command("show", () -> Touched.run(own, Part.ROWS), List.of());
    Files.createSymbolicLink(own.resolve("data"), other.resolve("data"));
    String message =
        refused(() -> access.command("show", () -> Touched.run(own, Part.ROWS), List.of()));
    assertTrue(message.contains("names run own, in which data leads out of its folder"), message);
  }

  @Test
  void aModelOfARunNeedsAGrantForTheDataOfThatRun() throws IOException {
    begin("operator");
    assertEquals(Optional.empty(), access.model(home.resolve("base")));
    assertEquals(Optional.empty(), access.model(run("own", "set").resolve("model")));
    String message = access.model(run("other", "his").resolve("model")).orElseThrow().message();
    assertTrue(message.contains("may not read the model of run other without a grant"), message);
    Map<String, Object> logged = entries().get(entries().size() - 1);
    assertEquals("use model", data(logged).get("operation"));
    assertEquals(false, data(logged).get("allowed"));
  }

  @Test
  void keysAreDestroyedByWhoOwnsAllThatTheyMayEncrypt() throws IOException {
    Path mine = Files.createDirectories(home.resolve("mine"));
    Path rest = home.resolve("rest");
    Map<String, List<String>> users =
        Map.of(ME, List.of("data-owner"), "bo", List.of("data-owner"));
    access.folder().begin(users, Map.of("set", ME, "his", "bo", mine.toString(), ME));
    access.command("keys destroy", () -> Touched.destroyed(mine), List.of());
    String message =
        refused(() -> access.command("keys shred", () -> Touched.destroyed(rest), List.of()));
    assertTrue(message.contains("may not destroy keys of keyring " + rest), message);
    assertTrue(message.contains("allowed: nobody"), message);
    Path policy = access.folder().file();
    String owner = "(\"his\": \\{\\s*\"owners\": \\[)\"bo\"";
    Files.writeString(policy, Files.readString(policy).replaceFirst(owner, "$1\"" + ME + "\""));
    Set<String> owners = access.policy().orElseThrow().destroyers(rest);
    assertEquals(Set.of(ME), owners, Files.readString(policy));
  }

  @Test
  void settingsNameWhatTheUserMayUse() throws IOException {
    Path his = Files.createDirectories(home.resolve("his"));
    access
        .folder()
        .begin(
            Map.of(ME, List.of("operator"), "bo", List.of("data-owner")),
            Map.of("set", ME, "other", "bo", his.toString(), "bo"));
    Path own = run("own", "set");
    Path other = run("otherRun", "other");
    assertEquals(
        List.of(),
        access.settings(
            List.of(
                own.resolve("model"),
                home.resolve("key"),
                Path.of("no/such/file"),
                home.resolve("export"))));
    for (Path refused :
        List.of(
            other.resolve("model"),
            other.resolve("data/train.jsonl"),
            other.resolve("."),
            his.resolve("answers.csv"),
            access.folder().file())) {
      assertEquals(1, access.settings(List.of(refused)).size(), refused.toString());
      Map<String, Object> logged = entries().get(entries().size() - 1);
      assertEquals(false, data(logged).get("allowed"));
    }
  }

  /** The files of a copy are decrypted under the run's id, whatever the plan beside them says. */
  @Test
  void theDataOfAnEncryptedRunIsThatOfTheLog() throws IOException {
    access
        .folder()
        .begin(
            Map.of(ME, List.of("operator"), "bo", List.of("operator")),
            Map.of("set", ME, "his", ME));
    access.run("run", home.resolve("r1"), new Data(Optional.of("his"), List.of()));
    Path policy = access.folder().file();
    String owner = "(\"his\": \\{\\s*\"owners\": \\[)\"" + ME + "\"";
    Files.writeString(policy, Files.readString(policy).replaceFirst(owner, "$1\"bo\""));
    Path copy = run("copy", "set");
    access.command("show", () -> Touched.run(copy, Part.ROWS), List.of());
    Files.writeString(copy.resolve("encryption.json"), "{\"run\":\"r1\"}");
    String message =
        refused(() -> access.command("keys open", () -> Touched.run(copy, Part.ROWS), List.of()));
    assertTrue(message.contains("without a grant for its data"), message);
    Files.writeString(copy.resolve("encryption.json"), "{\"run\":\"unknown\"}");
    access.command("keys open", () -> Touched.run(copy, Part.ROWS), List.of());
  }

  @Test
  void aLogThatWasTakenAwayComesBackForItsOwnerAlone() throws IOException {
    begin("operator");
    Files.delete(access.folder().logFile());
    allow("list");
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(access.folder().logFile())));
  }

  @Test
  void aLogIsCheckedAgainstEncryptedRunsWithoutTheirKeys() throws IOException {
    begin("operator");
    Path run = Files.createDirectory(home.resolve("r1"));
    Map<String, Object> kept = access.run("run", run, SET).orElseThrow();
    try (var events = new governance.runtime.internal.store.EventLog(Clock.systemUTC())) {
      events.open(run.resolve("events.jsonl"));
      events.add("access", kept);
      events.add("trained", Map.of("sealed", "AAAA"));
    }
    assertEquals(List.of(), access.folder().faults(List.of(run)));
  }

  @Test
  void aPolicyThatIsNotValidOrGoneRefusesEverything() throws IOException {
    begin("operator");
    Path policy = access.folder().file();
    String text = Files.readString(policy);
    Files.writeString(policy, text.replace("operator", "operatr"));
    assertTrue(refused(() -> allow("list")).contains("Did you mean \"operator\"?"));
    Files.delete(policy);
    assertTrue(refused(() -> allow("list")).contains("is missing while its log is there"));
    Files.writeString(policy, text);
    allow("list");
  }

  @Test
  void aChangeByAnEditorIsLoggedWithTheWholePolicy() throws IOException {
    begin("operator");
    Path policy = access.folder().file();
    Files.writeString(policy, Files.readString(policy).replace("\"operator\"", "\"auditor\""));
    allow("verify");
    Map<String, Object> change = entries().get(2);
    assertEquals("policy", change.get("type"));
    assertEquals(access.policy().orElseThrow().sha256(), data(change).get("policy"));
    assertEquals(
        List.of("auditor"),
        ((Map<?, ?>) ((Map<?, ?>) data(change).get("document")).get("users")).get(ME));
  }

  @Test
  void aTamperedLogIsFound() throws IOException {
    begin("operator");
    allow("list");
    allow("plan");
    Path log = access.folder().logFile();
    List<String> lines = Files.readAllLines(log);
    Files.writeString(log, Files.readString(log).replace("\"list\"", "\"data\""));
    assertTrue(access.folder().faults(List.of()).get(0).contains("its hash does not follow"));
    Files.write(log, lines.subList(0, 3));
    List<String> cut = access.folder().faults(List.of());
    assertEquals(
        List.of("log.jsonl has not entry 4 that head.json names: it was cut or replaced"), cut);
    allow("list"); // goes on, and says for ever that something is missing
    assertTrue(
        access.folder().faults(List.of()).stream().anyMatch(f -> f.contains("was found cut")));
  }

  @Test
  void aLogThatWasReplacedTogetherWithItsHeadIsFoundByTheRunsThatSawIt() throws IOException {
    begin("operator");
    allow("list");
    Path run = Files.createDirectory(home.resolve("r1"));
    Map<String, Object> kept = access.run("run", run, SET).orElseThrow();
    try (var events = new governance.runtime.internal.store.EventLog(Clock.systemUTC())) {
      events.open(run.resolve("events.jsonl"));
      events.add("access", kept);
    }
    assertEquals(List.of(), access.folder().faults(List.of(run)));
    Path folder = access.folder().path();
    Files.delete(folder.resolve("log.jsonl"));
    Files.delete(folder.resolve("head.json"));
    allow("list");
    assertEquals(List.of(), access.folder().faults(List.of()));
    assertTrue(access.folder().faults(List.of(run)).get(0).contains("that run r1 names"));
  }

  @Test
  void whatCannotBeLoggedIsRefused() throws IOException {
    begin("operator");
    Path log = access.folder().logFile();
    Files.delete(log);
    Files.createDirectory(log);
    assertTrue(refused(() -> allow("list")).contains("cannot be written"));
  }

  @Test
  void onlyTheOwnerReadsPolicyAndLog() throws IOException {
    begin("operator");
    for (String name : List.of("policy.json", "log.jsonl", "head.json")) {
      Path file = access.folder().path().resolve(name);
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), name);
    }
  }

  @Test
  void noCommandIsPointedAtTheFolderOfThePolicy() throws IOException {
    begin("operator");
    Path link = Files.createSymbolicLink(home.resolve("link"), access.folder().path());
    for (Path file : List.of(access.folder().file(), link.resolve("new.json"))) {
      String message = refused(() -> access.command("plan", () -> Touched.NOTHING, List.of(file)));
      assertTrue(message.contains("in the folder of the policy"), message);
    }
  }

  @Test
  void noCommandIsPointedAtTheProgramOrTheLedger() throws IOException {
    access =
        new AccessControl(
            Optional.of(home.resolve("access")), Optional.of(home), Clock.systemUTC());
    begin("operator");
    Path runs = home.resolve("runs");
    Map<Path, String> reserved =
        Map.of(
            home.resolve("plugins/own.jar"), "part of the program",
            home.resolve("conf/framework.properties"), "part of the program",
            runs.resolve("privacy-ledger.jsonl"), "the ledger of privacy",
            runs.resolve(".privacy-ledger.jsonl.head"), "the ledger of privacy");
    reserved.forEach(
        (file, what) -> {
          String message =
              refused(() -> access.command("plan", () -> Touched.NOTHING, List.of(file)));
          assertTrue(message.contains("which is " + what), message);
        });
    access.command("plan", () -> Touched.NOTHING, List.of(runs, home.resolve("loans.csv")));
  }

  /** As Karaf's. */
  private record UserPrincipal(String getName) implements Principal {}

  @Test
  void theUserIsTheSubjectsElseSudosElseTheAccounts() throws IOException {
    begin("operator");
    Optional<Policy> plain = access.policy();
    Map<String, String> sudo = Map.of("SUDO_USER", "alice");
    assertEquals("gov", User.of(plain, "gov", Optional.empty(), sudo).name());
    Path file = access.folder().file();
    Files.writeString(file, Files.readString(file).replace("\"sudo\": []", "\"sudo\": [\"gov\"]"));
    Optional<Policy> trusting = access.policy();
    assertEquals(
        new User("alice", "sudo", "gov"), User.of(trusting, "gov", Optional.empty(), sudo));
    assertEquals("other", User.of(trusting, "other", Optional.empty(), sudo).name());
    assertEquals("gov", User.of(trusting, "gov", Optional.empty(), Map.of()).name());
    Subject subject = new Subject(true, Set.of(new UserPrincipal("karaf")), Set.of(), Set.of());
    assertEquals("jaas", User.of(trusting, "gov", Optional.of(subject), sudo).source());
    assertEquals("karaf", User.of(trusting, "gov", Optional.of(subject), sudo).name());
    assertEquals(ME, access.user().name());
  }
}
