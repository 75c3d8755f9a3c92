package plugins.quality.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of drift. */
@ObjectClassDefinition(
    name = "Drift",
    description = "What may have moved, and which rows are the reference.")
@interface DriftConfig {
  /** The column that may have moved. */
  @AttributeDefinition(description = "Column that may have moved; empty for the predicted class.")
  String column() default "";

  /** The column that tells the reference from now. */
  @AttributeDefinition(description = "Column that tells the rows of the reference from others.")
  String by() default "period";

  /** Its value for the reference. */
  @AttributeDefinition(description = "Value of that column in the rows of the reference.")
  String reference() default "reference";
}
