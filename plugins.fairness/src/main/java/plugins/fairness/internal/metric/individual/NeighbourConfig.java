package plugins.fairness.internal.metric.individual;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of this kind of metric. */
@ObjectClassDefinition(
    name = "Consistency with neighbours",
    description = "What makes cases near, and how many are looked at.")
@interface NeighbourConfig {
  /** What makes cases alike. */
  @AttributeDefinition(
      description =
          "Columns that make cases alike, without protected ones; needed, or nothing is compared.")
  String[] content() default {};

  /** The number of neighbours. */
  @AttributeDefinition(
      min = "1",
      max = "10000",
      description = "How many nearest rows are looked at, the row itself among them.")
  int neighbours() default 5;

  /** How numbers are made comparable. */
  enum Scale {
    /** Divided by their standard deviation. */
    STANDARD,
    /** As they are. */
    NONE
  }

  /** How numbers are made comparable. */
  @AttributeDefinition(
      description =
          "STANDARD: numeric columns are divided by their standard deviation; NONE: they are taken as they are. Other values are 0 apart when equal, otherwise 1.")
  Scale scale() default Scale.STANDARD;
}
