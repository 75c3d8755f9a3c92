package plugins.fairness.internal.metric.individual;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of this kind of metric. */
@ObjectClassDefinition(name = "Equal cases", description = "What makes two cases equal.")
@interface ContentConfig {
  /** What makes cases alike. */
  @AttributeDefinition(
      description =
          "Columns that make cases alike, without protected ones; needed, or nothing is compared.")
  String[] content() default {};
}
