// The kernel of the noise on a processor, group by group and thread by thread: what its tests run. Compile with
// -ffp-contract=off. Reads launches from the standard input until it ends, and writes their values to the standard output,
// all little-endian: key (8 words), first (int64), deviation, inverse, scale (float64), number of parts (int64), values of
// each (int64), the values (float32).
#include <cstdio>
#include <vector>

#include "noise.h"

namespace {

template <typename Type>
bool read(Type* to, size_t count) {
  return std::fread(to, sizeof(Type), count, stdin) == count;
}

}  // namespace

int main() {
  noise::Arguments a;
  while (read(a.key, 8)) {
    double numbers[3];
    int64_t parts = 0;
    if (!read(&a.first, 1) || !read(numbers, 3) || !read(&parts, 1) || parts < 1 || parts > noise::MOST_PARTS) {
      return 1;
    }
    a.deviation = numbers[0];
    a.inverse = static_cast<float>(numbers[1]);
    a.scale = static_cast<float>(numbers[2]);
    a.parts = static_cast<uint32_t>(parts);
    std::vector<int64_t> sizes(parts);
    if (!read(sizes.data(), sizes.size())) {
      return 1;
    }
    std::vector<std::vector<float>> sums;
    a.count = 0;
    for (size_t i = 0; i < sizes.size(); i++) {
      sums.emplace_back(sizes[i]);
      if (!read(sums[i].data(), sums[i].size())) {
        return 1;
      }
      a.count += sums[i].size();
      a.part[i] = {sums[i].data(), a.count};
    }
    noise::compute(a);
    for (const std::vector<float>& sum : sums) {
      std::fwrite(sum.data(), sizeof(float), sum.size(), stdout);
    }
  }
  return 0;
}
