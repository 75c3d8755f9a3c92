package plugins.fairness.internal.metric.individual;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of this kind of metric. */
@ObjectClassDefinition(name = "Inequality of benefits", description = "Which class is a benefit.")
@interface BenefitConfig {
  /** The class that is a benefit. */
  @AttributeDefinition(description = "Class that is a benefit; empty for the favourable class.")
  String positive() default "";
}
