package plugins.quality.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The setting of metrics of one class against the rest. */
@ObjectClassDefinition(
    name = "Metric of one class",
    description = "Which class is the one to be found, against all others.")
@interface PositiveConfig {
  /** The class to be found. */
  @AttributeDefinition(
      description =
          "Class to be found, such as the condition of a patient; empty for the favourable class,"
              + " or the second of two.")
  String positive() default "";
}
