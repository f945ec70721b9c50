# How every target of the project is compiled.

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
if(NOT PORTSIM_ASSERTIONS)
  string(APPEND CMAKE_CXX_FLAGS_RELWITHDEBINFO " -DNDEBUG")
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(portsim-compiler INTERFACE)
target_compile_features(portsim-compiler INTERFACE cxx_std_20)
target_include_directories(portsim-compiler INTERFACE ${PROJECT_SOURCE_DIR})
# Fused multiply-add would give other bits on other machines.
target_compile_options(portsim-compiler INTERFACE
  -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  $<$<BOOL:${PORTSIM_WERROR}>:-Werror>
  # Designated initialisers name what matters; the rest has defaults.
  -Wno-missing-field-initializers
  # g++ 12 at -O3 warns wrongly about string concatenation (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(PORTSIM_SANITIZE)
  # g++ 12 with sanitizers sees uninitialised variant alternatives that are never read.
  target_compile_options(portsim-compiler INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
    -O1 -fsanitize=${PORTSIM_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(portsim-compiler INTERFACE -fsanitize=${PORTSIM_SANITIZE})
endif()

# What libFuzzer follows. Spelt out, as clang takes precompiled headers with these, not with fuzzer-no-link.
set(coverage_for_fuzzing -fsanitize-coverage=inline-8bit-counters,indirect-calls,trace-cmp,pc-table)

# With PORTSIM_PRECOMPILE, these headers are parsed once for all targets of a kind.
function(portsim_precompiled kind)  # HEADER…
  file(WRITE ${PROJECT_BINARY_DIR}/precompiled-${kind}.cpp "")
  add_library(precompiled-${kind} STATIC ${PROJECT_BINARY_DIR}/precompiled-${kind}.cpp)
  target_link_libraries(precompiled-${kind} PRIVATE portsim-compiler)
  target_precompile_headers(precompiled-${kind} PRIVATE ${ARGN})
endfunction()

function(portsim_precompile target kind)
  if(PORTSIM_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM precompiled-${kind})
  endif()
endfunction()

if(PORTSIM_PRECOMPILE)
  set(standard_headers <algorithm> <chrono> <cmath> <functional> <map> <optional> <string> <variant> <vector>)
  portsim_precompiled(library ${standard_headers} <tl/expected.hpp>)
  portsim_precompiled(test ${standard_headers} <tl/expected.hpp> <catch2/catch.hpp> <nlohmann/json.hpp>)
endif()
