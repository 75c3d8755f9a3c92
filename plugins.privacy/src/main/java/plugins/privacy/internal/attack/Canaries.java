package plugins.privacy.internal.attack;

import governance.api.Contribution;
import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.Canary;
import governance.api.data.Column;
import governance.api.data.Dataset;
import governance.api.data.DatasetTransform;
import governance.api.data.FittedTransform;
import governance.api.data.Role;
import governance.api.data.TransformSetup;
import governance.api.data.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.osgi.service.component.annotations.Component;
import plugins.privacy.internal.attack.CanaryConfig.Secret;
import plugins.privacy.internal.attack.CanaryConfig.Vocabulary;

/**
 * Plants canaries among the training rows (Carlini et al. 2019, The Secret Sharer): random words
 * with a random label, or with a span that is to be completed. Each is planted by a coin of its
 * own, as auditing in one run needs it (Steinke, Nasr and Jagielski 2023).
 */
@Component
@Contribution(
    kind = Kind.TRANSFORM,
    id = Canaries.ID,
    settings = CanaryConfig.class,
    description = "Plants made-up rows, to measure how much of them the model remembers.")
public final class Canaries implements DatasetTransform {
  static final String ID = "privacy.canaries";

  @Override
  public FittedTransform fit(TransformSetup setup) {
    CanaryConfig config = setup.settings().as(CanaryConfig.class);
    Dataset rows = setup.training();
    Column read = read(rows);
    Optional<Column> label =
        rows.schema().first(Role.LABEL).or(() -> rows.schema().first(Role.TAGS));
    Secret secret =
        config.secret() != Secret.AUTO
            ? config.secret()
            : label.isPresent() ? Secret.LABEL : Secret.SPAN;
    if (secret == Secret.LABEL && label.isEmpty()) {
      throw wrong("secret", "is LABEL, and the rows have neither labels nor tags", "SPAN");
    }
    if (secret == Secret.SPAN && config.span() > config.words() - 2) {
      String got = "is " + config.span() + " of " + config.words() + " words";
      throw wrong("span", got, "at most words - 2, so that words stand around it");
    }
    SplittableRandom random =
        new SplittableRandom(config.seed() != 0 ? config.seed() : setup.seed() ^ 0x63616e6172L);
    boolean known =
        config.vocabulary() == Vocabulary.AUTO
            ? secret == Secret.SPAN
            : config.vocabulary() == Vocabulary.KNOWN;
    CanaryMaker maker =
        new CanaryMaker(
            rows, read, known, secret == Secret.LABEL ? label : Optional.empty(), random);
    List<Canary> all = new ArrayList<>();
    for (int i = 0; i < config.count(); i++) {
      int times = random.nextDouble() < config.chance() ? config.repeats() : 0;
      all.add(maker.canary(config.words(), config.span(), times, config.chance()));
    }
    for (int i = 0; i < config.references(); i++) {
      all.add(maker.canary(config.words(), config.span(), 0, 0));
    }
    return new FittedCanaries(
        all, read, secret == Secret.LABEL ? label : Optional.empty(), random.nextLong());
  }

  private static Column read(Dataset rows) {
    List<Column> columns = new ArrayList<>(rows.schema().with(Role.TEXT));
    columns.addAll(rows.schema().with(Role.TOKENS));
    if (columns.size() != 1) {
      throw GovernanceException.spec(
          "transforms",
          Canaries.ID
              + " finds "
              + (columns.isEmpty() ? "no column of text" : columns.size() + " columns of text"),
          "one column of role TEXT or TOKENS",
          "Put it after the transform that writes the text, such as data.row-text");
    }
    return columns.get(0);
  }

  private static GovernanceException wrong(String key, String got, String allowed) {
    return GovernanceException.spec(
        Canaries.ID + ", setting " + key, got, allowed, "Change the setting");
  }

  /** Whether a column holds lists of words. */
  static boolean words(Column column) {
    return column.type() == ValueType.WORDS;
  }
}
