// Records when a graphics card computed for a process: the CUDA driver loads this library into it when
// CUDA_INJECTION64_PATH names it. KERNELS names what is written: KERNELS.spans, pairs of 64-bit nanoseconds of the time
// of day, begin and end of each kernel, copy and fill on the device; and KERNELS.names, time and number by kernel.
#include <cuda.h>
#include <cupti.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace {

constexpr size_t BUFFER = 8 << 20;
constexpr size_t ALIGNMENT = 8;

struct Total {
  uint64_t nanos = 0;
  uint64_t count = 0;
};

std::mutex lock;
FILE* spans = nullptr;
int64_t to_time_of_day = 0;
std::map<std::string, Total> totals;

void add(uint64_t start, uint64_t end, const char* name) {
  if (start == 0 || end <= start) {
    return; // not measured
  }
  int64_t span[2] = {static_cast<int64_t>(start) + to_time_of_day, static_cast<int64_t>(end) + to_time_of_day};
  fwrite(span, sizeof span, 1, spans);
  Total& total = totals[name];
  total.nanos += end - start;
  total.count++;
}

void CUPTIAPI request(uint8_t** buffer, size_t* size, size_t* records) {
  *buffer = static_cast<uint8_t*>(aligned_alloc(ALIGNMENT, BUFFER));
  *size = *buffer == nullptr ? 0 : BUFFER;
  *records = 0;
}

void CUPTIAPI complete(CUcontext, uint32_t, uint8_t* buffer, size_t, size_t valid) {
  std::lock_guard<std::mutex> guard(lock);
  CUpti_Activity* record = nullptr;
  while (valid > 0 && cuptiActivityGetNextRecord(buffer, valid, &record) == CUPTI_SUCCESS) {
    // Later versions of these records begin with the same fields.
    if (record->kind == CUPTI_ACTIVITY_KIND_CONCURRENT_KERNEL) {
      auto* kernel = reinterpret_cast<CUpti_ActivityKernel9*>(record);
      add(kernel->start, kernel->end, kernel->name == nullptr ? "?" : kernel->name);
    } else if (record->kind == CUPTI_ACTIVITY_KIND_MEMCPY) {
      auto* copy = reinterpret_cast<CUpti_ActivityMemcpy5*>(record);
      add(copy->start, copy->end, "copy");
    } else if (record->kind == CUPTI_ACTIVITY_KIND_MEMSET) {
      auto* fill = reinterpret_cast<CUpti_ActivityMemset4*>(record);
      add(fill->start, fill->end, "fill");
    }
  }
  free(buffer);
}

std::string out() {
  const char* given = getenv("KERNELS");
  return given == nullptr ? "kernels" : given;
}

void finish() {
  cuptiActivityFlushAll(1);
  std::lock_guard<std::mutex> guard(lock);
  fclose(spans);
  std::vector<std::pair<std::string, Total>> all(totals.begin(), totals.end());
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second.nanos > b.second.nanos; });
  if (FILE* names = fopen((out() + ".names").c_str(), "w")) {
    for (const auto& [name, total] : all) {
      fprintf(names, "%12.3f ms %8llu %s\n", total.nanos / 1e6, static_cast<unsigned long long>(total.count), name.c_str());
    }
    fclose(names);
  }
}

} // namespace

extern "C" int InitializeInjection() {
  spans = fopen((out() + ".spans").c_str(), "wb");
  uint64_t now = 0;
  if (spans == nullptr || cuptiGetTimestamp(&now) != CUPTI_SUCCESS) {
    return 0;
  }
  auto day = std::chrono::system_clock::now().time_since_epoch();
  to_time_of_day = std::chrono::duration_cast<std::chrono::nanoseconds>(day).count() - static_cast<int64_t>(now);
  cuptiActivityRegisterCallbacks(request, complete);
  for (auto kind : {CUPTI_ACTIVITY_KIND_CONCURRENT_KERNEL, CUPTI_ACTIVITY_KIND_MEMCPY, CUPTI_ACTIVITY_KIND_MEMSET}) {
    cuptiActivityEnable(kind);
  }
  atexit(finish);
  return 1;
}
