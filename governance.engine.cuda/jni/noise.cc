// Adds noise to sums of private steps, by the kernel on a card and by the same source on a processor. Native side of
// governance.engine.internal.device.NoiseKernel.
#include "noise.h"

#include <ATen/Context.h>
#include <ATen/core/Tensor.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <jni.h>
#if defined(NOISE_CODE) && !defined(HAS_NATIVE_HANDLE)
#include <c10/cuda/CUDAStream.h>
#endif

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "driver.h"
#include "guarded.h"

#define NATIVE(type, name) \
  extern "C" JNIEXPORT type JNICALL Java_governance_engine_internal_device_NoiseKernel_##name

#if defined(NOISE_CODE)
// The kernel for several kinds of cards, as nvcc wrote it.
__asm__(
    ".section .rodata\n"
    ".balign 64\n"
    "governance_noise_code:\n"
    ".incbin \"" NOISE_CODE "\"\n"
    ".byte 0\n"
    ".previous\n");
extern "C" const char governance_noise_code[] __attribute__((visibility("hidden")));
#endif

namespace {

// The kernel on a card, loaded once.
class Kernel {
 public:
  void* function = nullptr;
  std::string obstacle;

  static Kernel& of(int card) {
    static std::mutex lock;
    static std::map<int, Kernel> all;
    std::lock_guard<std::mutex> held(lock);
    auto found = all.find(card);
    return found != all.end() ? found->second : all.emplace(card, Kernel(card)).first->second;
  }

 private:
  explicit Kernel(int card) {
#if defined(NOISE_CODE)
    int error = Driver::get().load(card, governance_noise_code, "governance_noise", &function);
    if (error != 0) {
      obstacle = "the card does not load the kernel: " + Driver::get().words(error);
    }
#else
    (void)card;
    obstacle = "the kernel was not built: build.sh found no nvcc that compiles it";
#endif
  }
};

void fail(const std::string& what) {
  throw std::runtime_error("noise: " + what);
}

#if defined(NOISE_CODE)
void* stream(const c10::Device& device) {
#if defined(HAS_NATIVE_HANDLE)
  return c10::impl::getDeviceGuardImpl(device.type())->getStream(device).native_handle();
#else
  return c10::cuda::getCurrentCUDAStream(device.index()).stream();
#endif
}
#endif

void launch(const c10::Device& device, noise::Arguments& a) {
#if defined(NOISE_CODE)
  Kernel& kernel = Kernel::of(device.index());
  if (!kernel.obstacle.empty()) {
    fail(kernel.obstacle);
  }
  uint64_t groups = noise::groups(a);
  if (groups > 0x7fffffff) {
    fail("too many values in one launch");
  }
  Driver& driver = Driver::get();
  int error = driver.launch(device.index(), kernel.function, static_cast<unsigned>(groups), noise::THREADS, stream(device), &a);
  if (error != 0) {
    fail("the kernel did not start: " + driver.words(error));
  }
#else
  fail(Kernel::of(device.index()).obstacle);
#endif
}

std::vector<jlong> numbers(JNIEnv* env, jlongArray array) {
  std::vector<jlong> all(env->GetArrayLength(array));
  env->GetLongArrayRegion(array, 0, static_cast<jsize>(all.size()), all.data());
  return all;
}

// What a launch works on: values from a start, so many, of each tensor. Returns the device.
c10::Device parts(const std::vector<jlong>& tensors, const std::vector<jlong>& starts, const std::vector<jlong>& counts,
                  noise::Arguments& a) {
  if (tensors.empty() || tensors.size() > noise::MOST_PARTS || starts.size() != tensors.size() || counts.size() != tensors.size()) {
    fail(std::to_string(tensors.size()) + " parts");
  }
  c10::Device device = reinterpret_cast<at::Tensor*>(tensors[0])->device();
  a.count = 0;
  a.parts = static_cast<uint32_t>(tensors.size());
  for (size_t i = 0; i < tensors.size(); i++) {
    const at::Tensor& tensor = *reinterpret_cast<at::Tensor*>(tensors[i]);
    if (tensor.scalar_type() != at::kFloat || !tensor.is_contiguous() || tensor.device() != device) {
      fail("sum " + std::to_string(i) + " is not float32, not in one piece or on another device");
    }
    if (starts[i] < 0 || counts[i] < 1 || counts[i] > tensor.numel() - starts[i]) {
      fail("sum " + std::to_string(i) + " has fewer values");
    }
    a.count += counts[i];
    a.part[i] = {tensor.mutable_data_ptr<float>() + starts[i], a.count};
  }
  return device;
}

// Ends with the key, whatever happens.
struct Kept : noise::Arguments {
  ~Kept() {
    for (volatile uint32_t& word : key) {
      word = 0;
    }
  }
};

}  // namespace

// Why a card cannot use the kernel; an empty text if it can.
NATIVE(jstring, obstacle)(JNIEnv* env, jclass, jint card) {
  return guarded<jstring>(env, nullptr, [&]() -> jstring { return env->NewStringUTF(Kernel::of(card).obstacle.c_str()); });
}

// The most parts of one call.
NATIVE(jint, most)(JNIEnv*, jclass) {
  return noise::MOST_PARTS;
}

NATIVE(void, add)
(JNIEnv* env, jclass, jlongArray tensors, jlongArray starts, jlongArray counts, jintArray key, jlong first, jdouble deviation,
 jdouble inverse, jdouble scale) {
  guarded<int>(env, 0, [&]() {
    Kept a;
    if (env->GetArrayLength(key) != 8 || first < 0) {
      fail("wrong key or place");
    }
    env->GetIntArrayRegion(key, 0, 8, reinterpret_cast<jint*>(a.key));
    a.first = static_cast<uint64_t>(first);
    a.deviation = deviation;
    a.inverse = static_cast<float>(inverse);
    a.scale = static_cast<float>(scale);
    c10::Device device = parts(numbers(env, tensors), numbers(env, starts), numbers(env, counts), a);
    if (device.is_cuda()) {
      launch(device, a);
    } else if (device.is_cpu()) {
      noise::compute(a);
    } else {
      fail("a device of another kind");
    }
    return 0;
  });
}
