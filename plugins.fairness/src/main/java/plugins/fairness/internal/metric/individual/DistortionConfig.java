package plugins.fairness.internal.metric.individual;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of this kind of metric. */
@ObjectClassDefinition(name = "Distortion of rows", description = "Which columns were changed.")
@interface DistortionConfig {
  /** Columns before the change. */
  @AttributeDefinition(description = "Numeric columns before the change.")
  String[] before() default {};

  /** Columns after the change. */
  @AttributeDefinition(description = "The same columns after the change, in the same order.")
  String[] after() default {};
}
