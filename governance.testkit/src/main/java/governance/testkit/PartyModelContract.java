package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.Settings;
import governance.api.party.PartyModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every party that keeps its model keeps to. Extend it, name the party and its classes. */
public abstract class PartyModelContract {
  private static final double SUM = 1e-3;

  /** Returns a new instance of the party. */
  protected abstract PartyModel party();

  /** Returns the classes that the party's model has. */
  protected abstract List<String> classes();

  /** Returns texts of the kind that the party's model reads; at least two. */
  protected List<String> texts() {
    return List.of("a loan for a car", "the bill was paid late", "a loan for a house");
  }

  /** Returns the settings to test with; the defaults unless overridden. */
  protected Map<String, Object> settings() {
    return Map.of();
  }

  private double[][] ask(List<String> texts, List<String> classes) throws IOException {
    Settings settings = Settings.of("the party under test", settings());
    return party().probabilities(texts, classes, settings);
  }

  /** Each text gets a distribution over the classes. */
  @Test
  void answersAreDistributions() throws IOException {
    double[][] answers = ask(texts(), classes());
    assertEquals(texts().size(), answers.length, "answers");
    for (double[] row : answers) {
      assertEquals(classes().size(), row.length, "classes");
      double sum = 0;
      for (double p : row) {
        assertTrue(p >= 0 && Double.isFinite(p), () -> "probability " + p);
        sum += p;
      }
      assertEquals(1, sum, SUM, "sum of probabilities");
    }
  }

  /** A text gets the same answer again, whatever it is asked with and in whatever order. */
  @Test
  void anAnswerDependsOnTheTextAlone() throws IOException {
    double[][] answers = ask(texts(), classes());
    List<String> turned = new ArrayList<>(texts());
    Collections.reverse(turned);
    double[][] back = ask(turned, classes());
    for (int i = 0; i < answers.length; i++) {
      assertArrayEquals(answers[i], back[answers.length - 1 - i], 1e-6, "in another order");
      assertArrayEquals(answers[i], ask(List.of(texts().get(i)), classes())[0], 1e-6, "alone");
    }
  }

  /** The order of the classes asked for is that of the answer. */
  @Test
  void classesAreThoseAskedFor() throws IOException {
    List<String> turned = new ArrayList<>(classes());
    Collections.reverse(turned);
    double[][] answers = ask(texts(), classes());
    double[][] back = ask(texts(), turned);
    for (int i = 0; i < answers.length; i++) {
      for (int c = 0; c < turned.size(); c++) {
        assertEquals(answers[i][c], back[i][turned.size() - 1 - c], 1e-6, "class " + c);
      }
    }
  }

  /** Classes that the party's model does not have are refused. */
  @Test
  void otherClassesAreRefused() {
    List<String> other = List.of("none of these", "nor this");
    assertThrows(GovernanceException.class, () -> ask(texts(), other), "answered for " + other);
  }
}
