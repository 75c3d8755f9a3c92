package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.engine.Term;
import governance.engine.TextModel;
import governance.engine.TextModel.Party;
import governance.engine.TrainingData;
import governance.engine.TrainingSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parties that answered for the training rows instead of handing out their model. */
class PartyAnswersTest {
  @Test
  void theLogitsArePutInTheOrderOfTheBatchAndGiveTheAnswersBack() {
    TrainingData data = Fixture.sequences(32);
    float[][] answers = new float[32][];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = new float[] {i / 40f, 1 - i / 40f};
    }
    List<double[]> seen = new ArrayList<>();
    Term look =
        new Term(
            "x.look",
            batch -> {
              Tensor mine = batch.partyLogits().get(0).softmax(-1);
              double[] income = batch.column("income").toArray();
              for (int i = 0; i < batch.size(); i++) {
                seen.add(new double[] {income[i] / 10 / 40, mine.toArray()[2 * i]});
              }
              return batch.constant(0);
            });
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0);
        TrainingSession session =
            model.train(
                data,
                Fixture.options(16, 0, Fixture.clipped()),
                List.of(look),
                List.of(Party.answering("other", answers)),
                Fixture.TOKENIZER)) {
      session.step(Map.of("x.look", 1.0));
    }
    assertEquals(16, seen.size());
    seen.forEach(pair -> assertEquals(pair[0], pair[1], 1e-6));
  }

  @Test
  void thereIsAnAnswerForEachRow() {
    try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0)) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              model.train(
                  Fixture.sequences(4),
                  Fixture.options(16, 0, Fixture.clipped()),
                  List.of(),
                  List.of(Party.answering("other", new float[3][2])),
                  Fixture.TOKENIZER));
    }
  }
}
