// Noise of private steps: what a thread computes. The same source for cards and for processors, and in sums, products,
// quotients and roots only, each rounded once as IEEE 754 says: so all machines draw the same bits, and the tensor
// operations of noise.pyt do too. Compile with -ffp-contract=off; on a card the operations are named.
//
// Value g of a step (all sums one after the other) is number g mod 6 of block g / 6 of the key stream of ChaCha20.
// Words 0 to 2 of a block and 3 to 5 give the radius of three pairs of numbers, 6 to 8 and 9 to 11 the angle, 12 to 14
// what smooths both numbers; word 15 is not used. The first numbers of the pairs come first, then the second ones.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#if defined(__CUDACC__)
#define NOISE __host__ __device__ __forceinline__
#define UNROLL _Pragma("unroll")
#else
#define NOISE inline
#define UNROLL
#endif

namespace noise {

const int PAIRS = 3;
const int VALUES = 2 * PAIRS;
const int THREADS = 128;
const int MOST_PARTS = 96;

// Values of a sum that follow those of the part before it.
struct Part {
  float* values;
  uint64_t end;  // the launch's values up to here
};

struct Arguments {
  uint32_t key[8];
  uint64_t first;    // number of the launch's first value in the step
  uint64_t count;    // values
  double deviation;  // in steps of the grid
  float inverse;     // of a step of the grid
  float scale;       // of a step of the grid, times what the result is multiplied by
  uint32_t parts;
  Part part[MOST_PARTS];
};

#if defined(__CUDA_ARCH__)
NOISE double plus(double a, double b) { return __dadd_rn(a, b); }
NOISE double times(double a, double b) { return __dmul_rn(a, b); }
NOISE double over(double a, double b) { return __ddiv_rn(a, b); }
NOISE double root(double a) { return __dsqrt_rn(a); }
NOISE int32_t whole(double a) { return __double2int_rn(a); }
NOISE uint64_t bits(double a) { return static_cast<uint64_t>(__double_as_longlong(a)); }
NOISE double number(uint64_t a) { return __longlong_as_double(static_cast<long long>(a)); }
NOISE float plus(float a, float b) { return __fadd_rn(a, b); }
NOISE float times(float a, float b) { return __fmul_rn(a, b); }
NOISE float single(int32_t a) { return __int2float_rn(a); }
#else
NOISE double plus(double a, double b) { return a + b; }
NOISE double times(double a, double b) { return a * b; }
NOISE double over(double a, double b) { return a / b; }
NOISE double root(double a) { return std::sqrt(a); }
NOISE int32_t whole(double a) { return static_cast<int32_t>(std::nearbyint(a)); }
NOISE uint64_t bits(double a) {
  uint64_t b;
  std::memcpy(&b, &a, sizeof b);
  return b;
}
NOISE double number(uint64_t a) {
  double b;
  std::memcpy(&b, &a, sizeof b);
  return b;
}
NOISE float plus(float a, float b) { return a + b; }
NOISE float times(float a, float b) { return a * b; }
NOISE float single(int32_t a) { return static_cast<float>(a); }
#endif

NOISE uint32_t rotate(uint32_t x, int by) { return x << by | x >> (32 - by); }

// RFC 8439, section 2.1.
NOISE void quarter(uint32_t& a, uint32_t& b, uint32_t& c, uint32_t& d) {
  a += b;
  d = rotate(d ^ a, 16);
  c += d;
  b = rotate(b ^ c, 12);
  a += b;
  d = rotate(d ^ a, 8);
  c += d;
  b = rotate(b ^ c, 7);
}

// A block of the key stream (section 2.3). The first word of the nonce counts on where 32 bits of the counter end, the
// others are 0.
NOISE void block(const uint32_t* key, uint64_t counter, uint32_t* words) {
  uint32_t from[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
  UNROLL for (int i = 0; i < 8; i++) {
    from[4 + i] = key[i];
  }
  from[12] = static_cast<uint32_t>(counter);
  from[13] = static_cast<uint32_t>(counter >> 32);
  from[14] = 0;
  from[15] = 0;
  UNROLL for (int i = 0; i < 16; i++) {
    words[i] = from[i];
  }
  uint32_t* w = words;
  UNROLL for (int round = 0; round < 10; round++) {
    quarter(w[0], w[4], w[8], w[12]);
    quarter(w[1], w[5], w[9], w[13]);
    quarter(w[2], w[6], w[10], w[14]);
    quarter(w[3], w[7], w[11], w[15]);
    quarter(w[0], w[5], w[10], w[15]);
    quarter(w[1], w[6], w[11], w[12]);
    quarter(w[2], w[7], w[8], w[13]);
    quarter(w[3], w[4], w[9], w[14]);
  }
  UNROLL for (int i = 0; i < 16; i++) {
    words[i] += from[i];
  }
}

// Coefficients from the highest power down.
template <int N>
NOISE double polynomial(double x, const double (&coefficients)[N]) {
  double sum = coefficients[0];
  UNROLL for (int i = 1; i < N; i++) {
    sum = plus(times(sum, x), coefficients[i]);
  }
  return sum;
}

// A word as a signed number.
NOISE double signedWord(uint32_t word) { return static_cast<double>(static_cast<int32_t>(word)); }

// ln u for u = (high + 1/2 · 2^-32 + low · 2^-32) · 2^-32 in (0, 1], both words from 0: u = 2^k m with m from √½ to √2,
// and ln m = 2 artanh s for s = (m - 1) / (m + 1), by its series up to s^21; what is left out is below 2^-60 s.
NOISE double logarithm(uint32_t high, uint32_t low) {
  double u = plus(times(plus(signedWord(high), 2147483648.), 0x1p-32), times(plus(signedWord(low), 2147483648.5), 0x1p-64));
  uint64_t form = bits(u);
  double m = number((form & 0xfffffffffffffull) | 0x3fe0000000000000ull);  // from ½ to 1
  double k = static_cast<double>(static_cast<int32_t>(form >> 52) - 1022);
  if (m < 0.7071067811865476) {
    m = plus(m, m);
    k = plus(k, -1.);
  }
  double f = plus(m, -1.);
  double s = over(f, plus(f, 2.));
  double z = times(s, s);
  const double series[] = {2. / 21, 2. / 19, 2. / 17, 2. / 15, 2. / 13, 2. / 11, 2. / 9, 2. / 7, 2. / 5, 2. / 3};
  double rest = times(times(polynomial(z, series), z), s);
  // ln 2 in two parts: a whole multiple of 2^-40, whose products with k are exact, and what is left
  double high2 = times(k, 0.6931471805592082);
  double low2 = times(k, 7.371002565167799e-13);
  return plus(plus(plus(rest, low2), plus(s, s)), high2);
}

// Cosine and sine of an angle: the two highest bits are quarter turns, the others of the 64 bits an eighth of a turn back
// to an eighth ahead. Taylor's series; what is left out is below 2^-58 of the result.
NOISE void direction(uint32_t high, uint32_t low, double* cosine, double* sine) {
  double turns = plus(times(signedWord(high << 2), 0x1p-32), times(plus(signedWord(low), 2147483648.5), 0x1p-62));
  double t = times(turns, 1.5707963267948966);
  double w = times(t, t);
  const double even[] = {1. / 20922789888000., -1. / 87178291200., 1. / 479001600, -1. / 3628800, 1. / 40320, -1. / 720, 1. / 24, -1. / 2};
  const double odd[] = {1. / 355687428096000., -1. / 1307674368000., 1. / 6227020800., -1. / 39916800, 1. / 362880, -1. / 5040, 1. / 120, -1. / 6};
  double c = plus(times(polynomial(w, even), w), 1.);
  double s = plus(times(times(polynomial(w, odd), w), t), t);
  double x = high & 0x40000000u ? -s : c;
  double y = high & 0x40000000u ? c : s;
  *cosine = high & 0x80000000u ? -x : x;
  *sine = high & 0x80000000u ? -y : y;
}

// Two Gaussian numbers (Box and Muller 1958), rounded, each plus a number from -32768 to 32767.
NOISE void pair(const uint32_t* words, int number, double deviation, int32_t* one, int32_t* two) {
  double r = times(root(times(logarithm(words[number], words[PAIRS + number]), -2.)), deviation);
  double x = 0;
  double y = 0;
  direction(words[2 * PAIRS + number], words[3 * PAIRS + number], &x, &y);
  uint32_t smooth = words[4 * PAIRS + number];
  *one = whole(times(x, r)) + static_cast<int32_t>(smooth & 0xffff) - 32768;
  *two = whole(times(y, r)) + static_cast<int32_t>(smooth >> 16) - 32768;
}

// A sum rounded to the grid, with noise and scaled.
NOISE float noisy(float sum, int32_t noise, float inverse, float scale) {
#if defined(__CUDA_ARCH__)
  float units = rintf(times(sum, inverse));
#else
  float units = std::nearbyint(times(sum, inverse));
#endif
  return times(plus(units, single(noise)), scale);
}

// The first half of what a thread does: the numbers of one block of the key stream. group: number of the thread's group;
// numbers: those of all threads of the group.
NOISE void draw(const Arguments& a, uint64_t group, int thread, int32_t* numbers) {
  uint64_t at = group * THREADS + thread;
  if (at * VALUES >= a.count + a.first % VALUES) {
    return;
  }
  uint32_t words[16];
  block(a.key, a.first / VALUES + at, words);
  int32_t* own = numbers + VALUES * thread;
  UNROLL for (int i = 0; i < PAIRS; i++) {
    pair(words, i, a.deviation, own + i, own + PAIRS + i);
  }
}

// The second half, when all threads of the group have drawn: neighbours take neighbouring values.
NOISE void add(const Arguments& a, uint64_t group, int thread, const int32_t* numbers) {
  // the part of the group's first value, by bisection; those of the others follow
  uint64_t begin = group * THREADS * VALUES;
  uint64_t before = a.first % VALUES;
  uint32_t part = 0;
  for (uint32_t most = a.parts - 1; part < most;) {
    uint32_t middle = (part + most) / 2;
    if (begin < a.part[middle].end + before) {
      most = middle;
    } else {
      part = middle + 1;
    }
  }
  for (int i = thread; i < THREADS * VALUES; i += THREADS) {
    uint64_t value = begin + i - before;  // below 0, and so above all, where the first block is not ours alone
    if (value < a.count) {
      while (value >= a.part[part].end) {
        part++;
      }
      float* to = a.part[part].values + (value - (part == 0 ? 0 : a.part[part - 1].end));
      *to = noisy(*to, numbers[i], a.inverse, a.scale);
    }
  }
}

// Groups of threads that a launch needs.
inline uint64_t groups(const Arguments& a) {
  const uint64_t each = THREADS * VALUES;
  return (a.count + a.first % VALUES + each - 1) / each;
}

// The same on a processor.
inline void compute(const Arguments& a) {
  int32_t numbers[THREADS * VALUES];
  for (uint64_t group = 0; group < groups(a); group++) {
    for (int thread = 0; thread < THREADS; thread++) {
      draw(a, group, thread, numbers);
    }
    for (int thread = 0; thread < THREADS; thread++) {
      add(a, group, thread, numbers);
    }
  }
  std::memset(numbers, 0, sizeof numbers);
}

}  // namespace noise
