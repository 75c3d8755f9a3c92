package plugins.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static JsonSchema schema() throws IOException {
    try (InputStream in =
        SchemaTest.class.getResourceAsStream("/plugins/report/report.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }

  private static Set<ValidationMessage> check(Fixture report) throws IOException {
    return schema().validate(report.json(), InputFormat.JSON);
  }

  @Test
  void whatTheJsonRendererWritesFitsTheSchema() throws IOException {
    assertEquals(Set.of(), check(Fixture.finance()));
    assertEquals(Set.of(), check(Fixture.medical()));
  }

  @Test
  void aFailedRunWithoutAnyOptionalPartFitsTheSchema() throws IOException {
    assertEquals(Set.of(), check(Variants.failedEarly()));
  }

  @Test
  void aMisspelledPartDoesNotFit() throws IOException {
    Fixture report = Fixture.finance();
    report.map("training").put("inputWait", 0.1);
    assertFalse(check(report).isEmpty());
  }

  @Test
  void aMissingPartDoesNotFit() throws IOException {
    Fixture report = Fixture.finance();
    report.map("summary.0").remove("direction");
    assertFalse(check(report).isEmpty());
  }
}
