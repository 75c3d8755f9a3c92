package bench;

import governance.api.train.Penalty;
import governance.engine.Term;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plugins.cooperation.internal.Agreement;
import plugins.explain.internal.Smoothness;
import plugins.fairness.internal.penalty.Consistency;
import plugins.fairness.internal.penalty.DemographicParity;
import plugins.privacy.internal.RepresentationNorm;

/** Penalties of the plug-ins, ready for a session. */
final class Terms {
  private Terms() {}

  /** The five objectives. */
  static List<Term> objectives(int hidden) {
    Map<String, Penalty> penalties = new LinkedHashMap<>();
    penalties.put("fairness.consistency", new Consistency());
    penalties.put("fairness.demographic-parity", new DemographicParity());
    penalties.put("privacy.representation-norm", new RepresentationNorm());
    penalties.put("explain.smoothness", new Smoothness());
    penalties.put("cooperation.agreement", new Agreement());
    return penalties.entrySet().stream()
        .map(e -> term(e.getKey(), e.getValue(), Map.of(), hidden))
        .toList();
  }

  /** One penalty with settings other than the defaults. */
  static Term term(String id, Penalty penalty, Map<String, ?> settings, int hidden) {
    return new Term(id, penalty.prepare(new Prepared(id, settings, hidden)));
  }
}
