package plugins.domain.medical.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The numbers that the generated notes are made from, read from the document that states them. */
record GroundTruth(
    double female, double sexStated, double overlookedFemale, double overlookedMale) {
  static final String DOCUMENT = "/plugins/domain/medical/clinical-notes.properties";

  /** Reads the document from this bundle. */
  static GroundTruth read() {
    Properties properties = new Properties();
    try (InputStream bytes = GroundTruth.class.getResourceAsStream(DOCUMENT)) {
      properties.load(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new GroundTruth(
        number(properties, "share.female"),
        number(properties, "sex.stated"),
        number(properties, "overlooked.female"),
        number(properties, "overlooked.male"));
  }

  private static double number(Properties properties, String key) {
    return Double.parseDouble(properties.getProperty(key));
  }
}
