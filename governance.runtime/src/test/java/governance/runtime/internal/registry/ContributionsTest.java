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
import governance.api.train.Penalty;
import governance.runtime.internal.registry.TestRegistry.FakeProvider;
import java.util.ArrayList;
import java.util.List;
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
    FakeProvider provider = fakes.add(Kind.PENALTY, "a.b", () -> null);
    ContributionInfo info = only();
    GovernanceException failed =
        assertThrows(GovernanceException.class, () -> registry.hold(info, Penalty.class));
    assertTrue(failed.getMessage().contains("StackOverflowError"), failed.getMessage());
    assertEquals(Code.NOT_AVAILABLE, only().rejected().code());
  }

  @Test
  void anInstanceOfAnotherTypeIsAFailure() {
    FakeProvider provider = fakes.add(Kind.PENALTY, "a.b", () -> "no penalty");
    ContributionInfo info = only();
    assertThrows(GovernanceException.class, () -> registry.hold(info, Penalty.class));
    assertEquals(0, provider.inUse.get());
  }

  @Test
  void theHigherRankShadowsTheOther() {
    fakes.add(Kind.PENALTY, "a.b", ContributionsTest::penalty);
    FakeProvider higher = new FakeProvider(ContributionsTest::penalty);
    higher.properties.put("governance.kind", "PENALTY");
    higher.properties.put("governance.id", "a.b");
    higher.offered = Penalty.class;
    higher.rank = 5;
    higher.bundle = "other.bundle";
    fakes.add(higher);
    assertEquals("other.bundle", registry.find(Kind.PENALTY, "a.b").orElseThrow().bundle());
    ContributionInfo shadowed = registry.contributions().get(1);
    assertEquals("test.bundle", shadowed.bundle());
    assertEquals(Code.SHADOWED, shadowed.rejected().code());
    GovernanceException changed =
        assertThrows(
            GovernanceException.class,
            () ->
                registry.hold(
                    new ContributionInfo(
                        Kind.PENALTY, "a.b", "any", "test.bundle", "1.2.3", "ab".repeat(32), null),
                    Penalty.class));
    assertTrue(changed.getMessage().contains("has changed"), changed.getMessage());
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
