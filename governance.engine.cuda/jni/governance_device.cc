// What the runtime asks of torch and of the graphics cards and DJL's binding does not offer: names and memory of the
// devices, TF32. Native side of governance.engine.internal.device.DeviceLibrary.
#include <ATen/Context.h>
#include <jni.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include "driver.h"
#include "guarded.h"

#if defined(HAS_DEVICE_ALLOCATOR)
#include <c10/core/CachingDeviceAllocator.h>
#elif defined(USE_CUDA)
#include <c10/cuda/CUDACachingAllocator.h>
#endif

#define NATIVE(type, name) \
  extern "C" JNIEXPORT type JNICALL Java_governance_engine_internal_device_DeviceLibrary_##name

namespace {

const jlong UNKNOWN = -1;

#if defined(HAS_DEVICE_ALLOCATOR)
c10::DeviceAllocator* allocator() {
  return at::getDeviceAllocator(at::kCUDA);
}
jlong peakOf(int device) {
  return allocator()->getDeviceStats(device).allocated_bytes[0].peak;
}
jlong allocatedOf(int device) {
  return allocator()->getDeviceStats(device).allocated_bytes[0].current;
}
void resetPeakOf(int device) {
  allocator()->resetPeakStats(device);
}
void emptyCacheOfAll() {
  allocator()->emptyCache();
}
const bool STATISTICS = true;
#elif defined(USE_CUDA)
jlong peakOf(int device) {
  return c10::cuda::CUDACachingAllocator::getDeviceStats(device).allocated_bytes[0].peak;
}
jlong allocatedOf(int device) {
  return c10::cuda::CUDACachingAllocator::getDeviceStats(device).allocated_bytes[0].current;
}
void resetPeakOf(int device) {
  c10::cuda::CUDACachingAllocator::resetPeakStats(device);
}
void emptyCacheOfAll() {
  c10::cuda::CUDACachingAllocator::emptyCache();
}
const bool STATISTICS = true;
#else
jlong peakOf(int) { return UNKNOWN; }
jlong allocatedOf(int) { return UNKNOWN; }
void resetPeakOf(int) {}
void emptyCacheOfAll() {}
const bool STATISTICS = false;
#endif

// The allocator answers for a device only once CUDA is initialized.
bool counted(int device) {
  if (!STATISTICS || device < 0 || device >= static_cast<int>(torch::cuda::device_count())) {
    return false;
  }
  at::globalContext().lazyInitDevice(c10::DeviceType::CUDA);
  return true;
}

}  // namespace

NATIVE(jstring, torchVersion)(JNIEnv* env, jclass) {
  return env->NewStringUTF(TORCH_VERSION);
}

// The version of the CUDA runtime that torch was built for and carries, such as 13000; 0 for a torch without CUDA.
NATIVE(jint, cudaRuntime)(JNIEnv* env, jclass) {
  return guarded<jint>(env, 0, []() -> jint {
    return at::Context::hasCUDA() || at::detail::getCUDAHooks().hasCUDART()
               ? static_cast<jint>(at::detail::getCUDAHooks().versionCUDART())
               : 0;
  });
}

NATIVE(jint, cudaDriver)(JNIEnv* env, jclass) {
  return guarded<jint>(env, 0, []() -> jint { return Driver::get().version(); });
}

NATIVE(jint, count)(JNIEnv* env, jclass) {
  return guarded<jint>(env, 0, []() -> jint { return static_cast<jint>(torch::cuda::device_count()); });
}

NATIVE(jstring, name)(JNIEnv* env, jclass, jint device) {
  return guarded<jstring>(env, nullptr, [&]() -> jstring {
    return env->NewStringUTF(Driver::get().name(device).c_str());
  });
}

// Free, total, allocated and peak allocated bytes of a device; -1 for what is not known.
NATIVE(jlongArray, memory)(JNIEnv* env, jclass, jint device) {
  return guarded<jlongArray>(env, nullptr, [&]() -> jlongArray {
    jlong values[] = {UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN};
    size_t free = 0;
    size_t total = 0;
    if (Driver::get().memory(device, &free, &total)) {
      values[0] = static_cast<jlong>(free);
      values[1] = static_cast<jlong>(total);
    }
    if (counted(device)) {
      values[2] = allocatedOf(device);
      values[3] = peakOf(device);
    }
    jlongArray result = env->NewLongArray(4);
    if (result != nullptr) {
      env->SetLongArrayRegion(result, 0, 4, values);
    }
    return result;
  });
}

NATIVE(void, resetPeak)(JNIEnv* env, jclass, jint device) {
  guarded<int>(env, 0, [&]() {
    if (counted(device)) {
      resetPeakOf(device);
    }
    return 0;
  });
}

NATIVE(void, emptyCache)(JNIEnv* env, jclass) {
  guarded<int>(env, 0, []() {
    if (counted(0)) {
      emptyCacheOfAll();
    }
    return 0;
  });
}

// Both are set: torch keeps one switch for matrix products and one for what cuDNN computes.
NATIVE(void, setTf32)(JNIEnv* env, jclass, jboolean on) {
  guarded<int>(env, 0, [&]() {
    at::globalContext().setAllowTF32CuBLAS(on == JNI_TRUE);
    at::globalContext().setAllowTF32CuDNN(on == JNI_TRUE);
    return 0;
  });
}

// Bit 0: matrix products, bit 1: cuDNN.
NATIVE(jint, tf32)(JNIEnv* env, jclass) {
  return guarded<jint>(env, 0, []() -> jint {
    at::Context& context = at::globalContext();
    return (context.allowTF32CuBLAS() ? 1 : 0) | (context.allowTF32CuDNN() ? 2 : 0);
  });
}
