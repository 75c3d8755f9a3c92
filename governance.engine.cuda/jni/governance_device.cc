// What the runtime asks of torch and of the graphics cards and DJL's binding does not offer: names and memory of the
// devices, waiting for one, TF32, deterministic algorithms. Native side of governance.engine.internal.device.DeviceLibrary.
#include <ATen/Context.h>
#include <dlfcn.h>
#include <jni.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include <exception>
#include <string>

#if defined(HAS_DEVICE_ALLOCATOR)
#include <c10/core/CachingDeviceAllocator.h>
#elif defined(USE_CUDA)
#include <c10/cuda/CUDACachingAllocator.h>
#endif

#define NATIVE(type, name) \
  extern "C" JNIEXPORT type JNICALL Java_governance_engine_internal_device_DeviceLibrary_##name

namespace {

const jlong UNKNOWN = -1;

// Runs a section; what torch throws becomes a Java exception, never an aborted process.
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

// The driver's own library, found at run time and called through its C interface, so that no CUDA header is needed.
class Driver {
 public:
  static Driver& get() {
    static Driver driver;
    return driver;
  }

  std::string name(int index) const {
    char text[256] = "";
    int device = 0;
    if (!ready || deviceGet(&device, index) != 0 || deviceName(text, sizeof text, device) != 0) {
      return "";
    }
    return text;
  }

  // Free and total bytes of a device, seen by this process.
  bool memory(int index, size_t* free, size_t* total) const {
    int device = 0;
    void* context = nullptr;
    if (!ready || deviceGet(&device, index) != 0 || retain(&context, device) != 0) {
      return false;
    }
    bool known = false;
    void* before = nullptr;
    if (push(context) == 0) {
      known = memoryInfo(free, total) == 0;
      pop(&before);
    }
    release(device);
    return known;
  }

  // Version of CUDA that the driver supports, such as 13000; 0 without a driver.
  int version() const {
    int found = 0;
    return driverVersion != nullptr && driverVersion(&found) == 0 ? found : 0;
  }

 private:
  bool ready = false;
  int (*init)(unsigned) = nullptr;
  int (*driverVersion)(int*) = nullptr;
  int (*deviceGet)(int*, int) = nullptr;
  int (*deviceName)(char*, int, int) = nullptr;
  int (*retain)(void**, int) = nullptr;
  int (*release)(int) = nullptr;
  int (*push)(void*) = nullptr;
  int (*pop)(void**) = nullptr;
  int (*memoryInfo)(size_t*, size_t*) = nullptr;

  template <typename Function>
  static bool find(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(library, name));
    return function != nullptr;
  }

  Driver() {
    void* library = dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL);
    if (library == nullptr) {
      return;
    }
    find(library, "cuDriverGetVersion", driverVersion);
    ready = find(library, "cuInit", init) && find(library, "cuDeviceGet", deviceGet) &&
            find(library, "cuDeviceGetName", deviceName) && find(library, "cuDevicePrimaryCtxRetain", retain) &&
            find(library, "cuDevicePrimaryCtxRelease_v2", release) && find(library, "cuCtxPushCurrent_v2", push) &&
            find(library, "cuCtxPopCurrent_v2", pop) && find(library, "cuMemGetInfo_v2", memoryInfo) && init(0) == 0;
  }
};

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

NATIVE(void, synchronize)(JNIEnv* env, jclass, jint device) {
  guarded<int>(env, 0, [&]() {
    torch::cuda::synchronize(device);
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

NATIVE(void, setDeterministic)(JNIEnv* env, jclass, jboolean on) {
  guarded<int>(env, 0, [&]() {
    at::globalContext().setDeterministicAlgorithms(on == JNI_TRUE, false);
    at::globalContext().setDeterministicCuDNN(on == JNI_TRUE);
    return 0;
  });
}

NATIVE(jboolean, deterministic)(JNIEnv* env, jclass) {
  return guarded<jboolean>(env, JNI_FALSE, []() -> jboolean {
    return at::globalContext().deterministicAlgorithms() ? JNI_TRUE : JNI_FALSE;
  });
}
