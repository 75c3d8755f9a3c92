package governance.runtime.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import governance.api.Problem;
import governance.api.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data and models that are missing or not what they should be. */
class WrongDataTest {
  @TempDir Path folder;
  private PlanFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new PlanFixture(folder);
  }

  private static Problem only(Resolution resolution, String... parts) {
    List<Problem> problems = resolution.plan().problems();
    assertEquals(1, problems.size(), problems.toString());
    for (String part : parts) {
      assertTrue(problems.get(0).message().contains(part), problems.get(0).message());
    }
    return problems.get(0);
  }

  @Test
  void dataDirectoryNotSetOrMissing() {
    Problem problem =
        only(
            fixture.plan("finance", "data", "german-credit"),
            "the data directory is not set",
            "finance/german.csv",
            "https://archive.ics.uci.edu/dataset/144",
            "GOVERNANCE_DATA");
    assertEquals(Remedy.FIX_DATA, problem.remedy());
    fixture.data(folder.resolve("nowhere"));
    only(fixture.plan("finance", "data", "german-credit"), "nowhere is missing");
  }

  @Test
  void fileMissingOrOfAnotherDigest() throws IOException {
    fixture.data(folder);
    only(
        fixture.plan("finance", "data", "german-credit"), "german.csv: is missing", "put it there");
    Files.createDirectory(folder.resolve("finance"));
    fixture.file("finance/german.csv", "class,sex\n");
    only(fixture.plan("finance", "data", "german-credit"), "has SHA-256 ", "0000", "--data FILE");
  }

  @Test
  void unknownDataSet() {
    only(
        fixture.plan("finance", "data", "german-credt"),
        "there is no data set \"german-credt\"",
        "Did you mean \"german-credit\"?");
    fixture.pack(
        "medical",
        """
        {"id":"medical","datasets":[{"name":"notes","generator":{"id":"finance.loan-applications"}}]}""");
    only(fixture.plan("finance", "data", "notes"), "It belongs to domain medical");
  }

  @Test
  void filesThatCannotBeRead() {
    String[] rest = {"data.label", "default", "data.favourable", "no", "data.protected", "sex"};
    only(own("none.csv", rest), "there is no such file");
    fixture.file("empty.csv", "");
    only(own("empty.csv", rest), "is empty");
    only(own(".", rest), "is a folder");
    fixture.file("loans.xlsx", "x");
    only(own("loans.xlsx", rest), "no data source reads files with this ending", ".csv");
  }

  private Resolution own(String name, String... rest) {
    String[] all = new String[rest.length + 2];
    all[0] = "data";
    all[1] = folder.resolve(name).toString();
    System.arraycopy(rest, 0, all, 2, rest.length);
    return fixture.plan("finance", all);
  }

  @Test
  void columnsThatAreMissing() {
    only(
        fixture.plan("finance", "data.label", "defalt"),
        "no column \"defalt\"",
        "Did you mean \"default\"?");
    only(fixture.plan("finance", "data.protected", "gender"), "no column \"gender\"", "sex, age");
    only(fixture.plan("finance", "data.columns.fnlwgt", "IGNORED"), "no column \"fnlwgt\"");
    only(fixture.plan("finance", "data.where", "amuont>5"), "data.where amuont>5", "no column");
    only(fixture.plan("finance", "data.split.group", "owner"), "no column \"owner\"");
    only(fixture.plan("finance", "data.split.time", "date"), "no column \"date\"");
    only(fixture.plan("finance", "data.label", "sex"), "data.protected sex: is the label");
    only(
        fixture.plan("finance", "data.label", "null"),
        "does not say which column",
        "--label COLUMN");
  }

  @Test
  void conditionsAndSplitsThatAreNone() {
    only(fixture.plan("finance", "data.where", "age>old"), "a finite number after >=");
    only(
        fixture.plan("finance", "data.split.group", "sex", "data.split.time", "age"),
        "one of group and time");
  }

  @Test
  void nameAndFile() {
    only(
        fixture.planFile("{\"domain\":\"finance\",\"data\":{\"name\":\"x\",\"file\":\"y.csv\"}}"),
        "one of name and file");
  }

  @Test
  void modelFoldersThatAreNone() {
    Path model = folder.resolve("model");
    only(fixture.plan("finance", "model.folder", model.toString()), "there is no such folder");
    fixture.file("model", "");
    only(fixture.plan("finance", "model.folder", model.toString()), "is no folder");
  }
}
