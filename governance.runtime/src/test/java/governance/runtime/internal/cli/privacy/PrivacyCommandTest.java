package governance.runtime.internal.cli.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.privacy.NoisePhase;
import governance.api.privacy.PrivacyAccountant;
import governance.api.privacy.PrivacyBound;
import governance.api.privacy.PrivacyTarget;
import governance.runtime.internal.cli.CliFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyCommandTest {
  @TempDir Path folder;
  private CliFixture fixture;

  /** Costs a share of steps and rate over the noise; answers nothing below ε = 0.01. */
  private static final class Simple implements PrivacyAccountant {
    @Override
    public PrivacyBound epsilon(List<NoisePhase> phases, double delta) {
      double sum = phases.stream().mapToDouble(p -> p.steps() * p.rate() / p.noise()).sum();
      return new PrivacyBound(sum / 2, sum);
    }

    @Override
    public OptionalDouble noise(double rate, long steps, PrivacyTarget target) {
      return target.epsilon() < 0.01
          ? OptionalDouble.empty()
          : OptionalDouble.of(steps * rate / target.epsilon());
    }

    @Override
    public OptionalLong steps(double noise, double rate, PrivacyTarget target) {
      long steps = (long) (target.epsilon() * noise / rate);
      return steps == 0 ? OptionalLong.empty() : OptionalLong.of(steps);
    }
  }

  private static final class Broken implements PrivacyAccountant {
    @Override
    public PrivacyBound epsilon(List<NoisePhase> phases, double delta) {
      throw new IllegalStateException("x");
    }

    @Override
    public OptionalDouble noise(double rate, long steps, PrivacyTarget target) {
      return null;
    }

    @Override
    public OptionalLong steps(double noise, double rate, PrivacyTarget target) {
      return null;
    }
  }

  @BeforeEach
  void install() {
    fixture = new CliFixture(folder);
    fixture.accountants.put("pld", new Simple());
  }

  private int run(String words) {
    return fixture.run(("privacy " + words).split(" "));
  }

  @Test
  void answersThreeQuestions() {
    assertEquals(0, run("epsilon --noise 2 --rate 0.01 --steps 400 --delta 1e-5"), fixture.err());
    String costs = "epsilon is at most 2, at least 1, at delta 1e-05 (pld; ";
    assertTrue(fixture.out().startsWith("epsilon 2\n" + costs), fixture.out());
    assertEquals(0, run("noise --epsilon 2 --rate 0.01 --steps 400 --delta 1e-5"));
    assertTrue(fixture.out().startsWith("noise 2\n" + costs), fixture.out());
    assertEquals(0, run("steps --epsilon 2 --rate 0.01 --noise 2 --delta 1e-5"));
    assertTrue(fixture.out().startsWith("steps 400\n" + costs), fixture.out());
  }

  @Test
  void composesPhasesAndPrintsJson() {
    String words = "epsilon --noise 2 --rate 0.01 --steps 400 --rows 1000 --phase 1,0.5,2 --json";
    assertEquals(0, run(words), fixture.err());
    assertTrue(fixture.out().contains("\"epsilon\": 3"), fixture.out());
    assertTrue(fixture.out().contains("\"epsilonLower\": 1.5"), fixture.out());
    assertTrue(fixture.out().contains("\"delta\": 0.00050118"), fixture.out());
  }

  @Test
  void warnsInWordsOfAnEpsilonThatMeansNothing() {
    run("epsilon --noise 2 --rate 0.1 --steps 400 --delta 1e-5");
    assertTrue(
        fixture.out().contains("warning: epsilon 20 lets whoever sees the model multiply the odds"),
        fixture.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          epsilon --noise 0 --rate 0.1 --steps 4 --delta 1e-5    | --noise: got 0; allowed
          epsilon --noise NaN --rate 0.1 --steps 4 --delta 1e-5  | --noise: got NaN; allowed
          epsilon --noise 1 --rate 1.1 --steps 4 --delta 1e-5    | --rate: got 1.1; allowed
          epsilon --noise 1 --rate 0.1 --steps 0 --delta 1e-5    | --steps: got 0; allowed
          epsilon --noise 1 --rate 0.1 --steps 1 --delta 0       | --delta: got 0; allowed
          epsilon --noise 1 --rate 0.1 --steps 1                 | --delta: got nothing; allowed
          epsilon --noise 1 --rate 0.1 --steps 1 --rows 100 --delta 0.01 | allowed: below 1/n = 0.01
          epsilon --noise 1 --rate 0.1 --steps 1 --delta 1e-5 --phase 1,2 | --phase: got "1,2"
          epsilon --noise 1 --rate 0.1 --steps 1 --delta 1e-5 --accountant pdl | got pdl; allowed: pld
          noise --epsilon 0 --rate 0.1 --steps 1 --delta 1e-5    | --epsilon: got 0; allowed
          noise --epsilon 1e9 --rate 0.1 --steps 1 --delta 1e-5  | says nothing; usual targets
          noise --epsilon 0.001 --rate 1 --steps 1 --delta 1e-5  | out of reach, whatever the noise
          steps --epsilon 0.1 --rate 1 --noise 1 --delta 1e-5    | out of reach: one step costs 1
          guess                                                  | unexpected argument "guess"
          """)
  void refusesWrongInput(String words, String message) {
    assertEquals(2, run(words), fixture.out());
    assertTrue(fixture.err().contains(message), fixture.err());
    assertEquals("", fixture.out());
  }

  @Test
  void saysAllProblemsTogether() {
    assertEquals(2, run("epsilon --noise 0 --rate 0 --steps 0 --delta 2"));
    assertTrue(fixture.err().startsWith("error: 4 problems"), fixture.err());
  }

  @Test
  void namesAnAccountantThatFails() {
    fixture.accountants.put("rdp", new Broken());
    String words = "epsilon --noise 1 --rate 0.1 --steps 1 --delta 1e-5 --accountant rdp";
    assertEquals(4, run(words), fixture.err());
    assertTrue(fixture.err().contains("threw java.lang.IllegalStateException: x"), fixture.err());
    assertTrue(fixture.err().contains("contribution failed: rdp"), fixture.err());
  }

  @Test
  void saysWhatToInstall() {
    fixture.accountants.clear();
    assertEquals(2, run("epsilon --noise 1 --rate 0.1 --steps 1 --delta 1e-5"));
    assertTrue(fixture.err().contains("Install or start plugins.privacy"), fixture.err());
  }
}
