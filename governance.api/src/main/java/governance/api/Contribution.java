package governance.api;

import governance.api.model.Task;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Declares a Declarative Services component to be a contribution. It becomes the service properties
 * {@code governance.kind}, {@code governance.id}, {@code governance.domain}, {@code
 * governance.settings}, {@code governance.needs} and {@code governance.description}, and a {@code
 * governance.contribution} capability of the bundle, so that a resolver can choose bundles by what
 * they contribute.
 *
 * <p>Ids are lower case words joined by hyphens, with a dotted prefix that names the provider, for
 * example {@code fairness.demographic-parity}. An id is unique within its kind.
 */
@ComponentPropertyType
@Capability(namespace = "governance.contribution")
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Contribution {
  /** Prefix of the service properties that this annotation is mapped to. */
  String PREFIX_ = "governance.";

  /** The extension point. */
  @Attribute("kind")
  Kind kind();

  /** The id by which specs, plans and reports name this contribution. */
  @Attribute("id")
  String id();

  /** The domain that this contribution is made for, or {@code any}. */
  @Attribute("domain")
  String domain() default "any";

  /**
   * One sentence for readers of reports: what this contribution does or its figure says. Where it
   * is empty, the description of the settings serves, unless other contributions share them.
   */
  String description() default "";

  /**
   * The annotation type that declares the settings with their defaults, also used as the OSGi
   * metatype ({@code @ObjectClassDefinition}); {@code void} when there are none. A setting's key is
   * the name of its method.
   */
  Class<?> settings() default void.class;

  /**
   * What a run must have for this contribution; the planner refuses a run that lacks it before any
   * work is done.
   */
  Need[] needs() default {};

  /**
   * Which tasks this metric, penalty or explainer is made for; by default those that classify. The
   * planner refuses a run of another task. Other kinds are not asked.
   *
   * @since 1.1
   */
  Task[] tasks() default {Task.SEQUENCE_CLASSIFICATION, Task.TOKEN_CLASSIFICATION};

  /** What a contribution may need of a run. */
  enum Need {
    /** At least one protected attribute. */
    PROTECTED_ATTRIBUTE,
    /** A favourable class. */
    FAVOURABLE_CLASS,
    /** At least one other party with a model. */
    PARTY,
    /** One class for each text: not a run that tags words. */
    SEQUENCE_CLASSIFICATION,
    /** One tag for each word: not a run that classifies texts. */
    TOKEN_CLASSIFICATION,
    /**
     * Word embeddings that logits can be computed from: not a run on a TorchScript encoder.
     *
     * @since 1.1
     */
    WORD_EMBEDDINGS
  }
}
