// The driver of graphics cards.
#pragma once

#include <dlfcn.h>

#include <cstddef>
#include <string>

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
    bool known = false;
    within(index, [&]() { known = memoryInfo(free, total) == 0; });
    return known;
  }

  // Runs a section with the context of a device that torch uses; returns false where there is none.
  template <typename Section>
  bool within(int index, Section section) const {
    int device = 0;
    void* context = nullptr;
    if (!ready || deviceGet(&device, index) != 0 || retain(&context, device) != 0) {
      return false;
    }
    void* before = nullptr;
    bool entered = push(context) == 0;
    if (entered) {
      section();
      pop(&before);
    }
    release(device);
    return entered;
  }

  // Loads a function for a device; returns 0, or the driver's number of the error. The context stays, as the code is in it.
  int load(int index, const void* code, const char* name, void** function) const {
    int device = 0;
    void* context = nullptr;
    if (!computes || deviceGet(&device, index) != 0 || retain(&context, device) != 0) {
      return NOT_SUPPORTED;
    }
    int error = NOT_SUPPORTED;
    within(index, [&]() {
      void* module = nullptr;
      error = moduleLoad(&module, code);
      error = error != 0 ? error : moduleFunction(function, module, name);
    });
    return error;
  }

  // Starts a function whose one argument is a structure, which is copied; returns as load does.
  int launch(int index, void* function, unsigned groups, unsigned threads, void* stream, void* argument) const {
    void* arguments[] = {argument};
    int error = NOT_SUPPORTED;
    within(index, [&]() { error = launchKernel(function, groups, 1, 1, threads, 1, 1, 0, stream, arguments, nullptr); });
    return error;
  }

  // What the driver says of an error.
  std::string words(int error) const {
    const char* text = nullptr;
    bool told = errorString != nullptr && errorString(error, &text) == 0 && text != nullptr;
    return told ? text : "error " + std::to_string(error);
  }

  // Version of CUDA that the driver supports, such as 13000; 0 without a driver.
  int version() const {
    int found = 0;
    return driverVersion != nullptr && driverVersion(&found) == 0 ? found : 0;
  }

 private:
  static const int NOT_SUPPORTED = 801;

  bool ready = false;
  bool computes = false;
  int (*init)(unsigned) = nullptr;
  int (*driverVersion)(int*) = nullptr;
  int (*deviceGet)(int*, int) = nullptr;
  int (*deviceName)(char*, int, int) = nullptr;
  int (*retain)(void**, int) = nullptr;
  int (*release)(int) = nullptr;
  int (*push)(void*) = nullptr;
  int (*pop)(void**) = nullptr;
  int (*memoryInfo)(size_t*, size_t*) = nullptr;
  int (*moduleLoad)(void**, const void*) = nullptr;
  int (*moduleFunction)(void**, void*, const char*) = nullptr;
  int (*launchKernel)(void*, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, void*, void**,
                      void**) = nullptr;
  int (*errorString)(int, const char**) = nullptr;

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
    computes = find(library, "cuModuleLoadData", moduleLoad) && find(library, "cuModuleGetFunction", moduleFunction) &&
               find(library, "cuLaunchKernel", launchKernel);
    find(library, "cuGetErrorString", errorString);
  }
};
