// What torch throws becomes a Java exception, never an aborted process.
#pragma once

#include <jni.h>

#include <exception>

template <typename Result, typename Section>
Result guarded(JNIEnv* env, Result otherwise, Section section) {
  try {
    return section();
  } catch (const std::exception& e) {
    env->ThrowNew(env->FindClass("java/lang/IllegalStateException"), e.what());
  } catch (...) {
    env->ThrowNew(env->FindClass("java/lang/IllegalStateException"), "unknown failure in native code");
  }
  return otherwise;
}
