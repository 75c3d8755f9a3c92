package governance.engine.internal.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.GovernanceException;
import governance.api.model.Task;
import governance.api.model.Tensor;
import governance.api.train.PenaltyContext;
import governance.api.train.PenaltyTerm;
import governance.engine.StepResult;
import governance.engine.Term;
import governance.engine.TermFailedException;
import governance.engine.TextModel;
import governance.engine.TextModel.Party;
import governance.engine.TrainingData;
import governance.engine.TrainingSession;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StepContextTest {
  private static final String TABLE = "bert.embeddings.word_embeddings.weight";

  /** Does one step of 16 rows with a look at its context. */
  private static StepResult look(
      Task task, double dropout, TrainingData data, List<Party> parties, PenaltyTerm term) {
    try (TextModel model = Fixture.model(task, dropout);
        TrainingSession session =
            model.train(
                data,
                Fixture.options(data.size(), 0, Fixture.clipped()),
                List.of(new Term("x.look", term)),
                parties,
                Fixture.TOKENIZER)) {
      return session.step(Map.of("x.look", 1.0));
    }
  }

  private static void look(Task task, TrainingData data, Consumer<PenaltyContext> check) {
    look(
        task,
        0,
        data,
        List.of(),
        batch -> {
          check.accept(batch);
          return batch.constant(0);
        });
  }

  private static void same(Tensor expected, Tensor got, double tolerance) {
    assertArrayEquals(expected.shape(), got.shape());
    assertArrayEquals(expected.toArray(), got.toArray(), tolerance);
  }

  @Test
  void rowsOfTheDataArriveTogether() {
    TrainingData data = Fixture.sequences(9);
    look(
        Task.SEQUENCE_CLASSIFICATION,
        data,
        batch -> {
          assertEquals(9, batch.size());
          double[] income = batch.column("income").toArray();
          int[] rows = Arrays.stream(income).mapToInt(v -> (int) Math.round(v / 10)).toArray();
          assertEquals(9, Arrays.stream(rows).distinct().count());
          double[] members = batch.membership("sex").toArray();
          double[] labels = batch.labels().toArray();
          double[] content = batch.content().toArray();
          double[] mask = batch.mask().toArray();
          for (int i = 0; i < 9; i++) {
            int row = rows[i];
            int group = data.groups().get("sex").index()[row];
            assertEquals(group == 0 ? 1 : 0, members[2 * i]);
            assertEquals(group == 1 ? 1 : 0, members[2 * i + 1]);
            assertEquals(data.labels()[row], labels[i]);
            assertEquals(data.texts().get(row), batch.texts().get(i));
            assertEquals(data.inputs().get(row).tokens(), batch.input().tokens(i));
            int length = batch.input().length();
            double tokens = Arrays.stream(mask, i * length, (i + 1) * length).sum();
            assertEquals(data.inputs().get(row).length(), tokens);
            for (int j = 0; j < 9; j++) {
              boolean equal = data.content()[row] == data.content()[rows[j]];
              assertEquals(equal, content[i] == content[j]);
            }
          }
          assertThrows(GovernanceException.class, () -> batch.membership("race"));
          assertThrows(GovernanceException.class, () -> batch.column("race"));
        });
  }

  @Test
  void probabilitiesAndLossFollowFromTheLogits() {
    look(
        Task.SEQUENCE_CLASSIFICATION,
        Fixture.sequences(9),
        batch -> {
          same(batch.logits().softmax(1), batch.probabilities(), 1e-6);
          same(batch.probabilities(), batch.outputs(), 0);
          same(batch.outputs().slice(1, 1, 2).squeeze(1), batch.favourable(), 0);
          Tensor expected =
              batch.logits().logSoftmax(1).gather(1, batch.labels().unsqueeze(1)).squeeze(1).neg();
          same(expected, batch.sampleLoss(), 1e-5);
        });
  }

  @Test
  void tokenOutputsAreTheMeanOverLabelledTokens() {
    TrainingData data = Fixture.tokens(6);
    look(
        Task.TOKEN_CLASSIFICATION,
        data,
        batch -> {
          double[] p = batch.probabilities().toArray();
          double[] labels = batch.labels().toArray();
          double[] log = batch.logits().logSoftmax(-1).toArray();
          int length = batch.input().length();
          for (int i = 0; i < 6; i++) {
            double[] mean = new double[3];
            double loss = 0;
            int count = 0;
            for (int j = 0; j < length; j++) {
              int at = i * length + j;
              if (labels[at] >= 0) {
                count++;
                loss -= log[at * 3 + (int) labels[at]];
                for (int c = 0; c < 3; c++) {
                  mean[c] += p[at * 3 + c];
                }
              }
            }
            assertTrue(count > 0 && count < length);
            assertEquals(loss / count, batch.sampleLoss().toArray()[i], 1e-5);
            for (int c = 0; c < 3; c++) {
              assertEquals(mean[c] / count, batch.outputs().toArray()[i * 3 + c], 1e-6);
            }
          }
        });
  }

  @Test
  void otherForwardPassesAreThoseOfTheSameModel() {
    for (Task task : List.of(Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION)) {
      TrainingData data =
          task == Task.SEQUENCE_CLASSIFICATION ? Fixture.sequences(7) : Fixture.tokens(7);
      look(
          task,
          data,
          batch -> {
            same(batch.logits(), batch.forward(batch.embeddings()), 1e-5);
            same(batch.logits(), batch.forward(batch.encode(batch.texts())), 1e-5);
            Tensor moved = batch.forward(batch.embeddings().mul(2));
            assertTrue(moved.sub(batch.logits()).abs().max().item() > 1e-4);
          });
    }
  }

  @Test
  void partiesGiveTheirOwnLogitsWithoutGradients() {
    TrainingData data = Fixture.sequences(7);
    try (TextModel same = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1)) {
      look(
          Task.SEQUENCE_CLASSIFICATION,
          0,
          data,
          List.of(new Party("bank-b", same)),
          batch -> {
            assertEquals(1, batch.partyLogits().size());
            same(batch.logits(), batch.partyLogits().get(0), 1e-5);
            assertThrows(
                IllegalArgumentException.class,
                () -> batch.partyLogits().get(0).gradient(batch.embeddings()));
            return batch.logits().sub(batch.partyLogits().get(0)).square().mean();
          });
      try (TextModel other = Fixture.model(Task.TOKEN_CLASSIFICATION, 0)) {
        assertThrows(
            GovernanceException.class,
            () ->
                look(
                    Task.SEQUENCE_CLASSIFICATION,
                    0,
                    data,
                    List.of(new Party("bank-b", other)),
                    batch -> batch.constant(0)));
      }
    }
  }

  /** Rows of weight 0 leave the term alone to give a gradient, which is the parameter itself. */
  @Test
  void everyParameterCanBePenalisedByItsName() {
    TrainingData d = Fixture.sequences(8);
    TrainingData data =
        new TrainingData(
            d.inputs(),
            d.labels(),
            null,
            new double[8],
            d.texts(),
            d.content(),
            d.groups(),
            d.numbers(),
            1);
    for (String name : List.of(TABLE, "bert.encoder.layer.1.attention.self.key.weight")) {
      double[] norm = new double[1];
      StepResult result =
          look(
              Task.SEQUENCE_CLASSIFICATION,
              0,
              data,
              List.of(),
              batch -> {
                Tensor half = batch.parameters().get(name).square().sum().mul(0.5);
                norm[0] = Math.sqrt(2 * half.item());
                return half;
              });
      assertEquals(norm[0], result.gradientNorm(), 1e-4 * norm[0]);
    }
  }

  @Test
  void theNamesOfParametersAreThoseOfHuggingFace() {
    look(
        Task.SEQUENCE_CLASSIFICATION,
        Fixture.sequences(8),
        batch -> {
          Map<String, Tensor> all = batch.parameters();
          assertEquals(5 + 2 * 16 + 4, all.size());
          assertArrayEquals(
              new long[] {16, 16},
              all.get("bert.encoder.layer.0.attention.self.query.weight").shape());
          assertArrayEquals(new long[] {8000, 16}, all.get(TABLE).shape());
          assertArrayEquals(new long[] {2}, all.get("classifier.bias").shape());
        });
  }

  @Test
  void aPenaltyOnAGradientTrainsWithAndWithoutDropout() {
    for (double dropout : new double[] {0, 0.1}) {
      StepResult result =
          look(
              Task.SEQUENCE_CLASSIFICATION,
              dropout,
              Fixture.sequences(8),
              List.of(),
              batch -> batch.logits().gradient(batch.embeddings()).square().sum().mul(100));
      assertTrue(result.terms().get("x.look") > 0 && result.gradientNorm() > 0);
    }
  }

  @Test
  void aCollectionInTheMiddleOfEachStepChangesNoBit() {
    PenaltyTerm[] terms = {
      batch -> batch.outputs().sub(0.3).square().mean().mul(0.7),
      batch -> {
        Tensor value = batch.outputs().sub(0.3).square().mean().mul(0.7);
        System.gc();
        return value;
      }
    };
    String[] digests = new String[2];
    for (int i = 0; i < 2; i++) {
      try (TextModel model = Fixture.model(Task.SEQUENCE_CLASSIFICATION, 0.1);
          TrainingSession session =
              model.train(
                  Fixture.sequences(100),
                  Fixture.options(8, 0, Fixture.clipped()),
                  List.of(new Term("x.gc", terms[i])),
                  List.of(),
                  Fixture.TOKENIZER)) {
        String before = model.digest();
        for (int step = 0; step < 50; step++) {
          session.step(Map.of("x.gc", 1.0));
        }
        digests[i] = model.digest();
        assertNotEquals(before, digests[i]);
      }
    }
    assertEquals(digests[0], digests[1]);
  }

  @Test
  void aRunWithoutAFavourableClassSaysSo() {
    TrainingData d = Fixture.sequences(8);
    TrainingData data =
        new TrainingData(
            d.inputs(),
            d.labels(),
            null,
            null,
            d.texts(),
            d.content(),
            d.groups(),
            d.numbers(),
            -1);
    TermFailedException e =
        assertThrows(
            TermFailedException.class,
            () ->
                look(
                    Task.SEQUENCE_CLASSIFICATION,
                    0,
                    data,
                    List.of(),
                    batch -> batch.favourable().mean()));
    assertTrue(e.getCause() instanceof GovernanceException);
    assertFalse(e.getMessage().isEmpty());
  }
}
