package plugins.quality.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the word error rate. */
@ObjectClassDefinition(name = "Word error rate", description = "Which texts are compared.")
@interface WordConfig {
  /** Column of what texts should be. */
  @AttributeDefinition(description = "Column of what texts should be.")
  String reference() default "reference";

  /** Column of the texts. */
  @AttributeDefinition(description = "Column of the texts that are judged.")
  String hypothesis() default "hypothesis";
}
