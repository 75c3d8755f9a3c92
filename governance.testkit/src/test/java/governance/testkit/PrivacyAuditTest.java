package governance.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.Clipping;
import governance.api.train.GradientPlan.NoiseSource;
import governance.api.train.GradientPlan.Sampling;
import governance.engine.TextModel;
import governance.engine.TrainingData;
import governance.engine.TrainingOptions;
import governance.engine.TrainingSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit finds what is broken on purpose, and nothing where nothing is. */
class PrivacyAuditTest {
  private static final double NOISE = 3;

  @TempDir Path folder;

  private static GradientPlan plan(double clip, double noise, NoiseSource source) {
    return new GradientPlan(Clipping.PER_SAMPLE, clip, noise, Sampling.POISSON, source);
  }

  private static GradientPlan promised() {
    return plan(0.5, NOISE, NoiseSource.CRYPTOGRAPHIC);
  }

  private static TrainingSession begin(
      TextModel model, TrainingData data, TrainingOptions o, GradientPlan plan) {
    TrainingOptions other = o.toBuilder().gradients(plan).build();
    return model.train(data, other, List.of(), List.of(), TestEngine.tokenizer());
  }

  @Test
  void whatTheEngineDoesIsFoundRight() throws Exception {
    for (Clipping clipping : List.of(Clipping.PER_SAMPLE, Clipping.PER_SAMPLE_NORMALISED)) {
      GradientPlan plan =
          new GradientPlan(clipping, 0.5, NOISE, Sampling.POISSON, NoiseSource.CRYPTOGRAPHIC);
      PrivacyAudit.Result result = new PrivacyAudit(plan).run(12, 1e-5);
      assertTrue(result.passed(), result::toString);
      assertTrue(result.sensitivity() > 0.9, "the planted row is clipped: " + result);
      assertTrue(result.promised() > 0 && result.epsilon() <= result.promised());
    }
  }

  /**
   * Rows may be ten times as long, and the noise is that of the clip that was promised. So many
   * steps that the bound lies six of its standard errors above the promise.
   */
  @Test
  void aClipThatIsTenTimesTooGreatIsCaught() throws Exception {
    PrivacyAudit.Result result =
        new PrivacyAudit(
                promised(),
                (model, data, options) -> {
                  GradientPlan p = options.gradients();
                  GradientPlan broken =
                      plan(10 * p.clipNorm(), p.noiseMultiplier() / 10, p.noise());
                  return begin(model, data, options, broken);
                })
            .run(60, 1e-5);
    assertEquals(10, result.sensitivity(), 0.1);
    assertEquals(1, result.deviation(), 0.01);
    assertTrue(result.epsilon() > result.promised(), result::toString);
    assertEquals(2, result.problems().size(), result::toString);
  }

  /** Every step begins at the first again, so that its noise is that of the first. */
  @Test
  void aNoiseSeedThatIsUsedAgainIsCaught() throws Exception {
    GradientPlan seeded = plan(0.5, NOISE, NoiseSource.SEEDED);
    PrivacyAudit.Result result =
        new PrivacyAudit(
                promised(),
                (model, data, options) -> {
                  boolean noisy = options.gradients().noiseMultiplier() > 0;
                  return noisy
                      ? repeating(begin(model, data, options, seeded))
                      : begin(model, data, options, options.gradients());
                })
            .run(10, 1e-5);
    assertTrue(result.correlation() > 0.99, result::toString);
    assertTrue(result.problems().toString().contains("drawn anew"), result::toString);
  }

  /** Two trainings of one seed have the same noise, whose difference has none. */
  @Test
  void noiseThatFollowsFromTheSeedIsCaught() throws Exception {
    PrivacyAudit.Result result =
        new PrivacyAudit(plan(0.5, NOISE, NoiseSource.SEEDED)).run(10, 1e-5);
    assertTrue(result.correlation() > 0.99, result::toString);
    assertTrue(!result.passed());
  }

  @Test
  void tooLittleNoiseIsCaught() throws Exception {
    PrivacyAudit.Result result =
        new PrivacyAudit(
                promised(),
                (model, data, options) -> {
                  GradientPlan p = options.gradients();
                  double less = p.noiseMultiplier() * 0.9;
                  return begin(model, data, options, plan(p.clipNorm(), less, p.noise()));
                })
            .run(10, 1e-5);
    assertEquals(0.9, result.deviation(), 0.01);
    assertTrue(!result.passed());
  }

  @Test
  void aPlanWithoutAPromiseIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PrivacyAudit(plan(1, 0, NoiseSource.CRYPTOGRAPHIC)));
  }

  private TrainingSession repeating(TrainingSession session) {
    Path start = folder.resolve("start" + System.nanoTime());
    try {
      session.checkpoint(start);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (TrainingSession)
        Proxy.newProxyInstance(
            TrainingSession.class.getClassLoader(),
            new Class<?>[] {TrainingSession.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("step") && arguments != null) {
                session.restore(start);
              }
              try {
                return method.invoke(session, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
