package plugins.fairness.internal.metric.individual;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of this kind of metric. */
@ObjectClassDefinition(
    name = "Generalized entropy",
    description = "Which class is a benefit, and how much great benefits count.")
@interface EntropyConfig {
  /** The class that is a benefit. */
  @AttributeDefinition(description = "Class that is a benefit; empty for the favourable class.")
  String positive() default "";

  /** The power. */
  @AttributeDefinition(
      min = "-10",
      max = "10",
      description =
          "Power of the index: 2 is half the squared coefficient of variation, 1 the Theil index, 0 the mean logarithmic deviation.")
  double alpha() default 2;
}
