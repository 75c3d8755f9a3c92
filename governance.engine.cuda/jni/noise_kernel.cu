// The kernel of the noise of private steps. Sums are read and written once, and nothing else is in the card's memory.
#include "noise.h"

extern "C" __global__ void __launch_bounds__(noise::THREADS)
    governance_noise(const __grid_constant__ noise::Arguments arguments) {
  __shared__ int32_t numbers[noise::THREADS * noise::VALUES];
  noise::draw(arguments, blockIdx.x, threadIdx.x, numbers);
  __syncthreads();
  noise::add(arguments, blockIdx.x, threadIdx.x, numbers);
}
