package governance.api.evaluate;

import org.osgi.annotation.versioning.ConsumerType;

/** Decides whether a model may be released. Missing evidence is an ERROR, never a PASS. */
@ConsumerType
public interface Gate {
  /** Decides on the evidence of a run. */
  GateResult evaluate(GateContext evidence);
}
