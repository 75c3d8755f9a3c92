package plugins.fairness.internal.penalty;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings that penalties on rates of groups share. */
@ObjectClassDefinition(
    name = "Rates of groups",
    description = "Penalises differences between the rates of groups.")
@interface RateConfig {
  /** Protected columns; none for all. */
  @AttributeDefinition(description = "Protected columns to compare; none for all of the run.")
  String[] columns() default {};

  /** How a difference counts. */
  @AttributeDefinition(
      description =
          "SQUARED: the square of a difference counts; UNBIASED: the square less what chance adds"
              + " to it in a batch; ABSOLUTE: its absolute value.")
  Gap gap() default Gap.SQUARED;

  /** Whose rates are compared. */
  @AttributeDefinition(
      description =
          "FAVOURABLE: rates of the favourable class; ALL: rates of every class, on average.")
  Classes classes() default Classes.FAVOURABLE;

  /** How many rows of a group a batch must hold for the group to be compared. */
  @AttributeDefinition(
      min = "1",
      description =
          "Rows that a batch must hold of a group for the group to be compared; more rows,"
              + " less noise, but rare groups count less often. With running estimates the rows of"
              + " earlier steps count as far as they are remembered.")
  int minimumGroup() default 1;

  /** Share of the past that running estimates keep from step to step. */
  @AttributeDefinition(
      min = "0",
      max = "0.9999",
      description =
          "Share of earlier steps that estimates of a group keep from step to step, such as 0.9;"
              + " 0 for none: each batch for itself.")
  double running() default 0;
}
