package governance.runtime.internal.run;

import governance.api.GovernanceException;
import governance.api.Kind;
import governance.api.data.Split;
import governance.engine.Predictions;
import governance.engine.TextModel;
import governance.engine.TextModel.Party;
import governance.engine.Tokenizer;
import governance.runtime.internal.data.PreparedData;
import governance.runtime.internal.plan.Chosen;
import governance.runtime.internal.plan.Resolution;
import governance.runtime.internal.spec.PartySpec;
import governance.runtime.internal.store.JsonReader;
import governance.runtime.internal.store.RunFolder;
import governance.runtime.internal.store.Tree;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The other parties of a run: models that are at hand, and answers of those who keep theirs. */
final class Parties {
  private static final String FILE = "data/parties.json";

  private final List<Party> all = new ArrayList<>();
  private final List<PartyAnswers> answers = new ArrayList<>();

  /** Opens the models, and asks those who keep theirs. */
  static Parties open(
      Resolution resolution, Pins pins, Models models, PreparedData data, Tokenizer tokenizer) {
    Parties parties = new Parties();
    Iterator<Chosen> services =
        resolution.chosen().stream().filter(c -> c.info().kind() == Kind.PARTY).iterator();
    for (PartySpec party : resolution.spec().orElseThrow().parties()) {
      if (party.service().isPresent()) {
        PartyAnswers answered = PartyAnswers.ask(party.name(), services.next(), pins, data);
        parties.answers.add(answered);
        parties.all.add(answered.party());
      } else {
        TextModel model = models.party(party.model().orElseThrow(), data.classes(), tokenizer);
        parties.answers.add(null);
        parties.all.add(new Party(party.name(), model));
      }
    }
    return parties;
  }

  /** Returns the parties in the order of the spec. */
  List<Party> all() {
    return all;
  }

  /** Returns what each predicts for the test rows. */
  List<Predictions> tested(PreparedData data) {
    List<Predictions> predictions = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      PartyAnswers answered = answers.get(i);
      predictions.add(
          answered == null
              ? all.get(i).model().predict(data.split(Split.TEST).inputs())
              : answered.tested());
    }
    return predictions;
  }

  /**
   * Records by digest what was answered.
   *
   * @param before whether the run goes on, so that the answers must be those it began with
   */
  void record(RunFolder folder, boolean before) {
    List<Object> trees =
        answers.stream().filter(Objects::nonNull).<Object>map(PartyAnswers::tree).toList();
    if (trees.isEmpty()) {
      return;
    }
    if (before) {
      List<?> begun = (List<?>) JsonReader.file(folder.at(FILE)).get("answered");
      for (int i = 0; i < trees.size(); i++) {
        Object name = answers.stream().filter(Objects::nonNull).toList().get(i).name();
        compare("parties." + name, digest(trees.get(i)), digest(begun.get(i)));
      }
    }
    folder.json(FILE, Tree.of("answered", trees));
  }

  private static Object digest(Object tree) {
    return ((Map<?, ?>) tree).get("answersSha256");
  }

  private static void compare(String subject, Object now, Object begun) {
    if (!now.equals(begun)) {
      throw GovernanceException.data(
          subject,
          "does not answer as when the run began (digest " + now + ")",
          String.valueOf(begun),
          "Start a new run");
    }
  }
}
