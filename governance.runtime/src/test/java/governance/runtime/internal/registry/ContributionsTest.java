package governance.runtime.internal.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.Remedy;
import governance.api.evaluate.Metric;
import governance.api.run.ContributionInfo;
import governance.api.run.ContributionInfo.Code;
import governance.api.run.ContributionInfo.Rejection;
import governance.api.train.Penalty;
import governance.runtime.internal.registry.TestRegistry.FakeProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ContributionsTest {
  private final TestRegistry fakes = new TestRegistry();
  private final Registry registry = fakes.registry();

  private static Penalty penalty() {
    // A capturing lambda is a fresh object each time; an instance per holder can be told apart.
    Object own = new Object();
    return setup -> batch -> batch.constant(own.hashCode());
  }

  private ContributionInfo only() {
    return registry.contributions().get(0);
  }

  @Test
  void findsByKindAndId() {
    fakes.add(Kind.PENALTY, "a.b", ContributionsTest::penalty);
    assertEquals("test.bundle", registry.find(Kind.PENALTY, "a.b").orElseThrow().bundle());
    assertTrue(registry.find(Kind.METRIC, "a.b").isEmpty());
    assertNull(only().rejected());
  }

  @Test
  void holdsAnInstanceOfItsOwnAndGivesItBackOnce() {
    FakeProvider provider = fakes.add(Kind.PENALTY, "a.b", ContributionsTest::penalty);
    Held<Penalty> one = registry.hold(only(), Penalty.class);
    Held<Penalty> two = registry.hold(only(), Penalty.class);
    assertNotSame(one.get(), two.get());
    assertEquals(2, provider.inUse.get());
    one.close();
    one.close();
    assertEquals(1, provider.inUse.get());
    assertThrows(GovernanceException.class, one::get);
    two.close();
    assertEquals(0, provider.inUse.get());
  }

  @Test
  void tellsTheHolderBeforeTheInstanceIsGivenBack() {
    FakeProvider provider = fakes.add(Kind.PENALTY, "a.b", ContributionsTest::penalty);
    Held<Penalty> held = registry.hold(only(), Penalty.class);
    List<Integer> inUseWhenTold = new ArrayList<>();
    held.onDeparture(() -> inUseWhenTold.add(provider.inUse.get()));
    fakes.remove(Kind.PENALTY, "a.b");
    assertEquals(List.of(1), inUseWhenTold);
    assertEquals(0, provider.inUse.get());
    assertTrue(held.departed());
    GovernanceException gone = assertThrows(GovernanceException.class, held::get);
    assertEquals(Remedy.INSTALL_BUNDLE, gone.problems().get(0).remedy());
    List<String> late = new ArrayList<>();
    held.onDeparture(() -> late.add("told at once"));
    assertEquals(1, late.size());
  }

  @Test
  void anExceptionOfAListenerDoesNotStopTheDeparture() {
    FakeProvider provider = fakes.add(Kind.PENALTY, "a.b", ContributionsTest::penalty);
    Held<Penalty> held = registry.hold(only(), Penalty.class);
    held.onDeparture(
        () -> {
          throw new IllegalStateException("deliberate: a listener that fails");
        });
    Logger log = Logger.getLogger(HeldInstance.class.getName());
    log.setLevel(Level.OFF);
    fakes.remove(Kind.PENALTY, "a.b");
    log.setLevel(null);
    assertEquals(0, provider.inUse.get());
  }

  @Test
  void aNullInstanceIsAFailureAndIsListed() {
    fakes.add(Kind.PENALTY, "a.b", () -> null);
    assertEquals(Code.FAILED_ACTIVATION, only().rejected().code());
    assertEquals("could not be made: StackOverflowError", only().rejected().detail());
    assertTrue(registry.find(Kind.PENALTY, "a.b").isEmpty());
    ContributionInfo info = only();
    GovernanceException failed =
        assertThrows(GovernanceException.class, () -> registry.hold(info, Penalty.class));
    assertTrue(failed.getMessage().contains("StackOverflowError"), failed.getMessage());
  }

  @Test
  void anInstanceOfAnotherTypeIsAFailure() {
    FakeProvider provider = fakes.add(Kind.PENALTY, "a.b", () -> "no penalty");
    ContributionInfo info = only();
    assertEquals(Code.WRONG_TYPE, info.rejected().code());
    assertThrows(GovernanceException.class, () -> registry.hold(info, Penalty.class));
    assertEquals(0, provider.inUse.get());
  }

  private FakeProvider add(String bundle, String version, int rank) {
    FakeProvider provider = new FakeProvider(ContributionsTest::penalty);
    provider.properties.put("governance.kind", "PENALTY");
    provider.properties.put("governance.id", "a.b");
    provider.offered = Penalty.class;
    provider.bundle = bundle;
    provider.version = version;
    provider.rank = rank;
    fakes.add(provider);
    return provider;
  }

  private String used() {
    return registry
        .find(Kind.PENALTY, "a.b")
        .map(info -> info.bundle() + " " + info.version())
        .orElse("none");
  }

  private String choice() {
    return registry.choice(registry.find(Kind.PENALTY, "a.b").orElseThrow());
  }

  @Test
  void theHigherRankShadowsTheOther() {
    add("test.bundle", "1.2.3", 0);
    assertEquals("", choice());
    add("other.bundle", "1.0.0", 5);
    assertEquals("other.bundle 1.0.0", used());
    assertEquals(
        "rather than test.bundle 1.2.3 (its service ranking 5 is higher than 0)", choice());
    ContributionInfo shadowed = registry.contributions().get(1);
    assertEquals("test.bundle", shadowed.bundle());
    assertEquals(Code.SHADOWED, shadowed.rejected().code());
  }

  @Test
  void ofABundleTheHigherVersionIsUsedAndOfBundlesTheFirst() {
    add("one", "1.9.0", 0);
    add("other", "9.0.0", 0);
    assertEquals("one 1.9.0", used());
    assertEquals("rather than other 9.0.0 (it was there first)", choice());
    add("one", "1.10.0", 0);
    assertEquals("one 1.10.0", used());
    assertEquals(
        "rather than one 1.9.0 (the higher version) and other 9.0.0 (it was there first)",
        choice());
  }

  @Test
  void whatCannotBeMadeShadowsNobody() {
    add("one", "1.0.0", 0);
    FakeProvider broken = new FakeProvider(() -> null);
    broken.properties.putAll(Map.of("governance.kind", "PENALTY", "governance.id", "a.b"));
    broken.offered = Penalty.class;
    broken.bundle = "one";
    broken.version = "2.0.0";
    fakes.add(broken);
    assertEquals("one 1.0.0", used());
    assertTrue(choice().contains("one 2.0.0 (FAILED_ACTIVATION, could not be made"), choice());
    assertEquals(
        List.of(Code.FAILED_ACTIVATION),
        registry.contributions().stream()
            .filter(c -> c.rejected() != null)
            .map(c -> c.rejected().code())
            .toList());
  }

  @Test
  void holdsWhatWasPlannedAlsoWhenAnotherIsUsedByNow() {
    add("one", "1.0.0", 0);
    ContributionInfo planned = registry.find(Kind.PENALTY, "a.b").orElseThrow();
    add("one", "2.0.0", 0);
    assertEquals("one 2.0.0", used());
    try (Held<Penalty> held = registry.hold(planned, Penalty.class)) {
      assertEquals("1.0.0", held.info().version());
    }
    Registry preferring = new PreferringRegistry(registry, planned::equals);
    assertEquals(planned, preferring.find(Kind.PENALTY, "a.b").orElseThrow());
    assertEquals("rather than one 2.0.0 (the run began with this one)", preferring.choice(planned));
  }

  @Test
  void whatHasChangedIsNotHeld() {
    add("one", "2.0.0", 0);
    ContributionInfo before =
        new ContributionInfo(Kind.PENALTY, "a.b", "any", "one", "1.0.0", "ab".repeat(32), null);
    GovernanceException changed =
        assertThrows(GovernanceException.class, () -> registry.hold(before, Penalty.class));
    assertTrue(changed.getMessage().contains("has changed: now one 2.0.0"), changed.getMessage());
  }

  @Test
  void whatMayNotRunIsNeitherFoundNorHeld() {
    FakeProvider provider = add("one", "1.0.0", 0);
    ContributionInfo planned = registry.find(Kind.PENALTY, "a.b").orElseThrow();
    provider.refusal = new Rejection(Code.UNSIGNED, "is not signed", "Sign it");
    assertEquals("none", used());
    assertEquals(provider.refusal, only().rejected());
    GovernanceException refused =
        assertThrows(GovernanceException.class, () -> registry.hold(planned, Penalty.class));
    assertTrue(refused.getMessage().contains("UNSIGNED, is not signed"), refused.getMessage());
  }

  @Test
  void aConstructorThatDoesNotReturnHoldsUpNobody() {
    CountDownLatch never = new CountDownLatch(1);
    Entry hanging = entry("a.hanging", () -> awaited(never));
    Entry sound = entry("a.sound", ContributionsTest::penalty);
    long begin = System.nanoTime();
    new Probe(50).tryAll(List.of(hanging, sound));
    assertTrue(System.nanoTime() - begin < 2_000_000_000L, "waited for it");
    assertEquals("no instance of it was made within 50 ms", hanging.rejection().detail());
    assertNull(sound.rejection());
    assertFalse(hanging.untried(), "is not tried again while its thread is lost");
    never.countDown();
  }

  private static Object awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private static Entry entry(String id, Supplier<?> instances) {
    FakeProvider provider = new FakeProvider(instances);
    provider.properties.putAll(Map.of("governance.kind", "PENALTY", "governance.id", id));
    provider.offered = Penalty.class;
    return new Entry(provider);
  }

  @Test
  void declarationsThatAreNoneAreRejected() {
    fakes.add(Kind.PENALTY, "Upper Case", ContributionsTest::penalty);
    assertEquals(Code.INVALID_DECLARATION, only().rejected().code());
    FakeProvider provider = new FakeProvider(ContributionsTest::penalty);
    provider.properties.put("governance.id", "x.y");
    fakes.add(provider);
    assertEquals(
        2,
        registry.contributions().stream()
            .filter(c -> c.rejected().code() == Code.INVALID_DECLARATION)
            .count());
  }

  @Test
  void aServiceOfAnotherInterfaceIsRejected() {
    FakeProvider provider = new FakeProvider(ContributionsTest::penalty);
    provider.properties.put("governance.kind", "PENALTY");
    provider.properties.put("governance.id", "x.y");
    provider.offered = Metric.class;
    fakes.add(provider);
    assertEquals(Code.WRONG_TYPE, only().rejected().code());
    assertFalse(registry.find(Kind.PENALTY, "x.y").isPresent());
  }
}
