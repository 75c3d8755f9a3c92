package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import governance.api.data.Split;
import governance.runtime.internal.plan.DataPlan.Part;
import governance.runtime.internal.privacy.DataKey;
import governance.runtime.internal.store.Digests;
import governance.runtime.internal.support.Specs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataIdentityTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<DataKey> of(Part... parts) {
    return DataIdentity.of(new Specs().plan("text,label:label", parts), 7);
  }

  @Test
  void eachFileOfTrainingRowsIsADataSetWhateverIsBesideIt() throws IOException {
    Path one = file("one.csv", "a");
    Path two = file("two.csv", "b");
    Path test = file("test.csv", "c");
    DataKey first = new DataKey(Digests.of(one), "one.csv");
    assertEquals(List.of(first), of(Specs.part(one, null)));
    assertEquals(
        List.of(first, new DataKey(Digests.of(two), "two.csv")),
        of(
            Specs.part(one, Split.TRAIN),
            Specs.part(two, Split.TRAIN),
            Specs.part(test, Split.TEST)));
    assertEquals(List.of(first), of(Specs.part(one, Split.TRAIN), Specs.part(test, Split.TEST)));
  }

  @Test
  void theSameFileTwiceIsOneDataSet() throws IOException {
    Path one = file("one.csv", "a");
    assertEquals(1, of(Specs.part(one, null), Specs.part(one, null)).size());
  }

  @Test
  void whatAGeneratorMakesIsKnownByItsSeed() {
    assertEquals(1, of().size());
    assertEquals("data.memory", of().get(0).name());
  }
}
