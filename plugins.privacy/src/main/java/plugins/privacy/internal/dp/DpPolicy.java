package plugins.privacy.internal.dp;

import governance.api.Contribution;
import governance.api.Kind;
import governance.api.privacy.PrivacyAccount;
import governance.api.privacy.PrivacyAccountant;
import governance.api.privacy.PrivacyBound;
import governance.api.train.GradientPlan;
import governance.api.train.GradientPlan.NoiseSource;
import governance.api.train.GradientPlan.Sampling;
import governance.api.train.GradientPolicy;
import governance.api.train.PolicySetup;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import plugins.privacy.internal.accounting.PldPlanning;
import plugins.privacy.internal.accounting.RdpPlanning;
import plugins.privacy.internal.dp.DpConfig.Accountant;
import plugins.privacy.internal.dp.DpConfig.Randomness;

/**
 * Differentially private training (DP-SGD, Abadi et al. 2016, arXiv 1607.00133, algorithm 1): the
 * gradient of each row is bounded, Gaussian noise is added to their sum, and batches are Poisson
 * samples. The noise is the least with which the run's steps keep a target ε, or given. What counts
 * is the rate batch / rows at which rows are drawn; δ may follow from the number of rows.
 */
@Component
@Contribution(
    kind = Kind.GRADIENT_POLICY,
    id = DpPolicy.ID,
    settings = DpConfig.class,
    description = "Clips the gradient of each row and adds the noise that a privacy target needs.")
public final class DpPolicy implements GradientPolicy {
  static final String ID = "privacy.dp";

  private final Map<Request, Double> found = new HashMap<>();

  @Override
  public GradientPlan plan(PolicySetup setup) {
    Request request = Request.of(setup);
    NoiseSource source =
        request.randomness() == Randomness.SEEDED ? NoiseSource.SEEDED : NoiseSource.CRYPTOGRAPHIC;
    Clip clip = request.clip();
    return new GradientPlan(
        clip.clipping(),
        clip.norm(),
        noise(request),
        Sampling.POISSON,
        source,
        request.rowsPerPerson());
  }

  @Override
  public Map<String, Double> spent(PolicySetup setup, long steps) {
    PrivacyAccount account = account(setup, steps).orElseThrow();
    Map<String, Double> spent = new LinkedHashMap<>();
    spent.put("epsilon", account.epsilon().upper());
    spent.put("delta", account.delta());
    return spent;
  }

  @Override
  public Optional<PrivacyAccount> account(PolicySetup setup, long steps) {
    Request request = Request.of(setup);
    PrivacyBound bound =
        steps == 0
            ? new PrivacyBound(0, 0)
            : accountant(request.accountant())
                .epsilon(List.of(request.phase(noise(request), steps)), request.delta());
    String name = request.accountant().name().toLowerCase(Locale.ROOT);
    PrivacyBound written = new PrivacyBound(Written.down(bound.lower()), Written.up(bound.upper()));
    return Optional.of(new PrivacyAccount(name, written, request.delta()));
  }

  /** Searching takes a moment, and a run asks again after each epoch. */
  private synchronized double noise(Request request) {
    return request.noise() > 0
        ? request.noise()
        : found.computeIfAbsent(request, r -> Written.up(r.search(accountant(r.accountant()))));
  }

  private static PrivacyAccountant accountant(Accountant which) {
    return which == Accountant.RDP ? new RdpPlanning() : new PldPlanning();
  }
}
