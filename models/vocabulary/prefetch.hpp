// Memory that will be needed soon is fetched meanwhile. Nothing depends on it but the time that a run takes:
// so much that g++ takes a function that does nothing else for one without effect, and drops its calls. Such
// functions are always_inline.
#pragma once

#include <cstddef>

namespace portsim {

constexpr std::size_t cache_line = 64;

[[gnu::always_inline]] inline void prefetch_to_write(const void* line) {
  __builtin_prefetch(line, 1);
}

// The lines of an object, up to so many bytes of it.
template <class Object>
[[gnu::always_inline]] inline void prefetch_to_write(const Object& object, std::size_t bytes) {
  const char* begin = reinterpret_cast<const char*>(&object);
  for (std::size_t n = 0; n < bytes; n += cache_line) prefetch_to_write(begin + n);
}

}  // namespace portsim
