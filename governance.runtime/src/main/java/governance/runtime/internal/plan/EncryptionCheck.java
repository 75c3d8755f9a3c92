package governance.runtime.internal.plan;

import governance.api.Problem;
import governance.api.Remedy;
import governance.api.model.Task;
import governance.runtime.internal.spec.EncryptionSpec;
import governance.runtime.internal.spec.EncryptionSpec.Part;
import governance.runtime.internal.spec.RunSpec;
import governance.runtime.internal.spec.Suggestion;
import java.util.List;
import java.util.Optional;

/** Checks that what is to be encrypted is there, and does not leave the run in the clear. */
final class EncryptionCheck {
  private final RunSpec spec;
  private final List<Problem> problems;

  EncryptionCheck(RunSpec spec, List<Problem> problems) {
    this.spec = spec;
    this.problems = problems;
  }

  void check(Optional<DataPlan> data) {
    spec.encryption().ifPresent(encryption -> check(encryption, data));
  }

  private void check(EncryptionSpec encryption, Optional<DataPlan> data) {
    if (encryption.rows() && spec.task() == Task.MASKED_LANGUAGE_MODEL) {
      wrong(
          "encryption.subject",
          "is given, and a masked language model reads windows of joined rows",
          "a task with rows of single subjects",
          "Encrypt whole parts instead: encryption.parts");
    }
    if (encryption.parts().contains(Part.EVIDENCE) && !spec.sinks().isEmpty()) {
      wrong(
          "encryption.parts",
          "has evidence, and sinks would deliver documents in the clear",
          "one of both",
          "Leave the sinks out, and hand on what governance keys open gives");
    }
    data.ifPresent(
        plan -> {
          List<String> known = plan.schema().names();
          encryption.subject().ifPresent(s -> expect("encryption.subject", s, known));
          encryption.columns().forEach(c -> expect("encryption.columns", c, known));
        });
  }

  private void expect(String key, String column, List<String> known) {
    if (!known.contains(column)) {
      wrong(
          key,
          "the data has no column \"" + column + "\"",
          String.join(", ", known),
          Suggestion.advice(column, known, "Name a column of the data"));
    }
  }

  private void wrong(String subject, String got, String allowed, String advice) {
    problems.add(new Problem(Remedy.FIX_SPEC, subject, got, allowed, advice));
  }
}
