package governance.api;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Settings over a map, seen through an annotation type by a proxy whose defaults are the
 * annotation's.
 */
final class MapSettings implements Settings {
  private final String owner;
  private final Map<String, Object> values;
  private final Map<Class<?>, Object> seen = new ConcurrentHashMap<>();

  MapSettings(String owner, Map<String, ?> values) {
    this.owner = owner;
    this.values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  @Override
  public Map<String, Object> values() {
    return values;
  }

  /** Made once for each type: metrics ask for it in every draw. */
  @Override
  public <A> A as(Class<A> type) {
    return type.cast(seen.computeIfAbsent(type, this::proxy));
  }

  private Object proxy(Class<?> type) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Method key : type.getDeclaredMethods()) {
      if (key.getParameterCount() == 0 && !key.isSynthetic()) {
        all.put(key.getName(), valueOf(key));
      }
    }
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> answer(type, all, proxy, method, arguments));
  }

  private Object valueOf(Method key) {
    Object value = values.get(key.getName());
    if (value == null) {
      Object fallback = key.getDefaultValue();
      if (fallback == null) {
        throw wrong(key, "no value", "Set " + key.getName() + " in the run spec");
      }
      return fallback;
    }
    return convert(key, key.getReturnType(), value);
  }

  private Object convert(Method key, Class<?> type, Object value) {
    if (type.isArray()) {
      List<?> list = value instanceof List<?> l ? l : List.of(value);
      Object array = Array.newInstance(type.getComponentType(), list.size());
      for (int i = 0; i < list.size(); i++) {
        Array.set(array, i, convert(key, type.getComponentType(), list.get(i)));
      }
      return array;
    }
    if (type == String.class && !(value instanceof List)) {
      return value.toString();
    }
    if (type == boolean.class && value instanceof Boolean) {
      return value;
    }
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        if (constant.toString().equalsIgnoreCase(value.toString())) {
          return constant;
        }
      }
      throw wrong(key, shown(value), "Choose one of " + Arrays.toString(type.getEnumConstants()));
    }
    return number(key, type, value);
  }

  private Object number(Method key, Class<?> type, Object value) {
    if (value instanceof Number n) {
      double d = n.doubleValue();
      if (type == double.class) {
        return d;
      }
      if (type == float.class) {
        return (float) d;
      }
      if (d == Math.rint(d) && type == int.class && Math.abs(d) <= Integer.MAX_VALUE) {
        return (int) d;
      }
      if (d == Math.rint(d) && type == long.class && Math.abs(d) < 1L << 53) {
        return n.longValue();
      }
    }
    throw wrong(key, shown(value), "Give a value of that type");
  }

  private static String shown(Object value) {
    return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
  }

  private GovernanceException wrong(Method key, String got, String advice) {
    String allowed = key.getReturnType().getSimpleName();
    return GovernanceException.spec(
        owner + " setting " + key.getName(), "got " + got, allowed, advice);
  }

  private static Object answer(
      Class<?> type, Map<String, Object> all, Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "annotationType" -> type;
      case "toString" -> "@" + type.getName() + all;
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> proxy == arguments[0];
      default -> all.get(method.getName());
    };
  }

  @Override
  public String toString() {
    return owner + values;
  }
}
